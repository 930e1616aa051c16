using System.Text.Json;
using Indicators.FiscalProjects.V1;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>Rows of the fiscal projects.</summary>
internal static class FiscalProjectsJson
{
    private static readonly JsonEncodedText Id = Json.Encode("id");
    private static readonly JsonEncodedText Year = Json.Encode("year");
    private static readonly JsonEncodedText Projects = Json.Encode("projects");
    private static readonly JsonEncodedText GrantCny = Json.Encode("grantCny");
    private static readonly JsonEncodedText PerformanceSharePercent = Json.Encode("performanceSharePercent");
    private static readonly JsonEncodedText TermYears = Json.Encode("termYears");
    private static readonly JsonEncodedText PerformanceAmountCny = Json.Encode("performanceAmountCny");
    private static readonly JsonEncodedText ProgrammeAmountCny = Json.Encode("programmeAmountCny");
    private static readonly JsonEncodedText Figures = Json.Encode("figures");
    private static readonly JsonEncodedText Cities = Json.Encode("cities");
    private static readonly JsonEncodedText Derived = Json.Encode("derived");
    private static readonly TextColumns DerivedNote = new("derivedNote");
    private static readonly TextColumns City = new("city");
    private static readonly TextColumns Note = new("note");

    /// <summary>One year: the numbers flat, the figures that they come from with their sources below.</summary>
    public static void Write(RowWriter rows, DemonstrationYear year)
    {
        var json = rows.Json;
        rows.KnownNumber(Year, year.Year);
        rows.Decimal(Projects, year.Projects?.Value ?? "");
        rows.Decimal(GrantCny, year.Grant?.Value ?? "");
        rows.Decimal(PerformanceSharePercent, year.PerformanceShare?.Value ?? "");
        rows.Decimal(TermYears, year.Term?.Value ?? "");
        rows.Decimal(PerformanceAmountCny, year.PerformanceAmountCny);
        rows.Decimal(ProgrammeAmountCny, year.ProgrammeAmountCny);
        WriteDerived(rows, year);
        json.WriteStartArray(Figures);
        foreach (var figure in (ReadOnlySpan<Observation?>)[year.Projects, year.Grant, year.PerformanceShare, year.Term])
        {
            if (figure is not null)
            {
                ObservationJson.WriteValue(rows, figure);
            }
        }

        json.WriteEndArray();
        json.WriteStartArray(Cities);
        foreach (var city in year.Cities)
        {
            json.WriteStartObject();
            Write(rows, city);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // No document states these numbers: a reader of the row alone has to see that, and how they come about.
    private static void WriteDerived(RowWriter rows, DemonstrationYear year)
    {
        var (names, how) = (new List<JsonEncodedText>(2), new List<string>(2));
        if (year.PerformanceAmountCny.Length > 0)
        {
            names.Add(PerformanceAmountCny);
            how.Add($"{PerformanceAmountCny} = {GrantCny} × {PerformanceSharePercent} ÷ 100");
        }

        if (year.ProgrammeAmountCny.Length > 0)
        {
            names.Add(ProgrammeAmountCny);
            how.Add($"{ProgrammeAmountCny} = {Projects} × {GrantCny}");
        }

        rows.Json.WriteStartArray(Derived);
        names.ForEach(rows.Json.WriteStringValue);
        rows.Json.WriteEndArray();
        var note = new LocalizedText();
        if (how.Count > 0)
        {
            note.Zh = $"由本行的数字算出，文件中没有：{string.Join("；", how)}。";
            note.En = $"Computed from the numbers of this row, stated by no document: {string.Join("; ", how)}.";
        }

        rows.Text(DerivedNote, note);
    }

    public static void Write(RowWriter rows, DemonstrationCity city)
    {
        rows.Json.WriteString(Id, city.Id);
        rows.KnownNumber(Year, city.Year);
        AreaJson.WriteCells(rows, city.Area);
        rows.Text(City, city.City);
        rows.Decimal(GrantCny, city.GrantCny);
        rows.Text(Note, city.Note);
        SourceJson.Write(rows, SourceJson.Name, city.Source);
    }
}
