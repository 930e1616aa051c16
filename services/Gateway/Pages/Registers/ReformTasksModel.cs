using Indicators.Gateway.Requests;
using Indicators.Reforms.V1;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.Registers;

/// <summary>Tasks of the reform plan by section and agency, Guangdong's tasks and the counts of the Healthy China Action.</summary>
/// <param name="Tasks">A page of the tasks that the filter leaves.</param>
/// <param name="NextToken">Token of the next page; "" on the last.</param>
/// <param name="Agencies">Every agency with its tasks, whatever the filter.</param>
/// <param name="Stated">Numbers of tasks and sections as the plan states them.</param>
/// <param name="All">Tasks that the register holds.</param>
/// <param name="Guangdong">Tasks of Guangdong.</param>
/// <param name="GuangdongStated">Their number as stated.</param>
/// <param name="HealthyChina">Counts of the Healthy China Action.</param>
internal sealed record ReformTasksModel(
    IReadOnlyList<ReformTask> Tasks, string NextToken, IReadOnlyList<AgencyRow> Agencies, IReadOnlyList<Observation> Stated, int All,
    IReadOnlyList<GuangdongTask> Guangdong, IReadOnlyList<Observation> GuangdongStated, IReadOnlyList<Observation> HealthyChina)
{
    private const int Service = ServiceOrder.Reforms;

    public static async ValueTask<ReformTasksModel> ReadAsync(Reading reading)
    {
        var ask = reading.Ask;
        var reforms = ask.Upstreams.Reforms;
        var request = new ListReformTasksRequest
        {
            PageSize = ask.PageSize, PageToken = ask.PageToken, Agency = ask.Arguments.One(RegisterParameters.Agency),
        };
        var tasks = reading.CallAsync(Service, reforms.ListReformTasksAsync, request, r => r.DataVersion);
        var all = reading.CallAsync(
            Service, reforms.ListReformTasksAsync, new ListReformTasksRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var guangdong = reading.CallAsync(
            Service, reforms.ListGuangdongTasksAsync, new ListGuangdongTasksRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var healthyChina = reading.CallAsync(
            Service, reforms.ListHealthyChinaCountsAsync, new ListHealthyChinaCountsRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var stated = reading.FiguresAsync(Service, "reform_tasks", "reform_task_sections");
        var guangdongStated = reading.FiguresAsync(Service, "provincial_key_tasks");
        var page = await tasks;
        return new(
            page.ReformTasks, page.NextPageToken, AgencyRow.Of((await all).ReformTasks), await stated, (await all).ReformTasks.Count,
            (await guangdong).GuangdongTasks, await guangdongStated, (await healthyChina).Observations);
    }
}

/// <summary>One agency and the tasks that it is responsible for.</summary>
/// <param name="Name">Name of the agency.</param>
/// <param name="Leads">Tasks that name it first.</param>
/// <param name="TakesPart">Tasks that name it after another.</param>
internal sealed record AgencyRow(LocalizedText Name, int Leads, int TakesPart)
{
    /// <summary>The agencies, those that lead most first.</summary>
    public static AgencyRow[] Of(IEnumerable<ReformTask> tasks) =>
    [
        .. tasks.SelectMany(t => t.AgencyNames.Select((name, place) => (name, place))).GroupBy(a => a.name.Zh, StringComparer.Ordinal)
            .Select(g => new AgencyRow(g.First().name, g.Count(a => a.place == 0), g.Count(a => a.place > 0)))
            .OrderByDescending(a => a.Leads).ThenByDescending(a => a.TakesPart).ThenBy(a => a.Name.Zh, StringComparer.Ordinal),
    ];
}
