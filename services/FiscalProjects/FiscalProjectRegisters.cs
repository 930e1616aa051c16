using Indicators.Store;
using Indicators.Store.Registers;

namespace Indicators.FiscalProjects;

/// <summary>What release packages may carry for this service, and its rows as the database gives them.</summary>
internal static class FiscalProjectRegisters
{
    public static StoreOptions Options { get; } = new("fiscal-projects", EmbeddedSchema.Read(typeof(FiscalProjectRegisters)),
    [
        new("demonstration_projects",
        [
            new("year", ColumnType.Integer),
            new("area", ColumnType.Area, Required: true),
            new("city_zh", ColumnType.Text, Required: true),
            new("grant_cny", ColumnType.Decimal),
        ]),
    ]);
}

internal sealed record CityRow : RegisterRow
{
    public const string Sql = $"SELECT {Columns}, year AS Year, area AS Area, city_zh AS CityZh, grant_cny AS GrantCny FROM demonstration_projects";

    public long Year { get; init; }
    public string Area { get; init; } = "";
    public string CityZh { get; init; } = "";
    public string GrantCny { get; init; } = "";
}
