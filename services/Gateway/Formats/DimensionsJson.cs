using System.Collections.Concurrent;
using System.Text.Json;
using Google.Protobuf.Collections;
using Indicators.Contracts;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>The dimensions of a row as three cells: `funding=central;tier=national` and the same in words.</summary>
internal static class DimensionsJson
{
    private const int MostKept = 4096;
    private static readonly JsonEncodedText Column = Json.Encode("dimensions");
    private static readonly TextColumns Texts = new("dimensions");
    private static readonly ConcurrentDictionary<string, Named> Known = new(StringComparer.Ordinal);

    public static void Write(RowWriter rows, RepeatedField<Dimension> dimensions)
    {
        var text = Text(dimensions);
        rows.Code(Column, text);
        if (rows.Columns.Names)
        {
            rows.Name(Texts, text.Length == 0 ? EncodedText.Empty : Find(text, dimensions).Encoded);
        }
    }

    /// <summary>The canonical text: `key=value` in order of keys, joined by semicolons.</summary>
    public static string Text(RepeatedField<Dimension> dimensions) => dimensions.Count switch
    {
        0 => "",
        1 => string.Concat(dimensions[0].Key, "=", dimensions[0].Value),
        _ => string.Join(';', dimensions.Select(d => $"{d.Key}={d.Value}")),
    };

    /// <summary>The same in words.</summary>
    public static LocalizedText Names(RepeatedField<Dimension> dimensions) => Find(Text(dimensions), dimensions).Text;

    private static Named Find(string text, RepeatedField<Dimension> dimensions)
    {
        if (Known.TryGetValue(text, out var known))
        {
            return known;
        }

        var declared = dimensions.Select(d => CodeLists.DimensionValues.GetValueOrDefault((d.Key, d.Value))).OfType<DimensionValue>()
            .ToList();
        var words = new LocalizedText
        {
            Zh = string.Join('；', declared.Select(d => $"{d.KeyName.Zh}：{d.ValueName.Zh}")),
            En = string.Join("; ", declared.Select(d => $"{d.KeyName.En}: {d.ValueName.En}")),
        };
        var named = new Named(words, new EncodedText(words));
        if (Known.Count < MostKept)
        {
            Known.TryAdd(text, named);
        }

        return named;
    }

    private sealed record Named(LocalizedText Text, EncodedText Encoded);
}
