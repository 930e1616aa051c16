using Indicators.Store;
using Indicators.Store.Registers;

namespace Indicators.MedicalCenters;

/// <summary>What release packages may carry for this service, and its rows as the database gives them.</summary>
internal static class MedicalCenterRegisters
{
    private static readonly string[] Roles = ["host", "joint_host"];

    public static StoreOptions Options { get; } = new("medical-centers", EmbeddedSchema.Read(typeof(MedicalCenterRegisters)),
    [
        new("national_centers",
        [
            new("number", ColumnType.Integer, Required: true),
            new("specialty_zh", ColumnType.Text, Required: true),
            new("specialty_en", ColumnType.Text, Required: true),
            new("year_set", ColumnType.Integer),
            new("set_on", ColumnType.Date),
            new("date_basis", ColumnType.Text),
        ]),
        new("national_center_hosts",
        [
            new("center_id", ColumnType.Text, Required: true, References: "national_centers"),
            new("hospital_zh", ColumnType.Text, Required: true),
            new("hospital_en", ColumnType.Text),
            new("area", ColumnType.Area, Required: true),
            new("role", ColumnType.Text, Required: true, Roles),
        ]),
        new("regional_centers",
        [
            new("specialty_zh", ColumnType.Text, Required: true),
            new("specialty_en", ColumnType.Text),
            new("region_zh", ColumnType.Text, Required: true),
            new("region_en", ColumnType.Text),
            new("hospital_zh", ColumnType.Text, Required: true),
            new("hospital_en", ColumnType.Text),
            new("area", ColumnType.Area, Required: true),
            new("role", ColumnType.Text, Required: true, Roles),
            new("announced_on", ColumnType.Date),
        ]),
        new("regional_projects",
        [
            new("batch", ColumnType.Text),
            new("batch_basis", ColumnType.Text, Allowed: ["stated", "inferred", "range"]),
            new("counts_in_76", ColumnType.Text, Required: true, ["yes", "probable", "unknown", "no"]),
            new("area", ColumnType.Area, Required: true),
            new("project_zh", ColumnType.Text, Required: true),
            new("exporting_hospital_zh", ColumnType.Text),
            new("host_hospital_zh", ColumnType.Text),
            new("specialty_zh", ColumnType.Text),
        ]),
    ]);
}

internal sealed record NationalCenterRow : RegisterRow
{
    public const string Sql = $"SELECT {Columns}, number AS Number, specialty_zh AS SpecialtyZh, specialty_en AS SpecialtyEn, year_set AS YearSet, set_on AS SetOn, date_basis AS DateBasis FROM national_centers";

    public long Number { get; init; }
    public string SpecialtyZh { get; init; } = "";
    public string SpecialtyEn { get; init; } = "";
    public long YearSet { get; init; }
    public string SetOn { get; init; } = "";
    public string DateBasis { get; init; } = "";
}

internal sealed record HostRow : RegisterRow
{
    public const string Sql = $"SELECT {Columns}, center_id AS CenterId, hospital_zh AS HospitalZh, hospital_en AS HospitalEn, area AS Area, role AS Role FROM national_center_hosts";

    public string CenterId { get; init; } = "";
    public string HospitalZh { get; init; } = "";
    public string HospitalEn { get; init; } = "";
    public string Area { get; init; } = "";
    public string Role { get; init; } = "";
}

internal sealed record RegionalCenterRow : RegisterRow
{
    public const string Sql = $"SELECT {Columns}, specialty_zh AS SpecialtyZh, specialty_en AS SpecialtyEn, region_zh AS RegionZh, region_en AS RegionEn, hospital_zh AS HospitalZh, hospital_en AS HospitalEn, area AS Area, role AS Role, announced_on AS AnnouncedOn FROM regional_centers";

    public string SpecialtyZh { get; init; } = "";
    public string SpecialtyEn { get; init; } = "";
    public string RegionZh { get; init; } = "";
    public string RegionEn { get; init; } = "";
    public string HospitalZh { get; init; } = "";
    public string HospitalEn { get; init; } = "";
    public string Area { get; init; } = "";
    public string Role { get; init; } = "";
    public string AnnouncedOn { get; init; } = "";
}

internal sealed record RegionalProjectRow : RegisterRow
{
    public const string Sql = $"SELECT {Columns}, batch AS Batch, batch_basis AS BatchBasis, counts_in_76 AS CountsIn76, area AS Area, project_zh AS ProjectZh, exporting_hospital_zh AS ExportingHospitalZh, host_hospital_zh AS HostHospitalZh, specialty_zh AS SpecialtyZh FROM regional_projects";

    public string Batch { get; init; } = "";
    public string BatchBasis { get; init; } = "";
    public string CountsIn76 { get; init; } = "";
    public string Area { get; init; } = "";
    public string ProjectZh { get; init; } = "";
    public string ExportingHospitalZh { get; init; } = "";
    public string HostHospitalZh { get; init; } = "";
    public string SpecialtyZh { get; init; } = "";
}
