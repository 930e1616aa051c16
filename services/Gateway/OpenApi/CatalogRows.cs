using System.Text.Json.Nodes;
using Indicators.Gateway.Formats;
using Microsoft.OpenApi;
using static Indicators.Gateway.OpenApi.Field;

namespace Indicators.Gateway.OpenApi;

/// <summary>Members of what the catalog says beside its rows: profiles, facets, availability.</summary>
internal static class CatalogRows
{
    public static readonly Dictionary<string, Field[]> All = new()
    {
        ["IndicatorProfile"] =
        [
            .. FigureRows.All["Indicator"],
            Rows("areas", "AreaName", "Areas that it has figures of."),
            Texts("frequencies", "Lengths of their periods.", "year"),
            Texts("kinds", "Kinds of its figures.", "actual"),
            Rows("dimensions", "DimensionValues", "Dimensions of its series with the values that hold figures."),
            Rows("releases", "Release", "Releases that its figures name, newest known first."),
            Known("seriesCount", "Its series; null where its service does not answer.", 12),
            Known("revisionCount", "Statements that a later release revised; null where its service does not answer.", 1),
            Known("disputedCount", "Figures that another document disputes; null where its service does not answer.", 0),
        ],
        ["Citation"] =
        [
            Text(
                "address", "Permanent address: the query with the version that it was asked at.",
                "http://127.0.0.1:8080/v1/observations?indicator=beds&version=12.7.9.20.15.30-9f3a61c2"),
            Text("sha256", "SHA-256 of all figures in the canonical form, hexadecimal.", "9f3a61c2"),
            Text("canonicalForm", "Name of the canonical form.", Citations.CanonicalForm.Name),
            Count("observationCount", "Figures that are hashed.", 1),
            Texts("releases", "Releases that they are from, newest known first.", "nhc-2023-04-13"),
            Text("accessedOn", "Day of asking, UTC+8.", "2026-11-22"), Text("gbt7714", "Citation by GB/T 7714, in Chinese.", ""),
            Text("apa", "Citation by APA, in English.", ""),
            Text("bibtex", "BibTeX entry.", ""), new("cslJson", JsonSchemaType.Object, "Item of CSL-JSON.", new JsonObject()),
            Rows("warnings", "Warning", "What to know beside the data."),
        ],
        ["AreaName"] = FigureRows.Area,
        ["DimensionValues"] =
        [
            Text("key", "Code of the dimension.", "tier"), .. Both("key", "Name of the dimension", "层级", "Tier"),
            Rows("values", "DimensionValue", "Its values."),
        ],
        ["DimensionValue"] = [Text("value", "Code of the value.", "national"), .. Both("value", "Name of the value", "国家级", "National")],
        ["Facets"] =
        [
            Rows("service", "FacetValue", "By the service that owns them."), Rows("unit", "FacetValue", "By base unit."),
            Rows("area", "FacetValue", "By area with figures."), Rows("frequency", "FacetValue", "By length of period."),
        ],
        ["FacetValue"] =
        [
            Text("value", "Code of the value, as the parameter takes it.", "beds"),
            .. Both("name", "Name of a unit or an area", "张", "beds"), Count("count", "Indicators.", 3),
        ],
        ["AvailableSeries"] =
        [
            Code("indicator", "Code of the indicator.", "beds"), .. Both("name", "Name of the indicator", "床位数", "Beds"),
            Choice("service", "The service that owns it.", ServiceOrder.Names),
            .. FigureRows.Area,
            Code("dimensions", "`key=value` in order of keys, joined by `;`; empty: the stated total.", ""),
            .. Both("dimensions", "The dimensions in words", "", ""),
            Texts("kinds", "Kinds of its figures.", "actual"), Texts("periods", "Codes of their periods.", "2022"),
            Count("observationCount", "Its figures.", 1),
        ],
        ["AvailableComponent"] =
        [
            Text("name", "`indicator`, `area`, `period`, `kind` or `dimension.` with its key.", "area"),
            Rows("values", "AvailableValue", "Its values."),
        ],
        ["AvailableValue"] =
        [
            Text("value", "Code of the value; empty: without this dimension.", "CN"),
            .. Both("value", "Name of an indicator, an area or a value of a dimension", "全国", "China"),
            Count("observationCount", "Figures that the selection holds of it, or would hold with it added.", 12),
            Flag("addable", "It is no part of the selection: adding it adds these figures."),
        ],
    };

    /// <summary>Members that pages of a row have beside those of every page.</summary>
    public static readonly Dictionary<string, Field[]> OfPages = new()
    {
        ["Indicator"] = [One("facets", "Facets", "What the indicators found can be narrowed by.")],
        ["AvailableSeries"] =
        [
            Count("seriesCount", "Series of the whole selection.", 1), Count("observationCount", "Figures of the whole selection.", 12),
            Rows("components", "AvailableComponent", "The parts of the selection with their values."),
        ],
    };
}
