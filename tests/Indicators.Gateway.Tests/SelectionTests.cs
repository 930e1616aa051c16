using System.Globalization;
using System.Net;
using System.Text.Json;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>The ways to select figures, by address and by body.</summary>
public sealed class SelectionTests(SuiteHost suite)
{
    private const string Beds = "/v1/observations?indicator=beds,beds_per_1000&area=CN";

    public static TheoryData<string, string> SameQueries => new()
    {
        { "indicator=beds,beds_per_1000&area=CN&pageSize=5", """{"indicator": ["beds", "beds_per_1000"], "area": "CN", "pageSize": 5}""" },
        { "period=2018..2022&kind=actual&latest=2&lang=en", """{"period": "2018..2022", "kind": ["actual"], "latest": 2, "lang": "en"}""" },
        { "period=2022&dimension.tier=national,provincial", """{"period": 2022, "dimension": {"tier": ["national", "provincial"]}}""" },
        { "indicator=beds&sort=-period,value&change=yoy", """{"indicator": "beds", "sort": ["-period", "value"], "change": "yoy"}""" },
        { "indicator=beds&estimate=true", """{"indicator": "beds", "estimate": true}""" },
        { "dimension.tier=&indicator=beds,nope", """{"dimension.tier": "", "indicator": ["nope", "beds"], "asOf": null}""" },
    };

    [Theory]
    [MemberData(nameof(SameQueries))]
    public async Task Post_OfTheParameters_IsTheAnswerOfGet(string query, string body)
    {
        using var post = await suite.PostAsync("/v1/observations", body);
        Assert.Equal(await suite.Client.GetStringAsync($"/v1/observations?{query}"), await post.Content.ReadAsStringAsync());
        Assert.True(post.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Post_InPages_GoesOnByTheTokenInTheBody()
    {
        var rows = new List<string>();
        var token = "";
        do
        {
            using var post = await suite.PostAsync("/v1/observations", $$"""{"indicator": "beds", "pageSize": 7, "pageToken": "{{token}}"}""");
            var page = await Rest.JsonAsync(post, HttpStatusCode.OK);
            rows.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetRawText()));
            token = page.Text("pageToken");
        }
        while (token.Length > 0);

        Assert.Equal(await suite.AllPagesAsync("/v1/observations?indicator=beds&pageSize=1000"), rows);
    }

    [Theory]
    [InlineData("from(2022)", "2022..")]
    [InlineData("exact(2022)", "exact(2022)")]
    public async Task Period_OfAnotherSpelling_IsTheSame(string one, string other) =>
        Assert.Equal(await suite.AllPagesAsync($"{Beds}&period={one}"), await suite.AllPagesAsync($"{Beds}&period={other}"));

    [Fact]
    public async Task Period_Top_IsLatest() =>
        Assert.Equal(await suite.AllPagesAsync("/v1/observations?latest=3&pageSize=100"), await suite.AllPagesAsync("/v1/observations?period=top(3)&pageSize=100"));

    [Fact]
    public async Task UpdatedAfter_ADay_LeavesOutWhatWasKnownBefore()
    {
        var all = await suite.ItemsAsync("/v1/observations?indicator=beds&pageSize=1000");
        var later = await suite.ItemsAsync("/v1/observations?indicator=beds&pageSize=1000&updatedAfter=2022-12-31");
        Assert.Equal(all.Where(row => string.CompareOrdinal(row.Text("knownFrom"), "2022-12-31") > 0).Select(r => r.GetRawText()), later.Select(r => r.GetRawText()));
        Assert.InRange(later.Count, 1, all.Count - 1);
    }

    [Fact]
    public async Task Change_AskedFor_IsTheDifferenceToTheYearBefore()
    {
        var rows = await suite.ItemsAsync("/v1/observations?indicator=beds&area=CN&kind=actual&dimension.institution_type=&change=yoy&pageSize=1000");
        var byPeriod = rows.ToDictionary(r => r.Text("period"));
        var changed = rows.Where(r => r.GetProperty("change").ValueKind == JsonValueKind.Number).ToList();
        Assert.NotEmpty(changed);
        Assert.All(changed, row => Assert.Equal(
            row.GetProperty("value").GetDecimal() - byPeriod[row.Text("changeFrom")].GetProperty("value").GetDecimal(), row.GetProperty("change").GetDecimal()));
        Assert.All(rows.Where(r => r.GetProperty("seriesBreak").GetBoolean()), row => Assert.Equal(JsonValueKind.Null, row.GetProperty("change").ValueKind));
        Assert.DoesNotContain((await suite.ItemsAsync(Beds))[0].EnumerateObject(), cell => cell.Name.StartsWith("change", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-value")]
    [InlineData("period,-value")]
    public async Task Sort_InPages_IsTheOrderAskedFor(string sort)
    {
        var rows = (await suite.AllPagesAsync($"/v1/observations?indicator=beds&sort={sort}&pageSize=9")).ConvertAll(r => JsonDocument.Parse(r).RootElement);
        Assert.Equal((await suite.ItemsAsync("/v1/observations?indicator=beds&pageSize=1000")).Count, rows.Count);
        var keys = rows.ConvertAll(r => (Period: sort[0] == 'p' ? r.Text("periodStart") + r.Text("periodEnd") : "", Value: -r.GetProperty("value").GetDecimal()));
        Assert.Equal(keys.OrderBy(k => k.Period, StringComparer.Ordinal).ThenBy(k => k.Value), keys);
    }

    [Theory]
    [InlineData("limit=50&offset={0}", 50)]
    [InlineData("limit=50&page={1}", 50)]
    [InlineData("pageSize=70&page={1}", 70)]
    public async Task Numbering_OverAllServices_GivesTheRowsOfTheTokens(string paging, int size)
    {
        var all = await suite.AllPagesAsync("/v1/observations?pageSize=1000&period=2018..");
        var rows = new List<string>();
        for (var page = 0; ; page++)
        {
            var query = string.Format(CultureInfo.InvariantCulture, paging, page * size, page + 1);
            var answer = await suite.JsonAsync($"/v1/observations?period=2018..&{query}");
            Assert.Equal(JsonValueKind.String, answer.GetProperty("pageToken").ValueKind);
            var items = answer.GetProperty("items").EnumerateArray().Select(i => i.GetRawText()).ToList();
            rows.AddRange(items);
            if (items.Count == 0)
            {
                break;
            }
        }

        Assert.Equal(all, rows);
    }

    [Fact]
    public async Task Next_OfANumberedPage_GoesOnByToken()
    {
        var all = await suite.AllPagesAsync("/v1/observations?indicator=beds&pageSize=1000");
        Assert.Equal(all[5..], await suite.AllPagesAsync("/v1/observations?indicator=beds&limit=4&offset=5"));
    }

    [Theory]
    [InlineData("/v1/observations")]
    [InlineData("/v1/observations?indicator=beds&latest=2")]
    [InlineData("/v1/observations?area=CN&period=2020..2022&kind=actual,target")]
    [InlineData("/v1/observations?dimension.institution_type=hospital")]
    [InlineData("/v1/observations?dimension.institution_type=&asOf=2023-12-31")]
    public async Task Estimate_OfASelection_IsNoLessThanItsRowsAndNotFarOff(string address)
    {
        var rows = (await suite.AllPagesAsync($"{address}{(address.Contains('?') ? "&" : "?")}pageSize=1000")).Count;
        var estimate = await suite.JsonAsync($"{address}{(address.Contains('?') ? "&" : "?")}estimate=true");
        Assert.InRange(estimate.GetProperty("rows").GetInt32(), rows, (rows * 3) + 10);
        Assert.Equal((estimate.GetProperty("rows").GetInt32() + 99) / 100, estimate.GetProperty("pages").GetInt32());
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        using var head = await suite.Client.SendAsync(request);
        Assert.Equal(estimate.GetProperty("rows").GetRawText(), Assert.Single(head.Headers.GetValues("X-Total-Rows-Estimate")));
        Assert.Equal("1000", Assert.Single(head.Headers.GetValues("X-Page-Size-Limit")));
    }

    [Fact]
    public async Task Head_OfAQuery_BearsTheTagOfItsAnswer()
    {
        using var get = await suite.Client.GetAsync(Beds);
        using var request = new HttpRequestMessage(HttpMethod.Head, Beds);
        using var head = await suite.Client.SendAsync(request);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.NotEmpty(await suite.ItemsAsync(Beds));
    }

    [Fact]
    public async Task Config_Limits_AreThoseThatAreHeldTo()
    {
        var limits = (await suite.JsonAsync("/v1/config")).GetProperty("limits");
        var largest = limits.GetProperty("pageSize").GetInt32();
        await suite.JsonAsync($"/v1/observations?pageSize={largest}");
        await suite.JsonAsync($"/v1/observations?pageSize={largest + 1}", HttpStatusCode.BadRequest);
        await suite.JsonAsync($"/v1/observations?offset={limits.GetProperty("offset").GetInt32()}");
        await suite.JsonAsync($"/v1/observations?offset={limits.GetProperty("offset").GetInt32() + 1}", HttpStatusCode.BadRequest);
        await suite.JsonAsync($"/v1/observations?period=top({limits.GetProperty("latest").GetInt32() + 1})", HttpStatusCode.BadRequest);
    }
}
