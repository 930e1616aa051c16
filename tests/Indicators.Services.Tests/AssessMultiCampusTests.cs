using Grpc.Core;
using Indicators.Contracts;
using Indicators.Reforms.V1;

namespace Indicators.Services.Tests;

public sealed class AssessMultiCampusTests(SeededSuite suite)
{
    private readonly ReformService.ReformServiceClient client = new(suite.Channel("reforms"));

    [Fact]
    public async Task Assess_EveryFigureGood_IsMet()
    {
        var answer = await client.AssessMultiCampusAsync(Good());
        Assert.Equal(Verdict.Met, answer.Overall);
        Assert.Equal("mc-1 Met, mc-2a Met, mc-2b Met, mc-3 Met, mc-4-general Met, mc-4-specialist NotApplicable, mc-5 Met", Verdicts(answer));
        Assert.All(answer.Assessments, a => Assert.Contains(answer.Releases, r => r.Id == a.Criterion.Source.ReleaseId));
        Assert.All(answer.Assessments, a => Assert.True(a.Reason is { Zh.Length: > 0, En.Length: > 0 }));
    }

    [Fact]
    public async Task Assess_NothingGiven_IsUnknown()
    {
        var answer = await client.AssessMultiCampusAsync(new());
        Assert.Equal(Verdict.Unknown, answer.Overall);
        Assert.All(answer.Assessments, a => Assert.Equal((Verdict.Unknown, ""), (a.Verdict, a.Given)));
    }

    [Theory]
    [InlineData(90.0, Verdict.NotMet)]
    [InlineData(90.00000000000001, Verdict.Met)]
    [InlineData(0.0, Verdict.NotMet)]
    [InlineData(200.0, Verdict.Met)]
    public async Task Assess_BedOccupancy_MustExceed90(double occupancy, Verdict verdict)
    {
        var hospital = Good();
        hospital.BedOccupancy = occupancy;
        var answer = await client.AssessMultiCampusAsync(hospital);
        Assert.Equal(verdict, Of(answer, "mc-2a"));
        Assert.Equal(verdict, answer.Overall);
    }

    [Theory]
    [InlineData("3A", true, Verdict.Met)]
    [InlineData("3A", false, Verdict.NotMet)]
    [InlineData("3B", null, Verdict.NotMet)]
    [InlineData("", false, Verdict.NotMet)]
    [InlineData("3A", null, Verdict.Unknown)]
    [InlineData("", true, Verdict.Unknown)]
    public async Task Assess_GradeAndOwner_AreBothNeeded(string grade, bool? isPublic, Verdict verdict)
    {
        var hospital = new AssessMultiCampusRequest { HospitalGrade = grade };
        if (isPublic is { } known)
        {
            hospital.PublicHospital = known;
        }

        Assert.Equal(verdict, Of(await client.AssessMultiCampusAsync(hospital), "mc-1"));
    }

    [Theory]
    [InlineData(HospitalType.General, "A+ A++ A+", Verdict.Met, Verdict.NotApplicable)]
    [InlineData(HospitalType.General, "A+ A A+", Verdict.NotMet, Verdict.NotApplicable)]
    [InlineData(HospitalType.General, "A+ A+", Verdict.Unknown, Verdict.NotApplicable)]
    [InlineData(HospitalType.General, "A", Verdict.NotMet, Verdict.NotApplicable)]
    [InlineData(HospitalType.Specialist, "A A A", Verdict.NotApplicable, Verdict.Met)]
    [InlineData(HospitalType.Specialist, "A B++ A", Verdict.NotApplicable, Verdict.NotMet)]
    [InlineData(HospitalType.Unspecified, "A A A", Verdict.Unknown, Verdict.Unknown)]
    [InlineData(HospitalType.Unspecified, "A+ A+ A+", Verdict.Met, Verdict.Met)]
    [InlineData(HospitalType.Unspecified, "B", Verdict.NotMet, Verdict.NotMet)]
    public async Task Assess_PerformanceGrades_NeedThreeYears(HospitalType type, string grades, Verdict general, Verdict specialist)
    {
        var answer = await client.AssessMultiCampusAsync(new() { HospitalType = type, PerformanceGrades = { grades.Split(' ') } });
        Assert.Equal((general, specialist), (Of(answer, "mc-4-general"), Of(answer, "mc-4-specialist")));
    }

    [Fact]
    public async Task Assess_OneIncident_IsNotMetWhateverIsUnknown()
    {
        var answer = await client.AssessMultiCampusAsync(new() { MajorIncidents = 1 });
        Assert.Equal((Verdict.NotMet, Verdict.NotMet), (answer.Overall, Of(answer, "mc-5")));
    }

    public static TheoryData<AssessMultiCampusRequest, string, string, string> BadFigures => new()
    {
        { new() { BedOccupancy = 200.5 }, "bed_occupancy", "200.5", "200" },
        { new() { BedOccupancy = -1 }, "bed_occupancy", "-1", "0" },
        { new() { BedOccupancy = double.NaN }, "bed_occupancy", "NaN", "" },
        { new() { CaseComplexityRank = double.PositiveInfinity }, "case_complexity_rank", "Infinity", "100" },
        { new() { AverageLengthOfStayRank = 101 }, "average_length_of_stay_rank", "101", "100" },
        { new() { MajorIncidents = -2 }, "major_incidents", "-2", "0" },
        { new() { HospitalGrade = "3AA" }, "hospital_grade", "3AA", "3A" },
        { new() { PerformanceGrades = { "A+", "A+++" } }, "performance_grades", "A+++", "A++" },
        { new() { PerformanceGrades = { "A", "B", "B+", "C" } }, "performance_grades", "A, B, B+, C", "A, B, B+" },
        { new() { HospitalType = (HospitalType)9 }, "hospital_type", "9", "general" },
    };

    [Theory]
    [MemberData(nameof(BadFigures))]
    public async Task Assess_FigureThatCannotBe_IsInvalid(AssessMultiCampusRequest hospital, string parameter, string value, string hint)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => client.AssessMultiCampusAsync(hospital).ResponseAsync);
        var error = Errors.Read(refused);
        Assert.Equal((StatusCode.InvalidArgument, parameter, value, hint), (refused.StatusCode, error?.Parameter, error?.Value, error?.Hint));
    }

    private static AssessMultiCampusRequest Good() => new()
    {
        HospitalType = HospitalType.General,
        HospitalGrade = "3A",
        PublicHospital = true,
        BedOccupancy = 95.5,
        AverageLengthOfStayRank = 10,
        CaseComplexityRank = 3,
        PerformanceGrades = { "A+", "A++", "A+" },
        MajorIncidents = 0,
    };

    private static Verdict Of(AssessMultiCampusResponse answer, string id) => answer.Assessments.Single(a => a.Criterion.Id == id).Verdict;

    private static string Verdicts(AssessMultiCampusResponse answer) => string.Join(", ", answer.Assessments.Select(a => $"{a.Criterion.Id} {a.Verdict}"));
}
