using Indicators.Types.V1;

namespace Indicators.Reforms.MultiCampus;

/// <summary>What a condition for a further campus may measure; a condition that measures anything else cannot be published.</summary>
internal static class Measures
{
    public const string HospitalGrade = "hospital_grade";
    public const string BedOccupancy = "bed_occupancy";
    public const string LengthOfStayRank = "average_length_of_stay_rank";
    public const string CaseComplexityRank = "case_complexity_rank";
    public const string PerformanceGrade = "performance_grade";
    public const string MajorIncidents = "major_incidents";

    public static IReadOnlyList<string> All { get; } = [HospitalGrade, BedOccupancy, LengthOfStayRank, CaseComplexityRank, PerformanceGrade, MajorIncidents];

    public static LocalizedText Name(string measure) => measure switch
    {
        HospitalGrade => new() { Zh = "医院等级", En = "hospital grade" },
        BedOccupancy => new() { Zh = "病床使用率", En = "bed occupancy" },
        LengthOfStayRank => new() { Zh = "平均住院日的位次", En = "rank of the average length of stay" },
        CaseComplexityRank => new() { Zh = "住院病人疑难程度的位次", En = "rank of case complexity" },
        PerformanceGrade => new() { Zh = "绩效考核等级", En = "performance grade" },
        _ => new() { Zh = "重大医疗安全事件和严重行风问题的数量", En = "number of major incidents" },
    };
}
