using System.Text.Json;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>Figures of the seeds as REST answers them.</summary>
public sealed class FigureTests(SuiteHost suite)
{
    [Theory]
    [InlineData("county_hospital_level2_capability_share", "2022-12-31", "", "87.7")]
    [InlineData("county_hospital_level3_capability_share", "2022-12-31", "", "45.6")]
    [InlineData("national_medical_center_categories", "2023-04-13", "", "13")]
    [InlineData("regional_medical_center_projects", "2023-04-13", "", "76")]
    [InlineData("key_specialty_projects", "2022-12-31", "&dimension.tier=national&dimension.funding=central", "508")]
    [InlineData("key_specialty_projects", "2022-12-31", "&dimension.tier=national&dimension.funding=self", "102")]
    [InlineData("key_specialty_projects", "2022-12-31", "&dimension.tier=provincial&dimension.funding=local", "4652")]
    public async Task Observations_FigureOfTheSeeds_HasItsValueAndItsSource(string indicator, string period, string more, string value)
    {
        var row = Assert.Single(await suite.ItemsAsync($"/v1/observations?indicator={indicator}&area=CN&period=exact({period})&kind=actual{more}"));
        Assert.Equal(value, row.GetProperty("value").GetRawText());
        var source = row.GetProperty("source");
        Assert.NotEqual("", source.Text("titleZh"));
        Assert.NotEqual("", source.Text("issuerZh"));
        Assert.NotEqual("", source.Text("locator"));
    }

    [Fact]
    public async Task Observations_NumbersThatDisagree_StandBesideEachOther()
    {
        var row = Assert.Single(await suite.ItemsAsync("/v1/observations?indicator=key_specialty_projects&kind=actual&dimension.tier=municipal_county&area=CN&period=2022"));
        Assert.Equal("disputed", row.Text("status"));
        string[] values = [row.GetProperty("value").GetRawText(), .. row.GetProperty("alternatives").EnumerateArray().Select(a => a.GetProperty("value").GetRawText())];
        Assert.Equal(["10631", "10637"], values.Order());
    }

    [Fact]
    public async Task Demonstrations_NumbersThatNoDocumentStates_AreMarkedDerived()
    {
        var years = await suite.ItemsAsync("/v1/fiscal-projects/demonstrations");
        string[] computed = ["performanceAmountCny", "programmeAmountCny"];
        Assert.Contains(years, year => year.GetProperty("derived").GetArrayLength() > 0);
        foreach (var year in years)
        {
            var derived = year.GetProperty("derived").EnumerateArray().Select(d => d.GetString()!).ToList();
            Assert.Equal(computed.Where(name => year.GetProperty(name).ValueKind != JsonValueKind.Null), derived);
            Assert.All(derived, name => Assert.Contains($"{name} = ", year.Text("derivedNoteEn")));
            Assert.All(derived, name => Assert.Contains($"{name} = ", year.Text("derivedNoteZh")));
        }
    }

    [Fact]
    public async Task NationalCenters_AllOfThem_AreThirteen() => Assert.Equal(13, (await suite.ItemsAsync("/v1/medical-centers/national")).Count);

    [Fact]
    public async Task Observations_Latest_GivesTheNewestPeriodsOfEachSeries()
    {
        var all = await suite.ItemsAsync("/v1/observations?indicator=beds&area=CN&kind=actual&dimension.institution_type=");
        var newest = await suite.ItemsAsync("/v1/observations?indicator=beds&area=CN&kind=actual&dimension.institution_type=&latest=2");
        Assert.Equal(all.Select(r => r.GetRawText()).TakeLast(2), newest.Select(r => r.GetRawText()));
    }

    [Fact]
    public async Task Observations_AsOf_KnowsNothingThatCameLater()
    {
        var rows = await suite.ItemsAsync("/v1/observations?asOf=2020-12-31&pageSize=1000");
        Assert.NotEmpty(rows);
        Assert.All(rows, r => Assert.True(string.CompareOrdinal(r.Text("knownFrom"), "2020-12-31") <= 0));
    }

    [Fact]
    public async Task Observations_LabelsAndLang_ChooseTheColumns()
    {
        const string Address = "/v1/observations?indicator=national_medical_center_categories&latest=1";
        var codes = Members(await suite.ItemsAsync($"{Address}&labels=codes"));
        var texts = Members(await suite.ItemsAsync($"{Address}&labels=texts&lang=zh"));
        Assert.Contains("indicator", codes);
        Assert.DoesNotContain("nameZh", codes);
        Assert.DoesNotContain("indicator", texts);
        Assert.Contains("nameZh", texts);
        Assert.DoesNotContain("nameEn", texts);
    }

    private static List<string> Members(List<JsonElement> rows) => [.. rows[0].EnumerateObject().Select(m => m.Name)];
}
