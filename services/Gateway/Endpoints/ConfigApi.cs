using System.Text.Json;
using Indicators.Contracts;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Endpoints;

/// <summary>The limits and defaults that every address holds to, from the numbers that they check with.</summary>
internal static class ConfigApi
{
    private static readonly Operation Get = new("getConfig", "/v1/config", "About", "Config", "Limits, defaults, languages and formats");

    /// <summary>Every limit with what it bounds; the documentation is written from here too.</summary>
    public static readonly (string Name, int Value, string Summary)[] Limits =
    [
        ("pageSize", RequestLimits.LargestPageSize, "Items of a page."),
        ("codes", RequestLimits.MostCodes, "Values of one parameter."),
        ("latest", RequestLimits.MostLatest, "Periods of each series by `latest` or `top`."),
        ("offset", RequestLimits.LargestOffset, "Items passed over by `offset` or `page`."),
        ("sortRows", RequestLimits.MostSorted, "Rows that are sorted."),
        ("batchQuestions", RequestLimits.MostQuestions, "Questions of a batch over gRPC."),
        ("batchItems", RequestLimits.MostBatchItems, "Items of a batch over gRPC, the page sizes added up."),
        ("heartbeatSeconds", RequestLimits.LongestHeartbeat, "Seconds between the heartbeats of a watch over gRPC."),
        ("queryCharacters", Routes.LongestQuery, "Characters of a query in an address."),
        ("bodyBytes", JsonBody.Largest, "Bytes of a body."),
        ("bodyDepth", JsonBody.Deepest, "Levels of objects and arrays in a body."),
        ("fileRows", Formats.Limits.FileRows, "Rows of one CSV or NDJSON file, and figures of one citation."),
        ("sheetRows", Formats.Limits.SheetRows, "Rows of one sheet of XLSX."),
        ("cubeCells", Formats.Limits.CubeCells, "Cells of one JSON-stat cube."),
    ];

    public static void MapConfig(this Routes routes) => routes.Get(Get, ask =>
    {
        EstimateAnswer.SetLimits(ask.Http.Response.Headers);
        return ValueTask.FromResult(ask.Item(ask.State.Versions, 0, [], (rows, _) => Write(rows.Json), []));
    });

    private static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("limits");
        foreach (var (name, value, _) in Limits)
        {
            json.WriteNumber(name, value);
        }

        json.WriteEndObject();
        json.WriteStartObject("defaults");
        json.WriteNumber(Parameters.PageSize.Name, Parameters.DefaultPageSize);
        json.WriteString(Parameters.Lang.Name, Parameters.Lang.Choices[0]);
        json.WriteString(Parameters.Labels.Name, Parameters.Labels.Choices[0]);
        json.WriteString("format", RowSizes.All[0].Format);
        json.WriteEndObject();
        Write(json, "languages", Parameters.Lang.Choices);
        Write(json, "labels", Parameters.Labels.Choices);
        Write(json, "formats", RowSizes.All.Select(s => s.Format));
        Write(json, "sortFields", RequestLimits.SortFields);
        json.WriteStartObject("averageRowBytes");
        foreach (var (format, bytes) in RowSizes.All)
        {
            json.WriteNumber(format, bytes);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
