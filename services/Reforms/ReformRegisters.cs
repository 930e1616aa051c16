using Indicators.Reforms.MultiCampus;
using Indicators.Store;
using Indicators.Store.Registers;

namespace Indicators.Reforms;

/// <summary>What release packages may carry for this service, and its rows as the database gives them.</summary>
internal static class ReformRegisters
{
    public static StoreOptions Options { get; } = new("reforms", EmbeddedSchema.Read(typeof(ReformRegisters)),
    [
        new("reform_tasks",
        [
            new("number", ColumnType.Integer, Required: true),
            new("section", ColumnType.Integer, Required: true),
            new("section_zh", ColumnType.Text, Required: true),
            new("section_en", ColumnType.Text, Required: true),
            new("title_zh", ColumnType.Text, Required: true),
            new("title_en", ColumnType.Text, Required: true),
            new("agencies_zh", ColumnType.Text, Required: true),
            new("target_en", ColumnType.Text),
            new("target_zh", ColumnType.Text),
        ]),
        new("guangdong_tasks",
        [
            new("number", ColumnType.Integer, Required: true),
            new("year", ColumnType.Integer, Required: true),
            new("title_zh", ColumnType.Text, Required: true),
            new("title_en", ColumnType.Text, Required: true),
        ]),
        new("quality_goals",
        [
            new("year", ColumnType.Integer, Required: true),
            new("number", ColumnType.Integer),
            new("goal_zh", ColumnType.Text, Required: true),
            new("goal_en", ColumnType.Text, Required: true),
            new("level", ColumnType.Text, Required: true, ["national", "specialty"]),
            new("origin", ColumnType.Text, Allowed: ["new", "carried_over", "retired"]),
            new("basis", ColumnType.Text, Required: true, ["stated", "derived"]),
        ]),
        new("multi_campus_criteria",
        [
            new("number", ColumnType.Integer, Required: true),
            new("criterion_zh", ColumnType.Text, Required: true),
            new("criterion_en", ColumnType.Text, Required: true),
            new("measure", ColumnType.Text, Required: true, Measures.All),
            new("operator", ColumnType.Text, Required: true, ["=", ">", ">=", "<", "<="]),
            new("threshold", ColumnType.Text, Required: true),
            new("unit", ColumnType.Text, Required: true, ["percent", "percentile", "grade", "count"]),
            new("scope", ColumnType.Text),
            new("hospital_type", ColumnType.Text, Allowed: ["general", "specialist"]),
        ]),
    ]);
}

internal sealed record ReformTaskRow : RegisterRow
{
    public const string Sql = $"SELECT {Columns}, number AS Number, section AS Section, section_zh AS SectionZh, section_en AS SectionEn, title_zh AS TitleZh, title_en AS TitleEn, agencies_zh AS AgenciesZh, target_en AS TargetEn, target_zh AS TargetZh FROM reform_tasks";

    public long Number { get; init; }
    public long Section { get; init; }
    public string SectionZh { get; init; } = "";
    public string SectionEn { get; init; } = "";
    public string TitleZh { get; init; } = "";
    public string TitleEn { get; init; } = "";
    public string AgenciesZh { get; init; } = "";
    public string TargetEn { get; init; } = "";
    public string TargetZh { get; init; } = "";
}

internal sealed record GuangdongTaskRow : RegisterRow
{
    public const string Sql = $"SELECT {Columns}, number AS Number, year AS Year, title_zh AS TitleZh, title_en AS TitleEn FROM guangdong_tasks";

    public long Number { get; init; }
    public long Year { get; init; }
    public string TitleZh { get; init; } = "";
    public string TitleEn { get; init; } = "";
}

internal sealed record QualityGoalRow : RegisterRow
{
    public const string Sql = $"SELECT {Columns}, year AS Year, number AS Number, goal_zh AS GoalZh, goal_en AS GoalEn, level AS Level, origin AS Origin, basis AS Basis FROM quality_goals";

    public long Year { get; init; }
    public long Number { get; init; }
    public string GoalZh { get; init; } = "";
    public string GoalEn { get; init; } = "";
    public string Level { get; init; } = "";
    public string Origin { get; init; } = "";
    public string Basis { get; init; } = "";
}

internal sealed record CriterionRow : RegisterRow
{
    public const string Sql = $"SELECT {Columns}, number AS Number, criterion_zh AS CriterionZh, criterion_en AS CriterionEn, measure AS Measure, operator AS Operator, threshold AS Threshold, unit AS Unit, scope AS Scope, hospital_type AS HospitalType FROM multi_campus_criteria";

    public long Number { get; init; }
    public string CriterionZh { get; init; } = "";
    public string CriterionEn { get; init; } = "";
    public string Measure { get; init; } = "";
    public string Operator { get; init; } = "";
    public string Threshold { get; init; } = "";
    public string Unit { get; init; } = "";
    public string Scope { get; init; } = "";
    public string HospitalType { get; init; } = "";
}
