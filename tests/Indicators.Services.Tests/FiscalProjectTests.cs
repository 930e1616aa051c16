using Indicators.FiscalProjects.V1;
using Indicators.Types.V1;

namespace Indicators.Services.Tests;

public sealed class FiscalProjectTests(SeededSuite suite) : ServiceBehaviour(suite, "fiscal-projects", FiscalProjectService.Descriptor)
{
    private FiscalProjectService.FiscalProjectServiceClient Client => new(Channel);

    [Theory]
    [InlineData(2022, "15", "500000000", "", "", "7500000000", 1)]
    [InlineData(2023, "15", "500000000", "10", "50000000", "7500000000", 1)]
    [InlineData(2025, "20", "500000000", "", "", "10000000000", 2)]
    public async Task DemonstrationYears_Seeds_GiveTheAmountsThatFollow(
        int year, string projects, string grant, string share, string performanceAmount, string programmeAmount, int cities)
    {
        var found = (await Client.GetDemonstrationYearAsync(new() { Id = $"{year}" })).DemonstrationYear;
        Assert.Equal((projects, grant, share), (found.Projects.Value, found.Grant.Value, found.PerformanceShare?.Value ?? ""));
        Assert.Equal((performanceAmount, programmeAmount, cities), (found.PerformanceAmountCny, found.ProgrammeAmountCny, found.Cities.Count));
    }

    [Fact]
    public async Task DemonstrationYears_YearWithoutDocument_IsNotMadeUp()
    {
        var years = (await Client.ListDemonstrationYearsAsync(new())).DemonstrationYears;
        Assert.Equal([2022, 2023, 2025], years.Select(y => y.Year));
        Assert.Null(years[0].Term);
        Assert.Equal(["3", "3"], years.Skip(1).Select(y => y.Term.Value));
    }

    [Fact]
    public async Task DemonstrationCities_ByYear_AreThoseRead()
    {
        Assert.Equal(5, (await Client.ListDemonstrationCitiesAsync(new())).DemonstrationCities.Count);
        var cities = (await Client.ListDemonstrationCitiesAsync(new() { Years = { 2022, 2023 } })).DemonstrationCities;
        Assert.Equal([("太原市", "Taiyuan"), ("延安市", "Yan'an")], cities.Select(c => (c.City.Zh, c.City.En)));
        Assert.Empty((await Client.ListDemonstrationCitiesAsync(new() { Years = { 2024 } })).DemonstrationCities);
        await IsInvalid(() => Client.ListDemonstrationCitiesAsync(new() { Years = { 1822 } }).ResponseAsync, "years", "1822", "2022");
    }

    [Theory]
    [InlineData("resident_insurance_subsidy_per_capita", "2022", "610")]
    [InlineData("resident_insurance_subsidy_per_capita", "2024", "670")]
    [InlineData("public_health_service_subsidy_per_capita", "2022", "84")]
    [InlineData("public_health_service_subsidy_per_capita", "2023", "89")]
    [InlineData("public_health_service_funding_paid_per_capita", "2018", "57.6")]
    [InlineData("resident_insurance_individual_payment_per_capita", "2024", "400")]
    public async Task Subsidies_ByYear_AreAmountsPerPerson(string indicator, string year, string value)
    {
        var subsidies = (await Client.ListSubsidiesAsync(new())).Observations;
        var figure = Assert.Single(subsidies, o => o.Indicator == indicator && o.Period.Code == year && o.Kind == Kind.Actual);
        Assert.Equal((value, "CNY_per_person"), (figure.Value, figure.Unit));
    }
}
