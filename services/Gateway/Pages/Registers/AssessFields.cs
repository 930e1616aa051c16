using System.Globalization;
using Indicators.Gateway.Formats;
using Indicators.Reforms.V1;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.Registers;

/// <summary>The fields of the assessment form in the order of the conditions.</summary>
internal static class AssessFields
{
    private static readonly LocalizedText Percent = Text("%", "%");
    private static readonly LocalizedText Percentile = Text("百分位", "percentile");

    public static IReadOnlyList<AssessField> All { get; } =
    [
        new(
            "hospitalType", Text("医院类型", "Type of hospital"), Text("绩效考核的条件因类型而异。", "The condition on performance differs by type."),
            (r, v) => r.HospitalType = Enums.HospitalTypes.Of(v))
        {
            Choices = [("general", Text("综合医院", "General hospital")), ("specialist", Text("专科医院", "Specialist hospital"))],
            RequestField = "hospital_type",
        },
        new(
            "hospitalGrade", Text("医院等级", "Grade of the hospital"), Text("三级甲等记作 3A。", "3A is level three, class A."),
            (r, v) => r.HospitalGrade = v)
        {
            Choices = Grades("3A", "3B", "3C", "2A", "2B", "2C", "1A", "1B", "1C"), RequestField = "hospital_grade",
        },
        new("publicHospital", Text("公立医院", "Public hospital"), Text("条件只对公立医院。", "The conditions are for public hospitals."), (r, v) => r.PublicHospital = v == "true")
        {
            Choices = [("true", Text("是", "Yes")), ("false", Text("否", "No"))], RequestField = "public_hospital",
        },
        new(
            "bedOccupancy", Text("病床使用率", "Bed occupancy"), Text("百分比，0至200，可有小数，如 93.5。", "Percent, 0 to 200, decimals allowed, such as 93.5."),
            (r, v) => r.BedOccupancy = Number(v))
        {
            Most = 200, Unit = Percent, RequestField = "bed_occupancy",
        },
        new(
            "averageLengthOfStayRank", Text("平均住院日的位次", "Rank of the average length of stay"),
            Text("在全国同类医院中的百分位，0至100，从最好的数起：前10%记作 10。", "Percentile among hospitals of its kind in the country, 0 to 100, counted from the best: 10 is the best 10%."),
            (r, v) => r.AverageLengthOfStayRank = Number(v))
        {
            Most = 100, Unit = Percentile, RequestField = "average_length_of_stay_rank",
        },
        new(
            "caseComplexityRank", Text("住院病人疑难程度的位次", "Rank of case complexity"),
            Text("在所在省份同类医院中的百分位，0至100，从最高的数起。", "Percentile among hospitals of its kind in the province, 0 to 100, counted from the highest."),
            (r, v) => r.CaseComplexityRank = Number(v))
        {
            Most = 100, Unit = Percentile, RequestField = "case_complexity_rank",
        },
        Performance(1, Text("绩效考核等级：最近一年", "Performance grade: latest year")),
        Performance(2, Text("绩效考核等级：前一年", "Performance grade: the year before")),
        Performance(3, Text("绩效考核等级：再前一年", "Performance grade: two years before")),
        new(
            "majorIncidents", Text("近三年重大医疗安全事件和严重行风问题", "Major safety incidents and serious misconduct in the last three years"),
            Text("件数，整数；没有则填 0，留空表示不知道。", "How many, a whole number; 0 if there were none, blank if not known."),
            (r, v) => r.MajorIncidents = int.Parse(v, NumberStyles.None, CultureInfo.InvariantCulture))
        {
            Most = 1_000_000, IsCount = true, Unit = Text("件", "cases"), RequestField = "major_incidents",
        },
    ];

    /// <summary>A page of the form is asked for with these.</summary>
    public static Requests.Parameter[] Parameters { get; } = [.. All.Select(f => f.ToParameter())];

    private static AssessField Performance(int year, LocalizedText label) => new(
        $"performanceGrades.{year}", label, Text("全国公立医院绩效考核的等级。", "Grade in the national assessment of public hospitals."),
        (r, v) => r.PerformanceGrades.Add(v))
    {
        Choices = Grades("A++", "A+", "A", "B++", "B+", "B", "C", "D"), RequestField = "performance_grades",
    };

    private static (string Value, LocalizedText Name)[] Grades(params string[] grades) => [.. grades.Select(g => (g, Text(g, g)))];

    private static double Number(string value) => double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static LocalizedText Text(string zh, string en) => new() { Zh = zh, En = en };
}
