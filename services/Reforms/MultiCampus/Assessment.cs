using System.Globalization;
using Indicators.Reforms.V1;
using Indicators.Types.V1;

namespace Indicators.Reforms.MultiCampus;

/// <summary>Holds a hospital's checked figures against the conditions as they are published; no threshold stands in this code.</summary>
internal static class Assessment
{
    public static List<CriterionAssessment> Of(AssessMultiCampusRequest hospital, List<MultiCampusCriterion> criteria) =>
        criteria.ConvertAll(criterion =>
        {
            var finding = Judge(hospital, criterion, criteria);
            return new CriterionAssessment { Criterion = criterion, Verdict = finding.Verdict, Given = finding.Given, Reason = finding.Reason };
        });

    public static Verdict Overall(List<CriterionAssessment> assessments)
    {
        var verdicts = assessments.Select(a => a.Verdict).Where(v => v != Verdict.NotApplicable).ToList();
        return verdicts.Contains(Verdict.NotMet) ? Verdict.NotMet
            : verdicts.Count > 0 && verdicts.TrueForAll(v => v == Verdict.Met) ? Verdict.Met
            : Verdict.Unknown;
    }

    private static Finding Judge(AssessMultiCampusRequest hospital, MultiCampusCriterion criterion, List<MultiCampusCriterion> all)
    {
        if (criterion.HospitalType == HospitalType.Unspecified || criterion.HospitalType == hospital.HospitalType)
        {
            return Measure(hospital, criterion);
        }

        if (hospital.HospitalType != HospitalType.Unspecified)
        {
            return Finding.NotApplicable(criterion);
        }

        // Which of the conditions applies is not known; it does not matter where all of them come out the same.
        var finding = Measure(hospital, criterion);
        var others = all.Where(c => c.Number == criterion.Number && c.HospitalType != HospitalType.Unspecified);
        return others.All(c => Measure(hospital, c).Verdict == finding.Verdict) ? finding : Finding.TypeNotGiven(finding.Given);
    }

    private static Finding Measure(AssessMultiCampusRequest hospital, MultiCampusCriterion criterion) => criterion.Measure switch
    {
        Measures.HospitalGrade => HospitalGrade(hospital, criterion),
        Measures.BedOccupancy => Number(criterion, hospital.HasBedOccupancy ? hospital.BedOccupancy : null),
        Measures.LengthOfStayRank => Number(criterion, hospital.HasAverageLengthOfStayRank ? hospital.AverageLengthOfStayRank : null),
        Measures.CaseComplexityRank => Number(criterion, hospital.HasCaseComplexityRank ? hospital.CaseComplexityRank : null),
        Measures.PerformanceGrade => PerformanceGrades(hospital, criterion),
        _ => Number(criterion, hospital.HasMajorIncidents ? hospital.MajorIncidents : null),
    };

    /// <summary>The condition on the grade is one on public hospitals, so that both facts are needed and either can fail it.</summary>
    private static Finding HospitalGrade(AssessMultiCampusRequest hospital, MultiCampusCriterion criterion)
    {
        bool? isPublic = hospital.HasPublicHospital ? hospital.PublicHospital : null;
        bool? hasGrade = hospital.HospitalGrade.Length == 0 ? null : Holds(criterion, GradeScale.Hospital.Compare(hospital.HospitalGrade, criterion.Threshold));
        var given = string.Join("; ", new[] { hospital.HospitalGrade, isPublic is { } p ? $"public_hospital={(p ? "true" : "false")}" : "" }.Where(g => g.Length > 0));
        if (!GradeScale.Hospital.Holds(criterion.Threshold))
        {
            return Finding.UnreadableThreshold(criterion, given);
        }

        var verdict = isPublic == false || hasGrade == false ? Verdict.NotMet : isPublic == true && hasGrade == true ? Verdict.Met : Verdict.Unknown;
        return verdict == Verdict.Unknown
            ? Finding.NotGiven(given, hasGrade is null ? Measures.Name(criterion.Measure) : new() { Zh = "是否公立医院", En = "kind of owner (public or not)" })
            : Finding.Compared(criterion, verdict, given, Said(hospital.HospitalGrade, isPublic));
    }

    private static LocalizedText Said(string grade, bool? isPublic)
    {
        var (zh, en) = isPublic switch { true => ("公立医院", "public hospital"), false => ("非公立医院", "no public hospital"), _ => ("", "") };
        return new() { Zh = Join("、", grade, zh), En = Join(", ", grade, en) };

        static string Join(string between, params string[] parts) => string.Join(between, parts.Where(p => p.Length > 0));
    }

    private static Finding Number(MultiCampusCriterion criterion, double? given)
    {
        if (given is not { } value)
        {
            return Finding.NotGiven("", Measures.Name(criterion.Measure));
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return double.TryParse(criterion.Threshold, NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold)
            ? Finding.Compared(criterion, Holds(criterion, value.CompareTo(threshold)) ? Verdict.Met : Verdict.NotMet, text)
            : Finding.UnreadableThreshold(criterion, text);
    }

    /// <summary>Every year of the scope needs a grade; one that fails decides without the others.</summary>
    private static Finding PerformanceGrades(AssessMultiCampusRequest hospital, MultiCampusCriterion criterion)
    {
        if (!GradeScale.Performance.Holds(criterion.Threshold))
        {
            return Finding.UnreadableThreshold(criterion, string.Join(", ", hospital.PerformanceGrades));
        }

        var years = Years(criterion.Scope);
        var grades = hospital.PerformanceGrades.Take(years).ToList();
        var given = string.Join(", ", grades);
        return grades.Exists(grade => !Holds(criterion, GradeScale.Performance.Compare(grade, criterion.Threshold))) ? Finding.Compared(criterion, Verdict.NotMet, given)
            : grades.Count < years ? Finding.TooFewYears(given, grades.Count, years)
            : Finding.Compared(criterion, Verdict.Met, given);
    }

    /// <summary>The years that a scope such as `3 years` spans; 1 where it spans something else.</summary>
    private static int Years(string scope)
    {
        const string Suffix = " years";
        var number = scope.EndsWith(Suffix, StringComparison.Ordinal) ? scope[..^Suffix.Length] : "";
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years > 0 ? years : 1;
    }

    private static bool Holds(MultiCampusCriterion criterion, int order) => criterion.Operator switch
    {
        "=" => order == 0,
        ">" => order > 0,
        ">=" => order >= 0,
        "<" => order < 0,
        _ => order <= 0,
    };
}
