using Indicators.Data.V1;
using Indicators.Store.Targets;
using Indicators.Types.V1;
using static Indicators.Store.Tests.TestStore;

namespace Indicators.Store.Tests;

public sealed class TargetTests : IDisposable
{
    private const string Columns = "code,name_zh,name_en,definition_zh,definition_en,unit,decimals,direction,method_zh,method_en,actual_of\n";
    private const string Central = "funding=central;tier=national";
    private const string Self = "funding=self;tier=national";
    private const string ActualOf =
        "tier=national => projects|funding=central;tier=national + funding=self;tier=national|sum // tier=provincial => projects||not_comparable(基数不同。|The bases differ.)";

    private readonly TestStore store = new();

    public TargetTests() => Assert.Empty(Define($"projects,项,Projects,项。,Projects.,count,0,higher_is_better,,,{ActualOf}\ndeaths,亡,Deaths,亡。,Deaths.,count,0,lower_is_better,,,\n"));

    public void Dispose() => store.Dispose();

    [Theory]
    [InlineData("2023:1000", "2024-06-30", TargetState.Reached, "0", "100", "", "")]
    [InlineData("2022:800 2023:900", "2024-06-30", TargetState.OnPace, "100", "90", "100", "50")]
    [InlineData("2022:890 2023:900", "2024-06-30", TargetState.Behind, "100", "90", "10", "50")]
    [InlineData("2023:900", "2024-06-30", TargetState.Behind, "100", "90", "", "50")]
    [InlineData("2022:800 2023:900", "2026-06-30", TargetState.Behind, "100", "90", "100", "")]
    [InlineData("2020:700 2022:800 2023:901", "2024-06-30", TargetState.OnPace, "99", "90.1", "101", "49.5")]
    [InlineData("2022:800 2023-06-30:900", "2024-06-30", TargetState.Behind, "100", "90", "", "39.93")]
    [InlineData("2024:950 2026:1200", "2026-06-30", TargetState.Behind, "50", "95", "", "")]
    [InlineData("2026:1200", "2026-06-30", TargetState.Reached, "-200", "120", "", "")]
    [InlineData("", "2024-06-30", TargetState.NoActual, "", "", "", "")]
    public void State_ActualsOfTheSameSeries_FollowsFromThem(string actuals, string day, TargetState state, string gap, string share, string soFar, string needed)
    {
        var rows = actuals.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(a => a.Split(':')).Select(a => Row(a[1], a[0]));
        store.Publish(Package("a", string.Concat(rows) + Row("1000", "2025", "target", "at_least")));

        var target = Single(day);

        Assert.Equal((state, gap, share, soFar, needed), (target.State, target.Gap, target.ShareReached, target.PaceSoFar, target.PaceNeeded));
        Assert.NotEqual(("", ""), (target.Reason.Zh, target.Reason.En));
        Assert.Equal("2025", target.Figure.Period.Code);
    }

    [Fact]
    public void Pace_ABreakBetween_IsNotTold()
    {
        var broken = Row("900", "2023").Replace(",,,,n,n", ",,true,,n,n");
        store.Publish(Package("a", Row("800", "2022") + broken + Row("1000", "2025", "target", "at_least")));

        Assert.Equal(("", "50", TargetState.Behind), (Single().PaceSoFar, Single().PaceNeeded, Single().State));
    }

    [Fact]
    public void Sum_EveryPartStated_IsDerivedAndListsItsParts()
    {
        store.Publish(Package("a", Project("508", Central) + Project("102", Self) + Project("600", Central, "2023") + Project("750", "tier=national", "2025", "target")));

        var target = Single();

        Assert.Equal(("610", true, "2022", "140", "81.33"), (target.Actual.Value, target.Actual.Derived, target.Actual.Period.Code, target.Gap, target.ShareReached));
        Assert.Equal(["508", "102"], target.Actual.Parts.Select(p => p.Value));
        Assert.Contains("508", target.Actual.Note.En);
        Assert.Contains("610个", target.Actual.Note.Zh);
    }

    [Theory]
    [InlineData("more_than", "exact", Qualifier.MoreThan)]
    [InlineData("at_least", "about", Qualifier.AtLeast)]
    [InlineData("about", "exact", Qualifier.About)]
    public void Sum_OpenParts_IsAsOpenAsThey(string first, string second, Qualifier expected)
    {
        store.Publish(Package("a", Project("508", Central, qualifier: first) + Project("102", Self, qualifier: second) + Project("750", "tier=national", "2025", "target")));
        Assert.Equal(expected, Single().Actual.Qualifier);
    }

    [Fact]
    public void NotComparable_Declared_SaysWhyAndComparesNothing()
    {
        store.Publish(Package("a", Project("4652", "tier=provincial") + Project("5000", "tier=provincial", "2025", "target")));

        var target = Single();

        Assert.Equal((TargetState.NotComparable, "基数不同。", "The bases differ."), (target.State, target.Reason.Zh, target.Reason.En));
        Assert.Equal((null, "", "", ""), (target.Actual, target.Gap, target.PaceNeeded, target.ShareReached));
    }

    [Theory]
    [InlineData(Qualifier.AtLeast, Direction.None, 1400, Qualifier.MoreThan, 1400, true)]
    [InlineData(Qualifier.MoreThan, Direction.None, 1400, Qualifier.MoreThan, 1400, true)]
    [InlineData(Qualifier.MoreThan, Direction.None, 1400, Qualifier.Exact, 1400, false)]
    [InlineData(Qualifier.AtLeast, Direction.None, 1500, Qualifier.MoreThan, 1400, false)]
    [InlineData(Qualifier.AtMost, Direction.HigherIsBetter, 100, Qualifier.Exact, 99, true)]
    [InlineData(Qualifier.AtMost, Direction.None, 100, Qualifier.AtLeast, 90, false)]
    [InlineData(Qualifier.StriveFor, Direction.HigherIsBetter, 1, Qualifier.Exact, 2, true)]
    [InlineData(Qualifier.Exact, Direction.LowerIsBetter, 16, Qualifier.Exact, 15.1, true)]
    [InlineData(Qualifier.Exact, Direction.None, 3, Qualifier.Exact, 4, false)]
    [InlineData(Qualifier.AtLeast, Direction.None, 100, Qualifier.AtMost, 200, false)]
    public void Goal_QualifiersOfBothSides_CountForWhatTheyPromise(Qualifier target, Direction direction, double goal, Qualifier actual, double value, bool isMet)
    {
        var figure = new Observation { Value = goal.ToString(System.Globalization.CultureInfo.InvariantCulture), Qualifier = target };
        Assert.Equal(isMet, Goal.Of(figure, direction).IsMetBy((decimal)value, actual));
    }

    [Fact]
    public void LowerIsBetter_StillToGo_HasAGapBelowZeroAndNoShare()
    {
        var rows = Row("18", "2022", indicator: "deaths", unit: "count") + Row("17", "2023", indicator: "deaths", unit: "count");
        store.Publish(Package("a", rows + Row("16", "2025", "target", indicator: "deaths", unit: "count")));
        Assert.Equal(("-1", "", "-1", "-0.5", TargetState.OnPace), (Single().Gap, Single().ShareReached, Single().PaceSoFar, Single().PaceNeeded, Single().State));
    }

    [Fact]
    public void Pages_OneByOne_GiveWhatOnePageGives()
    {
        store.Publish(Package("a", Project("750", "tier=national", "2025", "target") + Row("7", "2024", "target") + Row("6", "2025", "target") + Row("6", "2025")));
        var whole = List(new()).Targets;
        var paged = new List<Target>();
        for (var request = new ListTargetsRequest { PageSize = 1 }; request.PageToken.Length > 0 || paged.Count == 0;)
        {
            var page = List(request);
            paged.AddRange(page.Targets);
            request.PageToken = page.NextPageToken;
        }

        Assert.Equal(3, whole.Count);
        Assert.Equal(whole, paged);
        Assert.Equal(["2025"], List(new() { States = { TargetState.Reached } }).Targets.Select(t => t.Figure.Period.Code));
        Assert.Equal(["2024"], List(new() { Periods = { "..2024" } }).Targets.Select(t => t.Figure.Period.Code));
        Assert.Empty(List(new() { Services = { "other" } }).Targets);
    }

    [Theory]
    [InlineData("project||same", "project")]
    [InlineData("projects|tier=nation|same", "tier=nation")]
    [InlineData("projects|tier=national;funding=self|same", "tier=national;funding=self")]
    [InlineData("projects|tier=national|sum", "projects|tier=national|sum")]
    [InlineData("projects||sum(funding)", "projects||sum(funding)")]
    [InlineData("projects||not_comparable(只有中文)", "projects||not_comparable(只有中文)")]
    [InlineData("tier=x => projects||same", "tier=x")]
    [InlineData("share||same", "share")]
    [InlineData("projects||same // projects||same", "projects||same")]
    public void Definition_WrongPair_IsRefusedByFileRowAndColumn(string actualOf, string value)
    {
        var fault = Assert.Single(Define($"projects,项,Projects,项。,Projects.,count,0,higher_is_better,,,{actualOf}\n"));
        Assert.Equal(("test.csv", 2, "actual_of", value), (fault.File, fault.Row, fault.Column, fault.Value));
    }

    private static string Project(string value, string dimensions, string period = "2022", string kind = "actual", string qualifier = "exact") =>
        Row(value, period, kind, qualifier, indicator: "projects", unit: "count", dimensions: dimensions);

    private IEnumerable<Fault> Define(string rows) => store.Publisher.Define(new() { Definitions = File("test.csv", Columns + rows) }).Faults;

    private Target Single(string day = "2024-06-30") => Assert.Single(List(new() { AsOf = day }).Targets);

    private ListTargetsResponse List(ListTargetsRequest request) => new TargetQueries(store.Store).Page(request, TestContext.Current.CancellationToken);
}
