using System.Net;
using System.Text;
using System.Text.Json;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>Calls of the REST port.</summary>
internal static class Rest
{
    public static async Task<JsonElement> JsonAsync(this SuiteHost suite, string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await suite.Client.GetAsync(address);
        return await JsonAsync(response, expected);
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{response.StatusCode}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    public static async Task<List<JsonElement>> ItemsAsync(this SuiteHost suite, string address) =>
        [.. (await suite.JsonAsync(address)).GetProperty("items").EnumerateArray()];

    /// <summary>The items of all pages from this address on.</summary>
    public static async Task<List<string>> AllPagesAsync(this SuiteHost suite, string address)
    {
        var rows = new List<string>();
        for (var next = address; next is not null;)
        {
            var page = await suite.JsonAsync(next);
            var items = page.GetProperty("items").EnumerateArray().Select(i => i.GetRawText()).ToList();
            Assert.NotEmpty(items);
            rows.AddRange(items);
            next = page.GetProperty("next").GetString();
        }

        return rows;
    }

    public static async Task<HttpResponseMessage> PostAsync(this SuiteHost suite, string address, string body, string type = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        return await suite.Client.PostAsync(address, content);
    }

    public static string Text(this JsonElement element, string member) => element.GetProperty(member).GetString()!;

    /// <summary>Asks until an answer is as wanted; two seconds are far more than the suite takes.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isAsWanted)
    {
        for (var tries = 0; !await isAsWanted(); tries++)
        {
            Assert.True(tries < 100, "It did not come about within ten seconds.");
            await Task.Delay(100);
        }
    }
}
