using Indicators.FiscalProjects.V1;
using Indicators.KeySpecialties.V1;
using Indicators.MedicalCenters.V1;
using Indicators.Reforms.V1;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.Registers;

/// <summary>What each register holds beside what documents state; a part is null while its service does not answer.</summary>
internal sealed record OverviewModel(CentersCount? Centers, SpecialtiesCount? Specialties, ProgrammeCount? Programme, ReformsCount? Reforms)
{
    public static async ValueTask<OverviewModel> ReadAsync(Reading reading)
    {
        var centers = reading.OptionalAsync(ServiceOrder.MedicalCenters, () => CentersCount.ReadAsync(reading));
        var specialties = reading.OptionalAsync(ServiceOrder.KeySpecialties, () => SpecialtiesCount.ReadAsync(reading));
        var programme = reading.OptionalAsync(ServiceOrder.FiscalProjects, () => ProgrammeCount.ReadAsync(reading));
        var reforms = reading.OptionalAsync(ServiceOrder.Reforms, () => ReformsCount.ReadAsync(reading));
        return new(await centers, await specialties, await programme, await reforms);
    }

    /// <summary>The newest of some figures; null where there is none.</summary>
    public static Observation? Newest(IEnumerable<Observation> figures) => figures.MaxBy(f => f.Period.End, StringComparer.Ordinal);
}

/// <summary>National centers and regional projects.</summary>
/// <param name="National">Categories with a national center.</param>
/// <param name="Hosts">Their host hospitals.</param>
/// <param name="Regional">Hosts of the regional center that is set up.</param>
/// <param name="Projects">The projects that the nation's total counts.</param>
/// <param name="ProjectRows">All projects that are itemised.</param>
internal sealed record CentersCount(Coverage National, int Hosts, int Regional, Coverage Projects, int ProjectRows)
{
    private const int Service = ServiceOrder.MedicalCenters;

    public static async Task<CentersCount> ReadAsync(Reading reading)
    {
        var medicalCenters = reading.Ask.Upstreams.MedicalCenters;
        var national = reading.CallAsync(
            Service, medicalCenters.ListNationalCentersAsync, new ListNationalCentersRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var regional = reading.CallAsync(
            Service, medicalCenters.ListRegionalCentersAsync, new ListRegionalCentersRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var projects = reading.CallAsync(
            Service, medicalCenters.ListRegionalProjectsAsync, new ListRegionalProjectsRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var counts = reading.CallAsync(
            Service, medicalCenters.ListRegionalProjectCountsAsync, new ListRegionalProjectCountsRequest { PageSize = Reading.MostRows },
            r => r.DataVersion);
        var stated = OverviewModel.Newest(await reading.FiguresAsync(Service, "national_medical_center_categories"));
        var centers = (await national).NationalCenters;
        return new(
            new(stated, centers.Count), centers.Sum(c => c.Hosts.Count), (await regional).RegionalCenters.Count,
            Coverage.Of(RegionalProjectsModel.NewestTotal((await counts).RegionalProjectCounts)), (await projects).RegionalProjects.Count);
    }
}

/// <summary>Key specialties.</summary>
/// <param name="Named">Specialties that are named for priority support.</param>
/// <param name="Projects">Numbers of projects by tier and funding.</param>
internal sealed record SpecialtiesCount(Coverage Named, IReadOnlyList<Observation> Projects)
{
    private const int Service = ServiceOrder.KeySpecialties;

    public static async Task<SpecialtiesCount> ReadAsync(Reading reading)
    {
        var specialties = reading.Ask.Upstreams.KeySpecialties;
        var named = reading.CallAsync(
            Service, specialties.ListPrioritySpecialtiesAsync, new ListPrioritySpecialtiesRequest { PageSize = Reading.MostRows },
            r => r.DataVersion);
        var projects = reading.CallAsync(
            Service, specialties.ListProjectsAsync, new ListProjectsRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var stated = OverviewModel.Newest(await reading.FiguresAsync(Service, "priority_specialties"));
        return new(
            new(stated, (await named).PrioritySpecialties.Count), [.. (await projects).Observations.Where(p => p.Kind == Kind.Actual)]);
    }
}

/// <summary>The demonstration programme.</summary>
/// <param name="Years">Projects of each year, beside the cities that are itemised.</param>
/// <param name="Cities">All cities that are itemised, those of which the year was not read too.</param>
internal sealed record ProgrammeCount(IReadOnlyList<(int Year, Coverage Cities)> Years, int Cities)
{
    private const int Service = ServiceOrder.FiscalProjects;

    public static async Task<ProgrammeCount> ReadAsync(Reading reading)
    {
        var fiscal = reading.Ask.Upstreams.FiscalProjects;
        var years = reading.CallAsync(
            Service, fiscal.ListDemonstrationYearsAsync, new ListDemonstrationYearsRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var cities = reading.CallAsync(
            Service, fiscal.ListDemonstrationCitiesAsync, new ListDemonstrationCitiesRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        return new(
            [.. (await years).DemonstrationYears.Select(y => (y.Year, new Coverage(y.Projects, y.Cities.Count)))],
            (await cities).DemonstrationCities.Count);
    }
}

/// <summary>Tasks and goals.</summary>
/// <param name="Tasks">Tasks of the reform plan.</param>
/// <param name="Guangdong">Tasks of Guangdong.</param>
/// <param name="Goals">Quality goals of each year.</param>
internal sealed record ReformsCount(Coverage Tasks, Coverage Guangdong, IReadOnlyList<(int Year, int Count)> Goals)
{
    private const int Service = ServiceOrder.Reforms;

    public static async Task<ReformsCount> ReadAsync(Reading reading)
    {
        var reforms = reading.Ask.Upstreams.Reforms;
        var tasks = reading.CallAsync(
            Service, reforms.ListReformTasksAsync, new ListReformTasksRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var guangdong = reading.CallAsync(
            Service, reforms.ListGuangdongTasksAsync, new ListGuangdongTasksRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var goals = reading.CallAsync(
            Service, reforms.ListQualityGoalsAsync, new ListQualityGoalsRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var stated = (await reading.FiguresAsync(Service, "reform_tasks", "provincial_key_tasks")).ToLookup(f => f.Indicator);
        return new(
            new(OverviewModel.Newest(stated["reform_tasks"]), (await tasks).ReformTasks.Count),
            new(OverviewModel.Newest(stated["provincial_key_tasks"]), (await guangdong).GuangdongTasks.Count),
            [.. (await goals).QualityGoals.CountBy(g => g.Year).OrderBy(y => y.Key).Select(y => (y.Key, y.Value))]);
    }
}
