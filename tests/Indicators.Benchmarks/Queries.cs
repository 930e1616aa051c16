using System.Globalization;

namespace Indicators.Benchmarks;

/// <summary>REST queries of ten rows that are all different: one series of ten years, between two days that no other query names.</summary>
internal static class Queries
{
    private const int FirstDays = 364;
    private const int LastDays = 90;

    // Of two services; each has ten figures for the nation in 2015 to 2024.
    private static readonly string[] Indicators =
    [
        "basic_insurance_fund_expenditure", "basic_insurance_fund_income", "maternity_insurance_benefit_visits", "maternity_insurance_enrollees",
        "maternity_insurance_fund_expenditure", "medical_assistance_expenditure", "medical_assistance_total_times", "beds_per_1000",
        "general_practitioners_per_10000", "health_expenditure_per_capita", "health_institutions", "licensed_physicians", "nurses_per_1000",
        "physicians_per_1000", "registered_nurses",
    ];

    public static IEnumerable<string> TenRowsEach() =>
        from last in Days(new DateOnly(2024, 12, 31), LastDays)
        from first in Days(new DateOnly(2014, 1, 2), FirstDays)
        from indicator in Indicators
        select $"/v1/observations?indicator={indicator}&area=CN&period={first}..{last}";

    private static IEnumerable<string> Days(DateOnly first, int count) =>
        Enumerable.Range(0, count).Select(day => first.AddDays(day).ToString("O", CultureInfo.InvariantCulture));
}
