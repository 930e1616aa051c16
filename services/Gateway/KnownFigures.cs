using System.Collections.Concurrent;
using Google.Protobuf;
using Indicators.Contracts;
using Indicators.Gateway.Formats;
using Indicators.Types.V1;

namespace Indicators.Gateway;

/// <summary>
/// Figures that were looked into already, by their bytes: which releases they name, and their rows of JSON. Queries differ far more than the figures
/// that they find, and most of what a figure costs here is turning it from one text into another. The bytes are the whole figure, so nothing here can
/// be out of date; names come from the catalog that this belongs to. Bounded by bytes in two generations, as <see cref="AnswerCache"/> is.
/// </summary>
internal sealed class KnownFigures(Catalog catalog)
{
    private const long LargestGeneration = 8 * 1024 * 1024;
    private const int EntryOverhead = 256;

    private readonly Lock turning = new();
    private volatile Generations generations = new(Generation(), Generation());
    private long youngBytes;

    /// <summary>What is known of a figure; null where it names a release that the catalog does not hold.</summary>
    /// <param name="figure">The figure, encoded.</param>
    /// <param name="isKept">It is worth keeping; one of thousands that are read in a row would only push out what is asked for.</param>
    public KnownFigure? Of(ByteString figure, bool isKept)
    {
        var now = generations;
        if (now.Young.TryGetValue(figure, out var known))
        {
            return known;
        }

        if (!now.Old.TryGetValue(figure, out known))
        {
            var message = Observation.Parser.ParseFrom(figure);
            var releases = ObservationSources.Of(message).Select(source => catalog.ReleasesById.GetValueOrDefault(source.ReleaseId)).Distinct().ToArray();
            if (releases.Contains(null))
            {
                return null;
            }

            known = new KnownFigure(figure, releases!, isKept ? null : message);
            if (!isKept)
            {
                return known;
            }
        }

        Keep(known);
        return known;
    }

    /// <summary>Writes a figure as an object of JSON.</summary>
    public void Write(RowWriter rows, KnownFigure figure)
    {
        if (!figure.IsKept)
        {
            ObservationJson.WriteValue(rows, figure.Message);
            return;
        }

        var row = figure.Row(rows.Columns);
        if (row is null)
        {
            var alone = RowWriter.Rent(rows.Columns, catalog, []);
            ObservationJson.WriteValue(alone, figure.Message);
            row = alone.Written.ToArray();
            alone.Return();
            figure.Keep(rows.Columns, row);
            Grow(row.Length);
        }

        rows.Json.WriteRawValue(row, skipInputValidation: true);
    }

    private static ConcurrentDictionary<ByteString, KnownFigure> Generation() => new(new ByBytes());

    private void Keep(KnownFigure known)
    {
        if (generations.Young.TryAdd(known.Bytes, known))
        {
            Grow(known.Size);
        }
    }

    private void Grow(int bytes)
    {
        if (Interlocked.Add(ref youngBytes, bytes + EntryOverhead) <= LargestGeneration)
        {
            return;
        }

        lock (turning)
        {
            if (Volatile.Read(ref youngBytes) > LargestGeneration)
            {
                generations = new(Generation(), generations.Young);
                Volatile.Write(ref youngBytes, 0);
            }
        }
    }

    private sealed record Generations(ConcurrentDictionary<ByteString, KnownFigure> Young, ConcurrentDictionary<ByteString, KnownFigure> Old);

    // The hash of ByteString itself goes byte by byte.
    private sealed class ByBytes : IEqualityComparer<ByteString>
    {
        public bool Equals(ByteString? a, ByteString? b) => ReferenceEquals(a, b) || (a is not null && b is not null && a.Span.SequenceEqual(b.Span));

        public int GetHashCode(ByteString figure)
        {
            var hash = default(HashCode);
            hash.AddBytes(figure.Span);
            return hash.ToHashCode();
        }
    }
}

/// <summary>A figure whose releases are known, and the rows that were written of it.</summary>
internal sealed class KnownFigure(ByteString bytes, ReleaseEntry[] releases, Observation? message)
{
    private volatile (Columns Columns, byte[] Row)[] rows = [];

    /// <summary>The figure, encoded.</summary>
    public ByteString Bytes => bytes;

    /// <summary>Every release that it names, once.</summary>
    public ReleaseEntry[] Releases => releases;

    /// <summary>Others may be given it again.</summary>
    public bool IsKept => message is null;

    /// <summary>The figure; made anew each time where it is kept, for a message takes many times its bytes.</summary>
    public Observation Message => message ?? Observation.Parser.ParseFrom(bytes);

    /// <summary>Bytes of all that it holds.</summary>
    public int Size => bytes.Length + rows.Sum(r => r.Row.Length);

    /// <summary>The row of these columns; null where none was written yet.</summary>
    public byte[]? Row(Columns columns)
    {
        foreach (var written in rows)
        {
            if (written.Columns == columns)
            {
                return written.Row;
            }
        }

        return null;
    }

    // Of two who keep a row at the same time one may be lost; it is written again.
    public void Keep(Columns columns, byte[] row) => rows = [.. rows, (columns, row)];
}
