using System.Text.Json;
using Indicators.Gateway.Search;

namespace Indicators.Gateway.Formats;

/// <summary>The counts of each facet, under the items of a page.</summary>
internal static class FacetsJson
{
    private static readonly JsonEncodedText Facets = Json.Encode("facets");
    private static readonly JsonEncodedText ValueName = Json.Encode("value");
    private static readonly TextColumns Name = new("name");
    private static readonly JsonEncodedText Count = Json.Encode("count");

    public static void Write(RowWriter rows, FacetCount[] facets)
    {
        rows.Json.WriteStartObject(Facets);
        foreach (var facet in facets)
        {
            rows.Json.WriteStartArray(facet.Name);
            foreach (var (value, count) in facet.Values)
            {
                rows.Json.WriteStartObject();
                rows.Json.WriteString(ValueName, value);
                if (NameOf(facet.Name, value) is { } name)
                {
                    rows.Name(Name, name);
                }

                rows.Json.WriteNumber(Count, count);
                rows.Json.WriteEndObject();
            }

            rows.Json.WriteEndArray();
        }

        rows.Json.WriteEndObject();
    }

    private static EncodedText? NameOf(string facet, string value) => facet switch
    {
        "unit" => EncodedCodes.Units.GetValueOrDefault(value),
        "area" => EncodedCodes.Areas.GetValueOrDefault(value),
        _ => null,
    };
}
