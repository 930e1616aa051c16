using System.Text.Json;
using Indicators.KeySpecialties.V1;

namespace Indicators.Gateway.Formats;

/// <summary>Rows of the key specialties.</summary>
internal static class KeySpecialtiesJson
{
    private static readonly JsonEncodedText Id = Json.Encode("id");
    private static readonly TextColumns Name = new("name");
    private static readonly TextColumns Note = new("note");

    public static void Write(RowWriter rows, PrioritySpecialty specialty)
    {
        rows.Json.WriteString(Id, specialty.Id);
        rows.Text(Name, specialty.Name);
        rows.Text(Note, specialty.Note);
        SourceJson.Write(rows, SourceJson.Name, specialty.Source);
    }
}
