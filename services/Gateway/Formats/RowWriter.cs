using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>Writes the cells of a row from messages straight to bytes; pooled, for an answer is made of thousands of them.</summary>
internal sealed class RowWriter
{
    private const int MostPooled = 64;
    private static readonly ConcurrentBag<RowWriter> Pool = [];
    private static int pooled;

    private readonly PooledBuffer buffer = new();
    private readonly Utf8JsonWriter json;
    private readonly Dictionary<string, ReleaseEntry> ownReleases = new(StringComparer.Ordinal);
    private IReadOnlyList<Release> stated = [];

    private RowWriter() => json = new Utf8JsonWriter(buffer, Formats.Json.Options);

    public Utf8JsonWriter Json => json;

    public Columns Columns { get; private set; }

    public Catalog Catalog { get; private set; } = Catalog.Empty;

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written
    {
        get
        {
            json.Flush();
            return buffer.Written;
        }
    }

    /// <summary>A writer for one answer.</summary>
    /// <param name="columns">Columns asked for.</param>
    /// <param name="catalog">Names of indicators and releases.</param>
    /// <param name="releases">Releases that came with the rows, for those the catalog does not hold.</param>
    public static RowWriter Rent(Columns columns, Catalog catalog, IReadOnlyList<Release> releases)
    {
        if (Pool.TryTake(out var writer))
        {
            Interlocked.Decrement(ref pooled);
        }
        else
        {
            writer = new RowWriter();
        }

        (writer.Columns, writer.Catalog, writer.stated) = (columns, catalog, releases);
        return writer;
    }

    public void Return()
    {
        (Catalog, stated) = (Catalog.Empty, []);
        ownReleases.Clear();
        buffer.Clear();
        json.Reset();
        if (!buffer.IsWorthKeeping || Interlocked.Increment(ref pooled) > MostPooled)
        {
            buffer.Drop();
            return;
        }

        Pool.Add(this);
    }

    /// <summary>Ends a line of its own: what follows is another document.</summary>
    public void EndLine()
    {
        json.Flush();
        buffer.GetSpan(1)[0] = (byte)'\n';
        buffer.Advance(1);
        json.Reset();
    }

    /// <summary>A code: left out where only texts are asked for.</summary>
    public void Code(JsonEncodedText column, string code)
    {
        if (Columns.Codes)
        {
            json.WriteString(column, code);
        }
    }

    /// <summary>A name: left out where only codes are asked for.</summary>
    public void Name(in TextColumns columns, EncodedText text)
    {
        if (!Columns.Names)
        {
            return;
        }

        if (Columns.Zh)
        {
            json.WriteString(columns.Zh, text.Zh);
        }

        if (Columns.En)
        {
            json.WriteString(columns.En, text.En);
        }
    }

    /// <summary>A text in the languages asked for.</summary>
    public void Text(in TextColumns columns, LocalizedText? text)
    {
        if (Columns.Zh)
        {
            json.WriteString(columns.Zh, text?.Zh ?? "");
        }

        if (Columns.En)
        {
            json.WriteString(columns.En, text?.En ?? "");
        }
    }

    /// <summary>A text in the languages asked for.</summary>
    public void Text(in TextColumns columns, EncodedText text)
    {
        if (Columns.Zh)
        {
            json.WriteString(columns.Zh, text.Zh);
        }

        if (Columns.En)
        {
            json.WriteString(columns.En, text.En);
        }
    }

    /// <summary>An exact decimal text as a number of JSON, digit by digit; null where it is empty.</summary>
    public void Decimal(JsonEncodedText column, string value)
    {
        json.WritePropertyName(column);
        DecimalValue(value);
    }

    /// <summary>An exact decimal text as a number of JSON.</summary>
    public void DecimalValue(string value)
    {
        Span<byte> digits = stackalloc byte[64];
        if (value.Length is 0 or > 64)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteRawValue(digits[..Encoding.UTF8.GetBytes(value, digits)], skipInputValidation: true);
        }
    }

    /// <summary>A whole number of which 0 means that it was not read.</summary>
    public void KnownNumber(JsonEncodedText column, int number)
    {
        if (number == 0)
        {
            json.WriteNull(column);
        }
        else
        {
            json.WriteNumber(column, number);
        }
    }

    /// <summary>A release by its id; one that is nowhere known stands with its id alone.</summary>
    public ReleaseEntry Release(string id)
    {
        if (Catalog.ReleasesById.TryGetValue(id, out var entry) || ownReleases.TryGetValue(id, out entry))
        {
            return entry;
        }

        foreach (var release in stated)
        {
            if (release.Id == id)
            {
                return ownReleases[id] = new ReleaseEntry(release);
            }
        }

        return ownReleases[id] = new ReleaseEntry(new Release { Id = id });
    }
}
