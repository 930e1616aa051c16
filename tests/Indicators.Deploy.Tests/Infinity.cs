using System.Text.Json;

namespace Indicators.Deploy.Tests;

/// <summary>Asks REST as Grafana's Infinity data source does: every page that is configured, whatever the one before held.</summary>
internal static class Infinity
{
    public static async Task<List<JsonElement>> AskAsync(HttpClient rest, JsonElement question)
    {
        Assert.Equal("items", question.GetProperty("root_selector").GetString());
        var url = question.GetProperty("url").GetString()!;
        if (!question.TryGetProperty("pagination_mode", out _))
        {
            return await ItemsAsync(rest, url);
        }

        var rows = new List<JsonElement>();
        var size = question.GetProperty("pagination_param_size_value").GetInt32();
        for (var page = 0; page < question.GetProperty("pagination_max_pages").GetInt32(); page++)
        {
            var (limit, offset) = (question.GetProperty("pagination_param_size_field_name"), question.GetProperty("pagination_param_offset_field_name"));
            rows.AddRange(await ItemsAsync(rest, $"{url}&{limit}={size}&{offset}={page * size}"));
        }

        return rows;
    }

    public static async Task<List<JsonElement>> ItemsAsync(HttpClient rest, string address)
    {
        using var answer = await rest.GetAsync(address);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{address}\n{body}");
        return [.. JsonDocument.Parse(body).RootElement.GetProperty("items").EnumerateArray()];
    }

    public static JsonElement Cell(JsonElement row, string selector) => selector.Split('.').Aggregate(row, (at, member) => at.GetProperty(member));
}
