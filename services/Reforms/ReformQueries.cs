using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Reforms.V1;
using Indicators.Store.Registers;
using Indicators.Types.V1;

namespace Indicators.Reforms;

/// <summary>Reads the registers of this service as messages, and names the figures of the Healthy China Action.</summary>
internal sealed class ReformQueries(RegisterQueries registers)
{
    public static ObservationSelection HealthyChina => new() { Indicators = { "healthy_china_task_areas", "healthy_china_tasks" } };

    public List<ReformTask> ReformTasks(RegisterView view) =>
        registers.Shown<ReformTaskRow>(ReformTaskRow.Sql, view).OrderBy(t => t.Number).Select(t => new ReformTask
        {
            Id = t.RowId,
            Number = (int)t.Number,
            Section = (int)t.Section,
            SectionTitle = Text(t.SectionZh, t.SectionEn),
            Title = Text(t.TitleZh, t.TitleEn),
            Agencies = { t.AgenciesZh.Split('|') },
            AgencyNames = { t.AgenciesZh.Split('|').Select(zh => EnglishNames.Of(zh)) },
            Target = Text(t.TargetZh, t.TargetEn),
            Source = t.Source,
            Note = t.Note,
        }).ToList();

    public List<GuangdongTask> GuangdongTasks(RegisterView view) =>
        registers.Shown<GuangdongTaskRow>(GuangdongTaskRow.Sql, view).OrderBy(t => t.Year).ThenBy(t => t.Number).Select(t => new GuangdongTask
        {
            Id = t.RowId,
            Number = (int)t.Number,
            Year = (int)t.Year,
            Title = Text(t.TitleZh, t.TitleEn),
            Source = t.Source,
            Note = t.Note,
        }).ToList();

    /// <summary>Goals by year and number; those whose number was not read come last in their year.</summary>
    public List<QualityGoal> QualityGoals(RegisterView view) =>
        registers.Shown<QualityGoalRow>(QualityGoalRow.Sql, view).OrderBy(g => g.Year).ThenBy(g => g.Number == 0).ThenBy(g => g.Number).Select(g => new QualityGoal
        {
            Id = g.RowId,
            Year = (int)g.Year,
            Number = (int)g.Number,
            Goal = Text(g.GoalZh, g.GoalEn),
            Level = g.Level,
            Origin = g.Origin,
            Basis = g.Basis,
            Source = g.Source,
            Note = g.Note,
        }).ToList();

    public List<MultiCampusCriterion> Criteria(RegisterView view) =>
        registers.Shown<CriterionRow>(CriterionRow.Sql, view).OrderBy(c => c.Number).Select(c => new MultiCampusCriterion
        {
            Id = c.RowId,
            Number = (int)c.Number,
            Criterion = Text(c.CriterionZh, c.CriterionEn),
            Measure = c.Measure,
            Operator = c.Operator,
            Threshold = c.Threshold,
            Unit = c.Unit,
            Scope = c.Scope,
            HospitalType = Type(c.HospitalType),
            Source = c.Source,
            Note = c.Note,
        }).ToList();

    private static HospitalType Type(string word) => word switch
    {
        "general" => HospitalType.General,
        "specialist" => HospitalType.Specialist,
        _ => HospitalType.Unspecified,
    };

    private static LocalizedText Text(string zh, string en) => new() { Zh = zh, En = en };
}
