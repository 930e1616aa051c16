using System.Globalization;
using Grpc.Core;
using Indicators.Contracts;
using Indicators.Reforms.V1;
using Indicators.Types.V1;

namespace Indicators.Reforms.MultiCampus;

/// <summary>Checks the figures that a hospital gives, before they are held against any condition.</summary>
internal static class HospitalChecks
{
    private const double MostOccupancy = 200;
    private const double LastPercentile = 100;
    private const int PerformanceYears = 3;

    /// <exception cref="RpcException">INVALID_ARGUMENT naming the field, its value and the nearest valid one.</exception>
    public static void Check(AssessMultiCampusRequest hospital)
    {
        if (!Enum.IsDefined(hospital.HospitalType))
        {
            var message = new LocalizedText { Zh = "没有这个医院类型。", En = "There is no such type of hospital." };
            throw Errors.Invalid("unknown_code", "hospital_type", $"{(int)hospital.HospitalType}", message, "general");
        }

        if (hospital.HospitalGrade.Length > 0)
        {
            CheckGrade("hospital_grade", hospital.HospitalGrade, GradeScale.Hospital);
        }

        foreach (var grade in hospital.PerformanceGrades)
        {
            CheckGrade("performance_grades", grade, GradeScale.Performance);
        }

        // The conditions look at three years; a grade that no condition looks at would be taken for one that was weighed.
        if (hospital.PerformanceGrades.Count > PerformanceYears)
        {
            var message = new LocalizedText { Zh = $"最多 {PerformanceYears} 个年度的等级，最近的在前。", En = $"Grades of at most {PerformanceYears} years, newest first." };
            var newest = string.Join(", ", hospital.PerformanceGrades.Take(PerformanceYears));
            throw Errors.Invalid("too_many_values", "performance_grades", string.Join(", ", hospital.PerformanceGrades), message, newest);
        }

        CheckNumber("bed_occupancy", hospital.HasBedOccupancy ? hospital.BedOccupancy : 0, MostOccupancy);
        CheckNumber("average_length_of_stay_rank", hospital.HasAverageLengthOfStayRank ? hospital.AverageLengthOfStayRank : 0, LastPercentile);
        CheckNumber("case_complexity_rank", hospital.HasCaseComplexityRank ? hospital.CaseComplexityRank : 0, LastPercentile);
        if (hospital.HasMajorIncidents && hospital.MajorIncidents < 0)
        {
            throw Errors.Invalid("out_of_range", "major_incidents", $"{hospital.MajorIncidents}", new() { Zh = "须不小于 0。", En = "This is 0 or more." }, "0");
        }
    }

    private static void CheckGrade(string parameter, string grade, GradeScale scale)
    {
        if (!scale.Holds(grade))
        {
            var message = new LocalizedText { Zh = $"等级须为：{string.Join("、", scale.Grades)}。", En = $"A grade is one of: {string.Join(", ", scale.Grades)}." };
            throw Errors.Invalid("unknown_grade", parameter, grade, message, Nearest.To(grade, scale.Grades));
        }
    }

    private static void CheckNumber(string parameter, double value, double most)
    {
        if (value >= 0 && value <= most)
        {
            return;
        }

        var message = new LocalizedText { Zh = $"须为 0 到 {most} 之间的数。", En = $"This is a number from 0 to {most}." };
        var nearest = double.IsNaN(value) ? "" : value < 0 ? "0" : most.ToString(CultureInfo.InvariantCulture);
        throw Errors.Invalid("out_of_range", parameter, value.ToString("R", CultureInfo.InvariantCulture), message, nearest);
    }
}
