using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.Reforms.V1;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.Registers;

/// <summary>Goals for medical quality and safety by year, beside the numbers of goals that documents state.</summary>
/// <param name="Years">The years that the filter leaves, newest first.</param>
/// <param name="NextToken">Token of the next page of goals; "" on the last.</param>
/// <param name="Warnings">Years that are unknown beside others that are known.</param>
internal sealed record QualityGoalsModel(IReadOnlyList<GoalYear> Years, string NextToken, IReadOnlyList<Warning> Warnings)
{
    private const int Service = ServiceOrder.Reforms;

    /// <summary>Every year with a goal or a number of goals, for the choices of the filter.</summary>
    public required IReadOnlyList<int> Choices { get; init; }

    public static async ValueTask<QualityGoalsModel> ReadAsync(Reading reading)
    {
        var ask = reading.Ask;
        var (reforms, wanted) = (ask.Upstreams.Reforms, ask.Arguments.GivenNumbers(RegisterParameters.GoalYear));
        var request = new ListQualityGoalsRequest { PageSize = ask.PageSize, PageToken = ask.PageToken, Years = { wanted } };
        var goals = reading.CallAsync(Service, reforms.ListQualityGoalsAsync, request, r => r.DataVersion);
        var all = reading.CallAsync(
            Service, reforms.ListQualityGoalsAsync, new ListQualityGoalsRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var stated = reading.FiguresAsync(
            Service, "national_quality_goals", "national_quality_goals_retired", "specialty_quality_goals", "specialty_quality_goal_specialties");
        var page = await goals;
        var years = GoalYear.Of(page.QualityGoals, (await all).QualityGoals, await stated);
        var isFirst = ask.PageToken.Length == 0;
        return new(
            [.. years.Where(y => (wanted.Count == 0 || wanted.Contains(y.Year)) && (isFirst || y.Goals.Count > 0))], page.NextPageToken,
            page.Warnings)
        {
            Choices = [.. years.Select(y => y.Year).Order()],
        };
    }
}

/// <summary>One year of goals.</summary>
/// <param name="Year">The year.</param>
/// <param name="Goals">Its goals on this page.</param>
/// <param name="Stated">Numbers that documents state of the year.</param>
/// <param name="National">National goals of the year that the register holds.</param>
internal sealed record GoalYear(int Year, IReadOnlyList<QualityGoal> Goals, IReadOnlyList<Observation> Stated, int National)
{
    private const string Indicator = "national_quality_goals";

    /// <summary>The national goals as stated beside those itemised.</summary>
    public Coverage Coverage => new(Stated.FirstOrDefault(s => s.Indicator == Indicator && s.Dimensions.Any(d => d.Value == "all")), National);

    /// <summary>The years of goals and of figures, newest first.</summary>
    public static GoalYear[] Of(IEnumerable<QualityGoal> page, IReadOnlyList<QualityGoal> all, IReadOnlyList<Observation> stated)
    {
        var (goals, figures) = (page.ToLookup(g => g.Year), stated.ToLookup(s => YearOf(s.Period)));
        return
        [
            .. all.Select(g => g.Year).Concat(figures.Select(f => f.Key)).Distinct().OrderDescending().Select(year => new GoalYear(
                year, [.. goals[year]], [.. figures[year]], all.Count(g => g.Year == year && g.Level == "national"))),
        ];
    }

    private static int YearOf(Period period) =>
        int.Parse(period.Start.AsSpan(0, 4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture);
}
