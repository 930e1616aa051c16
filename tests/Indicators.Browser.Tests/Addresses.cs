namespace Indicators.Browser.Tests;

/// <summary>One address of each page, and of each kind of figure where pages differ by it.</summary>
internal static class Addresses
{
    public static readonly string[] All =
    [
        "/",
        "/search?q=床位",
        "/search?q=nothing-has-this-name",
        "/indicators/beds",
        "/indicators/regional_medical_center_projects",
        "/indicators/county_hospital_level2_capability_share",
        "/figures?indicator=beds&area=CN&period=2015&kind=actual",
        "/releases",
        "/releases/nhc-2023-04-13",
        "/disputes",
        "/registers",
        "/registers/national-centers",
        "/registers/regional-projects",
        "/registers/specialties",
        "/registers/demonstrations",
        "/registers/reform-tasks",
        "/registers/quality-goals",
        "/assess",
    ];

    /// <summary>The same address in a language, as the switch on each page gives it.</summary>
    public static string In(this string address, string language) => $"{address}{(address.Contains('?') ? '&' : '?')}lang={language}";

    /// <summary>Every page in both languages.</summary>
    public static TheoryData<string> InBothLanguages() => [.. All.SelectMany(a => new[] { a.In("zh"), a.In("en") })];
}
