using Indicators.Gateway.Formats;
using Microsoft.OpenApi;
using static Indicators.Gateway.OpenApi.Field;

namespace Indicators.Gateway.OpenApi;

/// <summary>Members of figures, of what they are made of, and of the catalog.</summary>
internal static class FigureRows
{
    public static readonly Field[] Area =
    [
        Code("area", "Code of the area.", "CN-GD"), .. Both("area", "Name of the area", "广东省", "Guangdong"),
    ];

    public static readonly Field[] Note = Both("note", "Remarks; mostly empty", "", "");

    public static readonly Field[] Origin = [.. Note, One("source", "Source", "Where it was read.")];

    private static readonly Field[] Source =
    [
        Text("release", "Id of the release.", "nhc-2023-04-13"),
        .. Both("title", "Title of the document", "国家卫生健康委员会2023年4月13日新闻发布会", "NHC press conference, 13 April 2023"),
        .. Both("issuer", "Who issued it", "国家卫生健康委员会", "National Health Commission"),
        Text("documentNumber", "文号; empty where there is none or it was not read.", ""),
        Text("issuedOn", "Date of issue, maybe partial or empty.", "2023-04-13"),
        Text("publishedOn", "Date of publication, maybe partial or empty.", "2023-04-13"),
        Text("publishedBy", "Outlet that carried the text that was read.", ""),
        Text("url", "Address of the document; may be empty.", ""),
        Text("locator", "Where in the document.", "text: 76"),
        Choice("evidence", "What was read.", Enums.Evidences.Choices),
    ];

    private static readonly Field[] Stated =
    [
        Number("value", "The number that this document states, in the base unit.", 10631),
        Choice("qualifier", "How exactly it is stated.", Enums.Qualifiers.Choices),
        Text("publishedValue", "The number as this document prints it.", "10631"),
        Text("publishedUnit", "The unit as this document prints it.", "个"),
    ];

    public static readonly Dictionary<string, Field[]> All = new()
    {
        ["Source"] = Source,
        ["SameStatement"] = [.. Source, .. Stated],
        ["Alternative"] =
        [
            .. Stated, One("source", "Source", "Where it was read."),
        ],
        ["Observation"] =
        [
            Code("indicator", "Code of the indicator.", "regional_medical_center_projects"),
            .. Both("name", "Name of the indicator", "国家区域医疗中心建设项目数", "National regional medical center construction projects approved"),
            Choice("service", "The service that owns it.", ServiceOrder.Names),
            .. Area,
            Text("period", "`2022`, `2023-H2`, `2023-Q1`, `2023-04` or `2022-12-31`.", "2023-04-13"),
            Text("periodStart", "First day.", "2023-04-13"),
            Text("periodEnd", "Last day, inclusive.", "2023-04-13"),
            Choice("frequency", "Length of the period.", Enums.Frequencies.Choices),
            Code("dimensions", "`key=value` in order of keys, joined by `;`; empty: the stated total.", "funding=central;tier=national"),
            .. Both("dimensions", "The dimensions in words", "资金来源：中央财政；层级：国家级", "Funding: Central government; Tier: National"),
            Choice("kind", "What the figure states.", Enums.Kinds.Choices),
            Number("value", "Exact decimal in the base unit.", 76),
            Code("unit", "Code of the base unit.", "count"),
            .. Both("unit", "Name of the base unit", "个", "count"),
            Choice("qualifier", "How exactly the document states it.", Enums.Qualifiers.Choices),
            Choice("status", "How firm it is.", Enums.Statuses.Choices),
            Text("publishedValue", "The number as the document prints it.", "76"),
            Text("publishedUnit", "The unit as the document prints it.", "个"),
            .. Note,
            Text("knownFrom", "Day from which it counts as known.", "2023-04-13"),
            Text(
                "knownUntil", "With `asOf`: the last day on which this number was shown before another took its place; empty while it is.",
                ""),
            Count("revision", "How many earlier statements it revised.", 0),
            Flag("seriesBreak", "The series changes its meaning here; figures before are not comparable."),
            KnownNumber("change", "With `change=yoy`: the figure less the one a year before, exact; null where there is none to give.", 12) with { IsColumn = true, IsAsked = true },
            KnownNumber("changePercent", "The same in percent, two digits, halves rounded to the even one.", 18.75m) with
            {
                IsColumn = true,
                IsAsked = true,
            },
            new("changeFrom", JsonSchemaType.String | JsonSchemaType.Null, "Period that the change is held against.", "2022-04-13")
            {
                IsColumn = true,
                IsAsked = true,
            },
            One("source", "Source", "Where the shown statement was read."),
            Rows("alsoStatedBy", "SameStatement", "Other documents that state the same, each with its own digits, oldest first."),
            Rows("alternatives", "Alternative", "Other documents that state another number, best evidence first."),
        ],
        ["Indicator"] =
        [
            Text("code", "Stable code.", "regional_medical_center_projects"),
            .. Both("name", "Name", "国家区域医疗中心建设项目数", "National regional medical center construction projects approved"),
            .. Both(
                "definition", "What is counted, what is in and what is out", "获批的国家区域医疗中心建设项目个数。",
                "Number of construction projects that were approved."),
            .. Both("method", "How it is collected; known breaks", "", ""),
            Code("unit", "Code of the base unit.", "count"),
            .. Both("unit", "Name of the base unit", "个", "count"),
            Count("decimals", "Digits after the point to show.", 0),
            Choice("direction", "Which way is good.", Enums.Directions.Choices),
            Choice("service", "The service that owns it.", ServiceOrder.Names),
            Text("actualOf", "For targets: the measured pair as `indicator|dimensions|rule`.", ""),
            Count("observationCount", "Figures now shown.", 12),
            Text("firstPeriod", "Earliest period with a figure.", "2019"),
            Text("lastPeriod", "Latest period with a figure.", "2024-12-31"),
        ],
        ["Release"] =
        [
            Text("id", "Stable id.", "nhc-2023-04-13"),
            .. Both("title", "Title", "国家卫生健康委员会2023年4月13日新闻发布会", "NHC press conference, 13 April 2023"),
            .. Both("issuer", "Who issued it", "国家卫生健康委员会", "National Health Commission"),
            Text("documentNumber", "文号; empty where there is none or it was not read.", ""),
            Text("issuedOn", "Date of issue, maybe partial or empty.", "2023-04-13"),
            Text("publishedOn", "Date of publication, maybe partial or empty.", "2023-04-13"),
            Text("publishedBy", "Outlet that carried the text that was read.", ""),
            Text("url", "Address; may be empty.", ""),
            Choice("evidence", "What was read.", Enums.Evidences.Choices),
            Flag("preliminary", "Its figures are preliminary unless they say otherwise."),
            Texts("revises", "Ids of releases that it corrects or makes final.", "nhc-2022-flash"),
            .. Note,
            Text("knownFrom", "First day on which it counts as known; empty: unknown.", "2023-04-13"),
            Texts("services", "Services that store a part of it.", "medical-centers"),
            Count("observationCount", "Figures that it states.", 9),
            Count("registerRowCount", "Register rows that it states.", 13),
            Text("contentHash", "SHA-256 of the package, hexadecimal.", "9f3a61c2"),
            Text("storedAt", "When it was stored and shown here, RFC 3339 in UTC.", "2026-11-22T07:30:00Z"),
        ],
        ["Area"] =
        [
            Text("code", "`CN`, `CN-GD` (ISO 3166-2) or `CN-440100` (GB/T 2260).", "CN-GD"),
            .. Both("name", "Name", "广东省", "Guangdong"),
            Text("gb2260", "Six-digit GB/T 2260 code; may be empty.", "440000"),
            Text("iso31662", "ISO 3166-2 code; empty for cities and counties.", "CN-GD"),
            Choice("level", "Level.", ["nation", "province", "city", "county", "other"]),
            Text("parent", "Code of the area that contains it; empty for the nation.", "CN"),
            .. Note,
        ],
    };
}
