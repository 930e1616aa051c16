using System.Security.Cryptography;
using System.Text;
using Indicators.Gateway.Charts;
using Indicators.Testing;

namespace Indicators.Gateway.Tests.Charts;

/// <summary>What a picture shows of the figures, and what it must not make of them.</summary>
public sealed class ChartTests(SuiteHost suite)
{
    [Theory]
    [InlineData("beds", "医疗卫生机构床位数", "万张", "国家统计局")]
    [InlineData("beds/chart.svg?lang=en", "Beds in health institutions", "million beds", "National Bureau of Statistics")]
    [InlineData("regional_medical_center_projects/chart.svg?type=map", "国家区域医疗中心建设项目数", "个", "中国江西网")]
    [InlineData("key_specialty_projects/chart.svg?asOf=2025-12-31", "临床重点专科建设项目数", "百分比", "2022-12-31")]
    [InlineData("county_hospital_level2_capability_share/chart.svg?asOf=2024-12-31", "达到二级医院能力的县医院占比", "87.7%", "国家卫生健康委")]
    public async Task Chart_Always_HasTitleUnitSourceAndDateInside(string indicator, string title, string unit, string source)
    {
        var chart = await suite.ChartAsync(indicator.Contains('/') ? indicator : indicator + "/chart.svg");
        Assert.Equal("img", chart.Attribute("role")!.Value);
        var ids = $"{chart.All("title").First().Attribute("id")!.Value} {chart.All("desc").Single().Attribute("id")!.Value}";
        Assert.Equal(ids, chart.Attribute("aria-labelledby")!.Value);
        Assert.Equal(title, chart.All("title").First().Value);
        Assert.NotEqual("", chart.All("desc").Single().Value);
        Assert.Contains(unit, chart.Words());
        Assert.Contains(source, chart.Words());
        Assert.Matches("数据日期|Date of the data", chart.Words());
    }

    [Fact]
    public async Task Series_Break_IsNeverBridged()
    {
        // 2015 to 2024 are joined; in 2025 another institution counts otherwise.
        var chart = await suite.ChartAsync("beds/chart.svg");
        Assert.Equal(11, chart.Marks().Count);
        Assert.Equal(9, chart.Pieces(dashed: false));
        Assert.Contains("口径变化", chart.Words());
    }

    [Fact]
    public async Task Series_MissingYears_StayAGap()
    {
        // 2012, 2013, then 2017 to 2023.
        var figures = await suite.ItemsAsync("/v1/observations?indicator=public_health_service_subsidy_per_capita&area=CN");
        var years = figures.Select(f => int.Parse(f.Text("period"))).Distinct().Order().ToList();
        var neighbours = years.Zip(years.Skip(1)).Count(p => p.Second == p.First + 1);
        var chart = await suite.ChartAsync("public_health_service_subsidy_per_capita/chart.svg");
        Assert.True(neighbours < years.Count - 1);
        Assert.Equal(neighbours, chart.Pieces(dashed: false) + chart.Pieces(dashed: true));
        Assert.Contains("线条中断处", chart.Words());
    }

    [Fact]
    public async Task Series_DerivedPreliminaryAndRevised_LookDifferentAndSaySo()
    {
        var derived = await suite.ChartAsync("resident_insurance_subsidy_per_capita/chart.svg?lang=en");
        Assert.True(derived.Pieces(dashed: true) > 0);
        Assert.Contains("derived", derived.Words());
        var preliminary = await suite.ChartAsync("total_health_expenditure/chart.svg");
        Assert.Equal(2, preliminary.Paths("paper k0"));
        Assert.Contains("初步", preliminary.Words());
        var revised = await suite.ChartAsync("basic_insurance_fund_expenditure/chart.svg");
        Assert.Contains(revised.All("g"), g => (string?)g.Attribute("opacity") is not null);
        Assert.Contains("修订前", revised.Words());
    }

    [Fact]
    public async Task Dispute_Always_ShowsWhatTheOthersState()
    {
        var chart = await suite.ChartAsync("key_specialty_projects/chart.svg?asOf=2025-12-31&type=bars");
        Assert.Contains("10,631 (10,637)", chart.Words());
        Assert.Contains("有争议", chart.Words());
        Assert.Contains(chart.Marks(), m => m.Contains("有争议") && m.Contains("10,637"));
    }

    [Fact]
    public async Task Target_OfTiers_IsTheShareOfEach()
    {
        var chart = await suite.ChartAsync("key_specialty_projects/chart.svg?asOf=2025-12-31&lang=en");
        foreach (var text in new[] { "81.3%", "93%", "106.3%", "target at least 750 (2025)", "actual 610 (2022-12-31)" })
        {
            Assert.Contains(text, chart.Words());
        }
    }

    [Fact]
    public async Task Bars_Always_StartAtZeroAndStandInOrder()
    {
        var chart = await suite.ChartAsync("beds/chart.svg?type=bars&areas=CN-210100,CN-510100,CN-440100");
        Assert.Contains("0", chart.All("text").Select(t => t.Value));
        Assert.Equal(["成都市", "广州市", "沈阳市"], chart.Marks().Select(m => m[..3]));
    }

    [Fact]
    public async Task Map_Always_HasEveryProvinceOnceAndCountsTheMissing()
    {
        var chart = await suite.ChartAsync("regional_medical_center_projects/chart.svg?type=map");
        var provinces = (await suite.AllPagesAsync("/v1/areas?level=province&labels=codes")).Count;
        var names = chart.All("text").Select(t => t.Value).Where(t => TileLayout.Tiles.Values.Any(tile => tile.Zh == t)).ToList();
        Assert.Equal(provinces, names.Distinct().Count());
        Assert.Equal(provinces, names.Count);
        Assert.Contains($"{provinces}个省级行政区中{provinces - chart.Marks().Count}个没有公布的数字", chart.Words().Replace(" ", ""));
    }

    [Fact]
    public void Tiles_Always_ArePlacesOfTheirOwnForDeclaredAreas()
    {
        var tiles = TileLayout.Tiles.Values;
        Assert.Equal(tiles.Length, tiles.Select(t => (t.Column, t.Row)).Distinct().Count());
        Assert.All(tiles, t => Assert.True(Contracts.CodeLists.Areas.ContainsKey(t.Area) && t.Column < TileLayout.Columns && t.Row < TileLayout.Rows));
    }

    [Fact]
    public async Task AsOf_OfAnEarlierDay_ShowsWhatWasKnownThen()
    {
        var chart = await suite.ChartAsync("beds/chart.svg?asOf=2020-01-01");
        Assert.DoesNotContain(chart.Marks(), m => m.Contains("2019年"));
        Assert.Contains("按2020-01-01所知", chart.Words());
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    [InlineData("auto")]
    public async Task Style_OfATheme_IsAllowedByItsHashAlone(string theme)
    {
        using var response = await suite.Client.GetAsync($"/v1/indicators/beds/chart.svg?theme={theme}");
        var sheet = (await suite.ChartAsync($"beds/chart.svg?theme={theme}")).All("style").Single().Value;
        var hash = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(sheet)))}'";
        Assert.Contains(hash, ChartStyle.Hashes);
        Assert.Equal($"default-src 'none'; style-src {hash}; frame-ancestors *", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Answer_AskedByABrowser_IsKeptAndConditional()
    {
        const string Address = "/v1/indicators/beds/chart.svg?width=444";
        string tag = "";
        for (var time = 0; time < 3; time++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Address) { Headers = { { "Accept", "image/avif,image/webp,*/*" }, { "Accept-Language", "en-US" } } };
            using var response = await suite.Client.SendAsync(request);
            tag = response.Headers.ETag!.Tag;
        }

        var gateway = (Suite)suite.Gateway.Services.GetService(typeof(Suite))!;
        Assert.Equal("image/svg+xml", gateway.Cache.Find(Address, gateway.Versions.Current.Versions)!.ContentType);
        using var again = new HttpRequestMessage(HttpMethod.Get, Address) { Headers = { { "If-None-Match", tag } } };
        using var held = await suite.Client.SendAsync(again);
        Assert.Equal(System.Net.HttpStatusCode.NotModified, held.StatusCode);
    }
}
