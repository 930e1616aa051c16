using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.MedicalCenters.V1;
using Indicators.Store.Figures;
using Indicators.Store.Registers;
using Indicators.Types.V1;

namespace Indicators.MedicalCenters;

/// <summary>Reads the registers of this service as messages.</summary>
internal sealed class MedicalCenterQueries(RegisterQueries registers, ObservationQueries observations)
{
    private const string ProjectsIndicator = "regional_medical_center_projects";

    public List<NationalCenter> NationalCenters(RegisterView view)
    {
        var hosts = registers.Shown<HostRow>(HostRow.Sql, view).ToLookup(h => h.CenterId);
        return registers.Shown<NationalCenterRow>(NationalCenterRow.Sql, view).OrderBy(c => c.Number).Select(c => new NationalCenter
        {
            Id = c.RowId,
            Number = (int)c.Number,
            Specialty = Text(c.SpecialtyZh, c.SpecialtyEn),
            YearSet = (int)c.YearSet,
            SetOn = c.SetOn,
            DateBasis = c.DateBasis,
            Hosts = { hosts[c.RowId].Select(ToHost) },
            Source = c.Source,
            Note = c.Note,
        }).ToList();
    }

    public List<RegionalCenter> RegionalCenters(RegisterView view) =>
        registers.Shown<RegionalCenterRow>(RegionalCenterRow.Sql, view).Select(c => new RegionalCenter
        {
            Id = c.RowId,
            Specialty = Text(c.SpecialtyZh, c.SpecialtyEn),
            Region = Text(c.RegionZh, c.RegionEn),
            Hospital = EnglishNames.Of(c.HospitalZh, c.HospitalEn),
            Area = c.Area,
            Role = c.Role,
            AnnouncedOn = c.AnnouncedOn,
            Source = c.Source,
            Note = c.Note,
        }).ToList();

    public List<RegionalProject> RegionalProjects(RegisterView view) =>
        registers.Shown<RegionalProjectRow>(RegionalProjectRow.Sql, view).Select(p => new RegionalProject
        {
            Id = p.RowId,
            Batch = p.Batch,
            BatchBasis = p.BatchBasis,
            CountsIn76 = Included(p.CountsIn76),
            Area = p.Area,
            Project = EnglishNames.Of(p.ProjectZh),
            ExportingHospital = EnglishNames.Of(p.ExportingHospitalZh),
            HostHospital = EnglishNames.Of(p.HostHospitalZh),
            Specialty = EnglishNames.Of(p.SpecialtyZh),
            Source = p.Source,
            Note = p.Note,
        }).ToList();

    /// <summary>Each stated number of projects beside what the register itemises of the same area and batches.</summary>
    public List<RegionalProjectCount> RegionalProjectCounts(RegisterView view)
    {
        var projects = RegionalProjects(view);
        var selection = new ObservationSelection { Indicators = { ProjectsIndicator }, DataVersion = view.DataVersion };
        return observations.All(selection).Select(stated => Count(stated, projects)).ToList();
    }

    private static RegionalProjectCount Count(Observation stated, List<RegionalProject> projects)
    {
        var batches = stated.Dimensions.FirstOrDefault(d => d.Key == "batches")?.Value ?? "";
        var ofArea = projects.Where(p => stated.Area == "CN" || p.Area == stated.Area).Select(p => Belongs(p, stated.Area, batches)).ToList();
        return new RegionalProjectCount
        {
            Area = stated.Area,
            Batches = batches,
            Stated = stated,
            Itemised = ofArea.Count(belongs => belongs == true),
            ItemisedUncertain = ofArea.Count(belongs => belongs is null),
        };
    }

    /// <summary>Whether a project is among those counted; null where it cannot be told.</summary>
    private static bool? Belongs(RegionalProject project, string area, string batches)
    {
        if (batches.Length == 0)
        {
            // The nation's total without batches is the 76; a province's is all of its own.
            return area != "CN" ? true : project.CountsIn76 switch { Inclusion.Yes => true, Inclusion.No => false, _ => null };
        }

        if (project.Batch.Length == 0)
        {
            return null;
        }

        var (first, last) = Batches.Parse(batches);
        var (earliest, latest) = Batches.Parse(project.Batch);
        return earliest >= first && latest <= last ? true : latest < first || earliest > last ? false : null;
    }

    private static V1.Host ToHost(HostRow row) => new()
    {
        Id = row.RowId,
        Hospital = EnglishNames.Of(row.HospitalZh, row.HospitalEn),
        Area = row.Area,
        Role = row.Role,
        Source = row.Source,
        Note = row.Note,
    };

    private static Inclusion Included(string word) => word switch
    {
        "yes" => Inclusion.Yes,
        "no" => Inclusion.No,
        "probable" => Inclusion.Probable,
        _ => Inclusion.Unknown,
    };

    private static LocalizedText Text(string zh, string en) => new() { Zh = zh, En = en };
}
