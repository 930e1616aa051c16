using System.Text.Json;
using Indicators.MedicalCenters.V1;

namespace Indicators.Gateway.Formats;

/// <summary>Rows of the medical centers.</summary>
internal static class MedicalCentersJson
{
    private static readonly JsonEncodedText Id = Json.Encode("id");
    private static readonly JsonEncodedText Number = Json.Encode("number");
    private static readonly TextColumns Specialty = new("specialty");
    private static readonly JsonEncodedText YearSet = Json.Encode("yearSet");
    private static readonly JsonEncodedText SetOn = Json.Encode("setOn");
    private static readonly JsonEncodedText DateBasis = Json.Encode("dateBasis");
    private static readonly JsonEncodedText Hosts = Json.Encode("hosts");
    private static readonly TextColumns Hospital = new("hospital");
    private static readonly JsonEncodedText Role = Json.Encode("role");
    private static readonly TextColumns Note = new("note");
    private static readonly TextColumns Region = new("region");
    private static readonly JsonEncodedText AnnouncedOn = Json.Encode("announcedOn");
    private static readonly JsonEncodedText Batch = Json.Encode("batch");
    private static readonly JsonEncodedText BatchBasis = Json.Encode("batchBasis");
    private static readonly JsonEncodedText CountsIn76 = Json.Encode("countsIn76");
    private static readonly TextColumns Project = new("project");
    private static readonly TextColumns ExportingHospital = new("exportingHospital");
    private static readonly TextColumns HostHospital = new("hostHospital");
    private static readonly JsonEncodedText Batches = Json.Encode("batches");
    private static readonly JsonEncodedText Itemised = Json.Encode("itemised");
    private static readonly JsonEncodedText ItemisedUncertain = Json.Encode("itemisedUncertain");
    private static readonly JsonEncodedText Stated = Json.Encode("stated");
    private static readonly JsonEncodedText Figure = Json.Encode("figure");

    public static void Write(RowWriter rows, NationalCenter center)
    {
        var json = rows.Json;
        json.WriteString(Id, center.Id);
        rows.KnownNumber(Number, center.Number);
        rows.Text(Specialty, center.Specialty);
        rows.KnownNumber(YearSet, center.YearSet);
        json.WriteString(SetOn, center.SetOn);
        json.WriteString(DateBasis, center.DateBasis);
        json.WriteStartArray(Hosts);
        foreach (var host in center.Hosts)
        {
            json.WriteStartObject();
            json.WriteString(Id, host.Id);
            rows.Text(Hospital, host.Hospital);
            AreaJson.WriteCells(rows, host.Area);
            json.WriteString(Role, host.Role);
            rows.Text(Note, host.Note);
            SourceJson.Write(rows, SourceJson.Name, host.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        rows.Text(Note, center.Note);
        SourceJson.Write(rows, SourceJson.Name, center.Source);
    }

    public static void Write(RowWriter rows, RegionalCenter center)
    {
        var json = rows.Json;
        json.WriteString(Id, center.Id);
        rows.Text(Specialty, center.Specialty);
        rows.Text(Region, center.Region);
        rows.Text(Hospital, center.Hospital);
        AreaJson.WriteCells(rows, center.Area);
        json.WriteString(Role, center.Role);
        json.WriteString(AnnouncedOn, center.AnnouncedOn);
        rows.Text(Note, center.Note);
        SourceJson.Write(rows, SourceJson.Name, center.Source);
    }

    public static void Write(RowWriter rows, RegionalProject project)
    {
        var json = rows.Json;
        json.WriteString(Id, project.Id);
        json.WriteString(Batch, project.Batch);
        json.WriteString(BatchBasis, project.BatchBasis);
        json.WriteString(CountsIn76, Enums.Inclusions.Encoded(project.CountsIn76));
        AreaJson.WriteCells(rows, project.Area);
        rows.Text(Project, project.Project);
        rows.Text(ExportingHospital, project.ExportingHospital);
        rows.Text(HostHospital, project.HostHospital);
        rows.Text(Specialty, project.Specialty);
        rows.Text(Note, project.Note);
        SourceJson.Write(rows, SourceJson.Name, project.Source);
    }

    public static void Write(RowWriter rows, RegionalProjectCount count)
    {
        AreaJson.WriteCells(rows, count.Area);
        rows.Json.WriteString(Batches, count.Batches);
        rows.Decimal(Stated, count.Stated?.Value ?? "");
        rows.Json.WriteNumber(Itemised, count.Itemised);
        rows.Json.WriteNumber(ItemisedUncertain, count.ItemisedUncertain);
        ObservationJson.WriteMember(rows, Figure, count.Stated);
    }
}
