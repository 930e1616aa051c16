using System.Text.Json;
using Indicators.CountyHospitals.V1;

namespace Indicators.Gateway.Formats;

/// <summary>Rows of the county hospitals.</summary>
internal static class CountyHospitalsJson
{
    private static readonly JsonEncodedText Id = Json.Encode("id");
    private static readonly JsonEncodedText Group = Json.Encode("group");
    private static readonly TextColumns Name = new("name");
    private static readonly TextColumns Note = new("note");

    public static void Write(RowWriter rows, Center center)
    {
        rows.Json.WriteString(Id, center.Id);
        rows.Json.WriteString(Group, center.Group);
        rows.Text(Name, center.Name);
        rows.Text(Note, center.Note);
        SourceJson.Write(rows, SourceJson.Name, center.Source);
    }
}
