using System.Net;
using Indicators.Data.V1;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>Claims against the figures of the seeds.</summary>
public sealed class VerifyTests(SuiteHost suite)
{
    private const string Level2 = "indicator=county_hospital_level2_capability_share&area=CN&period=2022";
    private const string Municipal = "indicator=key_specialty_projects&area=CN&period=2022&dimension.tier=municipal_county&dimension.funding=local";
    private const string Funding = "indicator=key_specialty_funding&area=CN&period=2022";
    private const string Enrollees = "indicator=basic_insurance_enrollees&area=CN&period=2024";
    private const string Techniques = "indicator=regional_center_techniques_transferred&area=CN&period=2023-04-13";

    [Theory]
    [InlineData(Level2, "87.7%", "exact", "87.7")]
    [InlineData(Level2, "约88%", "rounded", "87.7")]
    [InlineData(Level2, "86.7%", "contradicted", "87.7")]
    [InlineData("indicator=county_hospital_level3_capability_share&area=CN&period=2022", "45.6%", "exact", "45.6")]
    [InlineData("indicator=thousand_counties_hospitals&area=CN&period=2022", "1.233k", "exact", "1233")]
    [InlineData(Municipal, "10,637", "disputed", "10637")]
    [InlineData(Municipal, "１０，６３１个", "disputed", "10631")]
    [InlineData(Funding + "&dimension.funding=central", "25.4亿", "exact", "2540000000")]
    [InlineData(Funding + "&dimension.funding=central", "about 2.5 billion", "rounded", "2540000000")]
    [InlineData(Funding + "&dimension.funding=local", "70多亿元", "exact", "7000000000")]
    [InlineData("indicator=cross_province_settlement_visits&area=CN&period=2022", "5700万", "exact", "57000000")]
    [InlineData(Techniques, "1,450", "within_qualifier", "1400")]
    [InlineData(Enrollees, "132637.83万人", "superseded", "1326378300")]
    [InlineData(Enrollees, "132662.08万人", "exact", "1326620800")]
    public async Task Claim_OfTheSeeds_IsToldWithItsSource(string query, string value, string result, string stated)
    {
        var answer = await suite.JsonAsync($"/v1/verify?{query}&value={Uri.EscapeDataString(value)}");
        Assert.Equal((result, stated, value), (answer.Text("result"), answer.GetProperty("statedValue").GetRawText(), answer.Text("claimed")));
        Assert.NotEqual("", answer.GetProperty("source").Text("titleZh"));
        Assert.Contains("《", answer.Text("explanationZh"));
        Assert.NotEqual("", answer.Text("explanationEn"));
        Assert.Equal(result == "superseded" ? "nhsa-bulletin-2024" : "", answer.Text("replacedBy"));
    }

    [Fact]
    public async Task Claim_Contradicted_SaysTheNumberAndTheDifference()
    {
        var answer = await suite.JsonAsync($"/v1/verify?{Level2}&value=86.7");
        Assert.Equal(("-1", "87.7"), (answer.GetProperty("difference").GetRawText(), answer.GetProperty("figure").GetProperty("value").GetRawText()));
        Assert.Contains("87.7%", answer.Text("explanationEn"));
    }

    [Theory]
    [InlineData("indicator=county_hospital_level2_capability_share&area=CN&period=2019", "2022-12-31")]
    [InlineData("indicator=key_specialty_projects&area=CN&period=2022&dimension.tier=national", "2025")]
    public async Task Claim_OfNoSuchFigure_IsUnknownWithWhatIsNear(string query, string near)
    {
        var answer = await suite.JsonAsync($"/v1/verify?{query}&value=610");
        Assert.Equal(("unknown", "null", "null"), (answer.Text("result"), answer.GetProperty("figure").GetRawText(), answer.GetProperty("source").GetRawText()));
        Assert.Contains(answer.GetProperty("near").EnumerateArray(), n => n.Text("period") == near);
    }

    [Fact]
    public async Task Claims_OfSeveralServices_AreAnsweredInTheirOrderAndAlikeByGrpc()
    {
        const string Body = """
            {"claims":[{"indicator":"key_specialty_projects","area":"CN","period":"2022","value":508,"dimensions":{"tier":"national","funding":"central"}},
                       {"indicator":"county_hospital_level2_capability_share","area":"CN","period":"2022","value":"87.7%","kind":"actual"},
                       {"indicator":"key_specialty_projects","area":"CN","period":"2025","value":"至少750","dimensions":{"tier":"national"}}]}
            """;
        using var response = await suite.PostAsync("/v1/verify", Body);
        var items = (await Rest.JsonAsync(response, HttpStatusCode.OK)).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["exact 508", "exact 87.7", "exact 750"], items.Select(i => $"{i.Text("result")} {i.GetProperty("statedValue").GetRawText()}"));

        var claim = new Claim { Indicator = "county_hospital_level2_capability_share", Area = "CN", Period = "2022", Value = "87.7%" };
        var grpc = await new IndicatorDataService.IndicatorDataServiceClient(suite.Channel).VerifyFiguresAsync(new() { Claims = { claim } });
        Assert.Equal((VerifyResult.Exact, items[1].Text("explanationZh")), (grpc.Verifications[0].Result, grpc.Verifications[0].Explanation.Zh));
        Assert.NotEmpty(grpc.Releases);
    }

    [Theory]
    [InlineData(Level2 + "&value=many", "value", "25.4亿")]
    [InlineData(Level2 + "&value=1e9", "value", "25.4亿")]
    [InlineData(Level2 + "&value=5%E4%B8%87%E4%BA%BA", "value", "5万")]
    [InlineData(Level2, "value", "25.4亿")]
    [InlineData("indicator=county_hospital_level2_capability_share&period=2022&value=1", "area", "CN")]
    [InlineData("indicator=county_hospital_level2_capability_share&area=CN&period=2022-13&value=1", "period", "2022")]
    [InlineData("indicator=county_hospital_level2_capability_shar&area=CN&period=2022&value=1", "indicator", "county_hospital_level2_capability_share")]
    [InlineData(Level2 + "&value=1&dimension.tier=nation", "dimension.tier", "national")]
    [InlineData(Level2 + "&value=1&dimension.teir=national", "dimension.teir", "dimension.tier")]
    [InlineData(Level2 + "&value=1&dimension.tier=national,provincial", "dimension.tier", "national")]
    [InlineData(Level2 + "&value=1&kind=actuals", "kind", "actual")]
    public async Task Claim_WithAFault_IsRefusedWithParameterAndHint(string query, string parameter, string hint)
    {
        var problem = await suite.JsonAsync($"/v1/verify?{query}", HttpStatusCode.BadRequest);
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal((parameter, hint), (error.Text("parameter"), error.Text("hint")));
    }

    [Theory]
    [InlineData("""{"claims":[]}""", "claims", "1")]
    [InlineData("""{}""", "claims", "1")]
    [InlineData("""{"claim":[]}""", "claim", "claims")]
    [InlineData("""{"claims":[5]}""", "claims[0]", "{}")]
    [InlineData("""{"claims":[{"indicator":"beds","area":"CN","period":"2022","valu":"5"}]}""", "claims[0].valu", "value")]
    [InlineData("""{"claims":[{"indicator":"beds","area":"CN","period":"2022","value":"5"},{"indicator":"beds","area":"CX","period":"2022","value":"5"}]}""", "claims[1].area", "CN")]
    [InlineData("""{"claims":[{"indicator":"beds","area":"CN","area":"CN-GD","period":"2022","value":"5"}]}""", "claims[0].area", "")]
    public async Task Body_WithAFault_IsRefusedWithThePlaceAndHint(string body, string parameter, string hint)
    {
        using var response = await suite.PostAsync("/v1/verify", body);
        var error = (await Rest.JsonAsync(response, HttpStatusCode.BadRequest)).GetProperty("errors").EnumerateArray().First();
        Assert.Equal(parameter, error.Text("parameter"));
        Assert.StartsWith(hint, error.Text("hint"));
    }

    [Fact]
    public async Task Body_OfTooManyClaims_IsRefusedWithTheMost()
    {
        using var response = await suite.PostAsync("/v1/verify", $$"""{"claims":[{{string.Join(',', Enumerable.Repeat("{}", 101))}}]}""");
        var error = Assert.Single((await Rest.JsonAsync(response, HttpStatusCode.BadRequest)).GetProperty("errors").EnumerateArray());
        Assert.Equal(("claims", "100"), (error.Text("parameter"), error.Text("hint")));
    }
}
