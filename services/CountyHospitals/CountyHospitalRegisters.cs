using Indicators.Store;
using Indicators.Store.Registers;

namespace Indicators.CountyHospitals;

/// <summary>What release packages may carry for this service, and its rows as the database gives them.</summary>
internal static class CountyHospitalRegisters
{
    public static StoreOptions Options { get; } = new("county-hospitals", EmbeddedSchema.Read(typeof(CountyHospitalRegisters)),
    [
        new("county_centers",
        [
            new("group", ColumnType.Text, Required: true, ["clinical_service", "emergency"]),
            new("name_zh", ColumnType.Text, Required: true),
            new("name_en", ColumnType.Text, Required: true),
        ]),
    ]);
}

internal sealed record CenterRow : RegisterRow
{
    public const string Sql = $"SELECT {Columns}, \"group\" AS \"Group\", name_zh AS NameZh, name_en AS NameEn FROM county_centers";

    public string Group { get; init; } = "";
    public string NameZh { get; init; } = "";
    public string NameEn { get; init; } = "";
}
