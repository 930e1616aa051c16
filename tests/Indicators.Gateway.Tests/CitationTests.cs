using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Indicators.Data.V1;
using Indicators.Gateway.Citations;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using Indicators.Testing;
using Indicators.Types.V1;

namespace Indicators.Gateway.Tests;

/// <summary>Citations: permanent addresses, hashes that stay, and styles.</summary>
public sealed class CitationTests(SuiteHost suite)
{
    private const string Query = "indicator=county_hospital_level2_capability_share";

    [Fact]
    public async Task Cite_AQuery_HashesTheLinesOfItsFigures()
    {
        var citation = await suite.JsonAsync("/v1/observations/cite?indicator=key_specialty_projects,beds");
        var figures = (await suite.AllPagesAsync("/v1/observations?indicator=key_specialty_projects,beds")).ConvertAll(f => JsonDocument.Parse(f).RootElement);
        var text = string.Concat(figures.Select(f => string.Join('\t', Cells(f)) + "\n"));
        Assert.Equal(figures.Count, citation.GetProperty("observationCount").GetInt32());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), citation.Text("sha256"));
    }

    [Fact]
    public async Task Cite_ByVersion_KeepsItsHashWhenMoreIsPublished()
    {
        var before = await suite.JsonAsync($"/v1/observations/cite?{Query}");
        using var folder = new TemporaryFolder();
        const string Row = "county_hospital_level2_capability_share,CN,2039,,99.9,percent,exact,actual,p. 1,,,,,";
        await suite.PublishAsync(TestPackage.Write(folder.Path, "test-cited", "county-hospitals", "2031-02-03", Row));
        await Rest.UntilAsync(async () => (await suite.JsonAsync($"/v1/observations/cite?{Query}")).Text("sha256") != before.Text("sha256"));

        var again = await suite.JsonAsync($"/v1/observations/cite?{Query}&version={before.Text("dataVersion")}");
        Assert.Equal(before.Text("sha256"), again.Text("sha256"));
        Assert.Equal(before.Text("address"), again.Text("address"));
        var figures = await suite.JsonAsync(new Uri(before.Text("address")).PathAndQuery);
        Assert.Equal(before.GetProperty("observationCount").GetInt32(), figures.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("sort=-value&change=yoy&fields=period,value,changePercent")]
    [InlineData("lang=en&sort=period,area")]
    public async Task Cite_WithAnOrderAndFields_KeepsThemInTheAddressAndOutOfTheHash(string more)
    {
        const string Figures = "indicator=beds&kind=actual";
        var (plain, cited) = (await suite.JsonAsync($"/v1/observations/cite?{Figures}"), await suite.JsonAsync($"/v1/observations/cite?{Figures}&{more}"));
        Assert.Equal(plain.Text("sha256"), cited.Text("sha256"));
        var asked = await suite.ItemsAsync($"/v1/observations?{Figures}&{more}");
        var kept = await suite.ItemsAsync(new Uri(cited.Text("address")).PathAndQuery);
        Assert.Equal(asked.ConvertAll(f => f.GetRawText()), kept.ConvertAll(f => f.GetRawText()));
    }

    [Fact]
    public async Task Cite_WithACodeUnknownAmongSeveral_WarnsInEveryStyle()
    {
        var warnings = (await suite.JsonAsync("/v1/observations/cite?indicator=beds,bedz")).GetProperty("warnings").EnumerateArray().ToList();
        Assert.Equal(["indicator bedz beds"], warnings.Select(w => $"{w.Text("parameter")} {w.Text("value")} {w.Text("hint").Split(',')[0]}"));
        using var style = await suite.Client.GetAsync("/v1/observations/cite?indicator=beds,bedz&format=apa");
        Assert.StartsWith("unknown_code; indicator=bedz; hint=beds", style.Headers.GetValues("Indicators-Warnings").Single());
    }

    [Fact]
    public async Task Cite_OneFigure_NamesItsDocumentInEveryStyle()
    {
        const string One = $"{Query}&area=CN&period=exact(2022-12-31)&kind=actual";
        var citation = await suite.JsonAsync($"/v1/observations/cite?{One}");
        var source = (await suite.ItemsAsync($"/v1/observations?{One}")).Single().GetProperty("source");
        Assert.Equal(1, citation.GetProperty("observationCount").GetInt32());
        Assert.Contains(source.Text("titleZh"), citation.Text("gbt7714"));
        Assert.Contains("[EB/OL]", citation.Text("gbt7714"));
        Assert.Contains(source.Text("titleEn"), citation.Text("apa"));
        Assert.StartsWith("@misc{indicators-", citation.Text("bibtex"));
        Assert.Equal(source.Text("titleZh"), citation.GetProperty("cslJson").Text("title"));
        Assert.Contains(citation.Text("sha256"), citation.GetProperty("cslJson").Text("note"));
        Assert.All(new[] { "gbt7714", "apa", "bibtex" }, style => Assert.Contains(citation.Text("dataVersion"), citation.Text(style)));
    }

    [Theory]
    [InlineData("bibtex", "application/x-bibtex")]
    [InlineData("csljson", "application/vnd.citationstyles.csl+json")]
    [InlineData("gbt7714", "text/plain")]
    [InlineData("apa", "text/plain")]
    public async Task Cite_OneStyle_IsAFileWithATag(string format, string type)
    {
        using var first = await suite.Client.GetAsync($"/v1/observations/cite?{Query}&format={format}");
        Assert.Equal((HttpStatusCode.OK, type), (first.StatusCode, first.Content.Headers.ContentType!.MediaType));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/observations/cite?{Query}&format={format}");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await suite.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("indicator=bedz", "indicator", "unknown_code")]
    [InlineData("format=ris", "format", "invalid_value")]
    [InlineData("sort=value", "sort", "sort_across_services")]
    [InlineData("indicator=beds&sort=valu", "sort", "unknown_sort")]
    [InlineData("indicator=beds&fields=valu", "fields", "unknown_field")]
    [InlineData("indicator=beds&asOf=2090-01-01", "asOf", "day_to_come")]
    [InlineData("version=1.2.3.4.5.6-00000000", "version", "unknown_data_version")]
    public async Task Cite_BadValue_IsRefusedByName(string query, string parameter, string code)
    {
        var error = (await suite.JsonAsync($"/v1/observations/cite?{query}", HttpStatusCode.BadRequest)).GetProperty("errors")[0];
        Assert.Equal((parameter, code), (error.Text("parameter"), error.Text("code")));
    }

    [Theory]
    [InlineData("value", "too_many_to_sort")]
    [InlineData("", "selection_too_wide")]
    public async Task Cite_MoreThanTheAddressWouldGive_IsRefused(string sort, string code)
    {
        var message = new StreamObservationsResponse();
        message.Observations.AddRange(Enumerable.Repeat(new Observation { Period = new(), Source = new() }, 10_000));
        using var figures = new HashedFigures(sort.Split(',', StringSplitOptions.RemoveEmptyEntries), new RequestFaults());
        for (var most = sort.Length > 0 ? 10_000 : Limits.FileRows; figures.Count < most;)
        {
            await figures.WriteAsync(message);
        }

        var refused = await Assert.ThrowsAsync<RequestRefusedException>(() => figures.WriteAsync(message));
        Assert.Equal(code, refused.Errors.Single().Code);
    }

    private static IEnumerable<string> Cells(JsonElement figure) =>
    [
        figure.Text("indicator"), figure.Text("area"), figure.Text("dimensions"), figure.Text("period"), figure.Text("kind"), figure.GetProperty("value").GetRawText(),
        figure.Text("qualifier"), figure.Text("publishedValue"), figure.Text("publishedUnit"), figure.GetProperty("source").Text("release"),
        figure.GetProperty("source").Text("locator").Replace("\\", "\\\\", StringComparison.Ordinal),
    ];
}
