namespace Indicators.Benchmarks;

/// <summary>REST queries that differ in meaning, each with ten rows: three indicators, as known on some day.</summary>
internal static class Queries
{
    private static readonly string[] Indicators =
    [
        "admissions", "beds", "beds_per_1000", "health_institutions", "health_technicians", "health_workers", "hospitals", "nurses_per_1000",
        "physicians_per_1000", "registered_nurses", "total_health_expenditure", "visits",
    ];

    public static IEnumerable<string> TenRowsEach()
    {
        var first = new DateOnly(2023, 1, 1);
        for (var day = 0; day < 1400; day++)
        {
            for (var a = 0; a < Indicators.Length; a++)
            {
                for (var b = a + 1; b < Indicators.Length; b++)
                {
                    for (var c = b + 1; c < Indicators.Length; c++)
                    {
                        yield return $"/v1/observations?indicator={Indicators[a]},{Indicators[b]},{Indicators[c]}&area=CN&period=2015..2024&pageSize=10&asOf={first.AddDays(day):yyyy-MM-dd}";
                    }
                }
            }
        }
    }
}
