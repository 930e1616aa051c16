using System.Text.Json;

namespace Indicators.Deploy.Tests;

/// <summary>A figure as REST gives it, in the words of the metrics.</summary>
internal sealed record RestFigure(
    string Service, string Indicator, string Area, string Period, string Frequency, long Start, string Kind, string Dimensions, string Unit, double Value, string Release,
    bool IsStatedOnce)
{
    private static readonly string[] NoLabels = ["__name__", "job", "instance"];

    public string Metric => "health_indicator_" + Unit switch { "percent" => "ratio", "days" => "seconds", "count" => "items", var unit => unit };

    public string Series => SeriesOf(Dimensions.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(d => d.Split('=')).ToDictionary(d => d[0], d => d[1])
        .Concat([new("indicator", Indicator), new("area", Area), new("kind", Kind), new("frequency", Frequency)]));

    public static string SeriesOf(IEnumerable<KeyValuePair<string, string>> labels) =>
        string.Join(',', labels.Where(l => !NoLabels.Contains(l.Key)).OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={l.Value}"));
}

/// <summary>Reads figures over REST, page by page.</summary>
internal static class RestFigures
{
    public static async Task<List<RestFigure>> ReadAsync(HttpClient rest, string query)
    {
        var figures = new List<RestFigure>();
        for (var next = $"/v1/observations?pageSize=1000&{query}".TrimEnd('&'); next is not null;)
        {
            using var page = JsonDocument.Parse(await rest.GetStringAsync(next));
            figures.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(Read));
            next = page.RootElement.GetProperty("next").GetString();
        }

        return figures;
    }

    private static RestFigure Read(JsonElement item)
    {
        var unit = Text("unit");
        var factor = unit switch { "percent" => 0.01, "days" => 86_400, _ => 1 };
        var start = DateTimeOffset.Parse(Text("periodStart") + "T00:00:00Z").ToUnixTimeSeconds();
        return new RestFigure(
            Text("service"), Text("indicator"), Text("area"), Text("period"), Text("frequency"), start, Text("kind"), Text("dimensions"), unit,
            item.GetProperty("value").GetDouble() * factor, item.GetProperty("source").GetProperty("release").GetString()!,
            item.GetProperty("alsoStatedBy").GetArrayLength() == 0 && item.GetProperty("alternatives").GetArrayLength() == 0);

        string Text(string member) => item.GetProperty(member).GetString()!;
    }
}
