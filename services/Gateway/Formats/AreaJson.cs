using System.Text.Json;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>An area, as a row of the code list or as cells of another row.</summary>
internal static class AreaJson
{
    private static readonly JsonEncodedText AreaName = Json.Encode("area");
    private static readonly TextColumns AreaText = new("area");
    private static readonly JsonEncodedText Code = Json.Encode("code");
    private static readonly TextColumns Name = new("name");
    private static readonly JsonEncodedText Gb2260 = Json.Encode("gb2260");
    private static readonly JsonEncodedText Iso31662 = Json.Encode("iso31662");
    private static readonly JsonEncodedText Level = Json.Encode("level");
    private static readonly JsonEncodedText Parent = Json.Encode("parent");
    private static readonly TextColumns Note = new("note");

    /// <summary>The cells `area`, `areaZh` and `areaEn`.</summary>
    public static void WriteCells(RowWriter rows, string code)
    {
        rows.Code(AreaName, code);
        rows.Name(AreaText, EncodedCodes.Areas.GetValueOrDefault(code) ?? EncodedText.Empty);
    }

    public static void Write(RowWriter rows, Area area)
    {
        rows.Json.WriteString(Code, area.Code);
        rows.Name(Name, EncodedCodes.Areas[area.Code]);
        rows.Json.WriteString(Gb2260, area.Gb2260);
        rows.Json.WriteString(Iso31662, area.Iso31662);
        rows.Json.WriteString(Level, area.Level);
        rows.Json.WriteString(Parent, area.Parent);
        rows.Text(Note, area.Note);
    }
}
