using System.Text.Json;
using Indicators.Reforms.V1;

namespace Indicators.Gateway.Formats;

/// <summary>Rows of the reforms.</summary>
internal static class ReformsJson
{
    private static readonly JsonEncodedText Id = Json.Encode("id");
    private static readonly JsonEncodedText Number = Json.Encode("number");
    private static readonly JsonEncodedText Section = Json.Encode("section");
    private static readonly TextColumns SectionTitle = new("section");
    private static readonly TextColumns Title = new("title");
    private static readonly JsonEncodedText Agencies = Json.Encode("agencies");
    private static readonly JsonEncodedText AgencyNames = Json.Encode("agencyNames");
    private static readonly TextColumns AgencyName = new("name");
    private static readonly TextColumns Target = new("target");
    private static readonly TextColumns Note = new("note");
    private static readonly JsonEncodedText Year = Json.Encode("year");
    private static readonly TextColumns Goal = new("goal");
    private static readonly JsonEncodedText Level = Json.Encode("level");
    private static readonly JsonEncodedText Origin = Json.Encode("origin");
    private static readonly JsonEncodedText Basis = Json.Encode("basis");
    private static readonly TextColumns Criterion = new("criterion");
    private static readonly JsonEncodedText Measure = Json.Encode("measure");
    private static readonly JsonEncodedText Operator = Json.Encode("operator");
    private static readonly JsonEncodedText Threshold = Json.Encode("threshold");
    private static readonly JsonEncodedText Unit = Json.Encode("unit");
    private static readonly JsonEncodedText Scope = Json.Encode("scope");
    private static readonly JsonEncodedText HospitalTypeName = Json.Encode("hospitalType");
    private static readonly JsonEncodedText VerdictName = Json.Encode("verdict");
    private static readonly JsonEncodedText Given = Json.Encode("given");
    private static readonly TextColumns Reason = new("reason");
    private static readonly JsonEncodedText Overall = Json.Encode("overall");

    public static void Write(RowWriter rows, ReformTask task)
    {
        var json = rows.Json;
        json.WriteString(Id, task.Id);
        rows.KnownNumber(Number, task.Number);
        rows.KnownNumber(Section, task.Section);
        rows.Text(SectionTitle, task.SectionTitle);
        rows.Text(Title, task.Title);
        json.WriteStartArray(Agencies);
        foreach (var agency in task.Agencies)
        {
            json.WriteStringValue(agency);
        }

        json.WriteEndArray();
        json.WriteStartArray(AgencyNames);
        foreach (var name in task.AgencyNames)
        {
            json.WriteStartObject();
            rows.Text(AgencyName, name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        rows.Text(Target, task.Target);
        rows.Text(Note, task.Note);
        SourceJson.Write(rows, SourceJson.Name, task.Source);
    }

    public static void Write(RowWriter rows, GuangdongTask task)
    {
        rows.Json.WriteString(Id, task.Id);
        rows.KnownNumber(Number, task.Number);
        rows.KnownNumber(Year, task.Year);
        rows.Text(Title, task.Title);
        rows.Text(Note, task.Note);
        SourceJson.Write(rows, SourceJson.Name, task.Source);
    }

    public static void Write(RowWriter rows, QualityGoal goal)
    {
        var json = rows.Json;
        json.WriteString(Id, goal.Id);
        rows.KnownNumber(Year, goal.Year);
        rows.KnownNumber(Number, goal.Number);
        rows.Text(Goal, goal.Goal);
        json.WriteString(Level, goal.Level);
        json.WriteString(Origin, goal.Origin);
        json.WriteString(Basis, goal.Basis);
        rows.Text(Note, goal.Note);
        SourceJson.Write(rows, SourceJson.Name, goal.Source);
    }

    public static void Write(RowWriter rows, MultiCampusCriterion criterion)
    {
        var json = rows.Json;
        json.WriteString(Id, criterion.Id);
        rows.KnownNumber(Number, criterion.Number);
        rows.Text(Criterion, criterion.Criterion);
        json.WriteString(Measure, criterion.Measure);
        json.WriteString(Operator, criterion.Operator);
        json.WriteString(Threshold, criterion.Threshold);
        json.WriteString(Unit, criterion.Unit);
        json.WriteString(Scope, criterion.Scope);
        json.WriteString(HospitalTypeName, Enums.HospitalTypes.Encoded(criterion.HospitalType));
        rows.Text(Note, criterion.Note);
        SourceJson.Write(rows, SourceJson.Name, criterion.Source);
    }

    /// <summary>A whole assessment: what follows from all conditions, then each.</summary>
    public static void Write(RowWriter rows, AssessMultiCampusResponse answer)
    {
        var json = rows.Json;
        json.WriteString(Overall, Enums.Verdicts.Encoded(answer.Overall));
        json.WriteStartArray(Json.Items);
        foreach (var assessment in answer.Assessments)
        {
            json.WriteStartObject();
            json.WriteString(VerdictName, Enums.Verdicts.Encoded(assessment.Verdict));
            json.WriteString(Given, assessment.Given);
            rows.Text(Reason, assessment.Reason);
            Write(rows, assessment.Criterion);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
