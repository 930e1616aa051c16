using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.Registers;

/// <summary>The pages of registers, releases, disputes and the assessment, one table.</summary>
internal static class RegisterPages
{
    private const string Root = "/registers";
    private const string NationalCenters = "/registers/national-centers";
    private const string RegionalProjects = "/registers/regional-projects";
    private const string Specialties = "/registers/specialties";
    private const string Demonstrations = "/registers/demonstrations";
    private const string ReformTasks = "/registers/reform-tasks";
    private const string QualityGoals = "/registers/quality-goals";

    private static readonly Dictionary<string, (LocalizedText Title, string Service)> Titles = new(StringComparer.Ordinal)
    {
        [NationalCenters] = (Text("国家医学中心", "National medical centers"), "medical-centers"),
        [RegionalProjects] = (Text("国家区域医疗中心建设项目", "Regional medical center projects"), "medical-centers"),
        [Specialties] = (Text("临床重点专科", "Key clinical specialties"), "key-specialties"),
        [Demonstrations] = (Text("公立医院改革与高质量发展示范项目", "Demonstration projects of public-hospital reform"), "fiscal-projects"),
        [ReformTasks] = (Text("医改重点任务", "Reform tasks"), "reforms"),
        [QualityGoals] = (Text("医疗质量安全改进目标", "Goals for medical quality and safety"), "reforms"),
    };

    public static void MapRegisters(this Routes routes)
    {
        var paging = RegisterParameters.Paging;
        routes.Page<OverviewView, DataPage<OverviewModel>>(Root, [], ask => DataPage.ReadAsync(
            ask, Text("名录", "Registers"), Text("文件点名的中心、项目、城市、任务和目标，列出的与所述的并排。", "Centers, projects, cities, tasks and goals that documents name, itemised beside stated."),
            Root, OverviewModel.ReadAsync, _ => ""));
        routes.Page<NationalCentersView, DataPage<NationalCentersModel>>(NationalCenters, paging, ask => ReadAsync(
            ask, NationalCenters, Text("国家医学中心的类别、承担医院和出处。", "Categories with a national medical center, their hosts and sources."), NationalCentersModel.ReadAsync, m => m.NextToken));
        routes.Page<RegionalProjectsView, DataPage<RegionalProjectsModel>>(
            RegionalProjects, [RegisterParameters.Area, RegisterParameters.Batch, RegisterParameters.CountsIn76, .. paging], ask => ReadAsync(
                ask, RegionalProjects, Text("区域医疗中心建设项目，按省份和批次，列出的与所述的并排。", "Regional medical center projects by province and batch, itemised beside stated."),
                RegionalProjectsModel.ReadAsync, m => m.NextToken));
        routes.Page<SpecialtiesView, DataPage<SpecialtiesModel>>(Specialties, paging, ask => ReadAsync(
            ask, Specialties, Text("临床重点专科的项目、目标和资金。", "Projects, targets and money of key clinical specialties."), SpecialtiesModel.ReadAsync, m => m.NamedNext));
        routes.Page<DemonstrationsView, DataPage<DemonstrationsModel>>(Demonstrations, [RegisterParameters.DemonstrationYear, .. paging], ask => ReadAsync(
            ask, Demonstrations, Text("示范项目的城市、补助和绩效部分。", "Cities, grants and performance part of the demonstration programme."), DemonstrationsModel.ReadAsync, m => m.NextToken));
        routes.Page<ReformTasksView, DataPage<ReformTasksModel>>(ReformTasks, [RegisterParameters.Agency, .. paging], ask => ReadAsync(
            ask, ReformTasks, Text("医改任务，按板块和部门，附量化目标。", "Reform tasks by section and agency, with quantified targets."), ReformTasksModel.ReadAsync, m => m.NextToken));
        routes.Page<QualityGoalsView, DataPage<QualityGoalsModel>>(QualityGoals, [RegisterParameters.GoalYear, .. paging], ask => ReadAsync(
            ask, QualityGoals, Text("各年的医疗质量安全改进目标。", "Goals for medical quality and safety by year."), QualityGoalsModel.ReadAsync, m => m.NextToken));
        routes.Page<ReleasesView, DataPage<ReleasesModel>>("/releases", paging, Releases);
        routes.Page<ReleaseView, DataPage<ReleaseModel>>("/releases/{id}", paging, Release);
        routes.Page<DisputesView, DataPage<DisputesModel>>(
            "/disputes", [RegisterParameters.Indicator, RegisterParameters.Area, DisputesModel.PageSize, Parameters.PageToken], Disputes);
        routes.Page<AssessView, DataPage<AssessModel>>("/assess", AssessFields.Parameters, Assess, checksMore: true);
    }

    /// <summary>Title of a register by its path.</summary>
    public static LocalizedText TitleOf(string path) => Titles[path].Title;

    /// <summary>The registers of the services that hold a part of a release.</summary>
    public static IEnumerable<(string Path, string Zh, string En)> Holding(Release release) =>
        Titles.Where(t => release.Services.Contains(t.Value.Service)).Select(t => (t.Key, t.Value.Title.Zh, t.Value.Title.En));

    private static ValueTask<DataPage<T>> ReadAsync<T>(
        Ask ask, string path, LocalizedText description, Func<Reading, ValueTask<T>> read, Func<T, string> nextToken) =>
        DataPage.ReadAsync(ask, TitleOf(path), description, Root, read, nextToken);

    private static ValueTask<DataPage<ReleasesModel>> Releases(Ask ask)
    {
        var rows = ReleasesModel.Read(ask);
        return ValueTask.FromResult(DataPage.Of(
            ask, Text("发布", "Releases"), Text("收入的文件，最近的在前。", "The documents, newest first."), "/releases", rows, rows.NextToken,
            ask.State.Versions, [.. ask.State.Catalog.Missing.Select(s => ServiceOrder.Names[s])]));
    }

    private static async ValueTask<DataPage<ReleaseModel>> Release(Ask ask)
    {
        var (rows, answer) = await ReleaseModel.ReadAsync(ask);
        return DataPage.Of(
            ask, rows.Release.Title, Text("这份文件加入、修订、撤回了哪些数字。", "What this document added, revised and withdrew."), "/releases", rows,
            rows.NextToken, answer.Versions, answer.Response.Unavailable);
    }

    private static async ValueTask<DataPage<DisputesModel>> Disputes(Ask ask)
    {
        var (rows, answer) = await DisputesModel.ReadAsync(ask);
        return DataPage.Of(
            ask, Text("说法不一的数字", "Numbers that disagree"), Text("几份文件说法不一的数字，各附出处。", "Figures that documents disagree on, each side with its source."),
            "/disputes", rows, rows.NextToken, answer.Versions, answer.Response.Unavailable);
    }

    private static async ValueTask<DataPage<AssessModel>> Assess(Ask ask)
    {
        var (rows, reading) = await AssessModel.ReadAsync(ask);
        return DataPage.Of(
            ask, Text("多院区建设自评", "Assessment for a further campus"),
            Text("用医院自己的数字对照多院区建设的条件。", "Holds a hospital's own figures against the conditions for a further campus."), "/assess", rows, "",
            reading.Versions, [], rows.Faults.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static LocalizedText Text(string zh, string en) => new() { Zh = zh, En = en };
}
