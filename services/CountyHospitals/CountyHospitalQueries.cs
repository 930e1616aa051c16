using Indicators.CountyHospitals.V1;
using Indicators.Data.V1;
using Indicators.Store.Registers;
using Indicators.Types.V1;

namespace Indicators.CountyHospitals;

/// <summary>Reads the register of this service as messages, and names the figures of each list.</summary>
internal sealed class CountyHospitalQueries(RegisterQueries registers)
{
    public static ObservationSelection Capability => new()
    {
        Indicators =
        {
            "county_hospital_level2_capability_share", "county_hospital_level3_capability_share", "county_hospitals_at_level3_capability",
            "county_level2_hospitals_per_county", "county_level2a_hospitals_per_county", "county_level_hospital_level2_share",
        },
        Kinds = { Kind.Actual },
    };

    public static ObservationSelection Targets => new() { Kinds = { Kind.Target, Kind.Norm } };

    public static ObservationSelection ThousandCounties => new() { Indicators = { "thousand_counties_hospitals" } };

    public List<Center> Centers(RegisterView view) =>
        registers.Shown<CenterRow>(CenterRow.Sql, view).Select(c => new Center
        {
            Id = c.RowId,
            Group = c.Group,
            Name = new() { Zh = c.NameZh, En = c.NameEn },
            Source = c.Source,
            Note = c.Note,
        }).ToList();
}
