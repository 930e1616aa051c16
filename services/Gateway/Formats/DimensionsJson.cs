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
    private static readonly JsonEncodedText Dimensions = Json.Encode("dimensions");
    private static readonly TextColumns Names = new("dimensions");
    private static readonly ConcurrentDictionary<string, EncodedText> Known = new(StringComparer.Ordinal);

    public static void Write(RowWriter rows, RepeatedField<Dimension> dimensions)
    {
        var text = Text(dimensions);
        rows.Code(Dimensions, text);
        if (rows.Columns.Names)
        {
            rows.Name(Names, text.Length == 0 ? EncodedText.Empty : Known.TryGetValue(text, out var names) ? names : Encode(text, dimensions));
        }
    }

    /// <summary>The canonical text: `key=value` in order of keys, joined by semicolons.</summary>
    public static string Text(RepeatedField<Dimension> dimensions) => dimensions.Count switch
    {
        0 => "",
        1 => string.Concat(dimensions[0].Key, "=", dimensions[0].Value),
        _ => string.Join(';', dimensions.Select(d => $"{d.Key}={d.Value}")),
    };

    private static EncodedText Encode(string text, RepeatedField<Dimension> dimensions)
    {
        var declared = dimensions.Select(d => CodeLists.DimensionValues.GetValueOrDefault((d.Key, d.Value))).OfType<DimensionValue>().ToList();
        var names = new EncodedText(new LocalizedText
        {
            Zh = string.Join('；', declared.Select(d => $"{d.KeyName.Zh}：{d.ValueName.Zh}")),
            En = string.Join("; ", declared.Select(d => $"{d.KeyName.En}: {d.ValueName.En}")),
        });
        if (Known.Count < MostKept)
        {
            Known.TryAdd(text, names);
        }

        return names;
    }
}
