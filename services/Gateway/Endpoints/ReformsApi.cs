using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using Indicators.Reforms.V1;

namespace Indicators.Gateway.Endpoints;

/// <summary>Reform tasks, quality goals, Healthy China.</summary>
internal static class ReformsApi
{
    private const int Service = ServiceOrder.Reforms;
    private const string Tag = "Reforms";

    public static readonly Parameter Agency =
        new("agency", "Name of a responsible agency, in Chinese as the plan writes it or in English as `agencyNames` gives it.")
        {
            Example = "国家卫生健康委",
        };

    public static readonly Parameter Year = new("year", "Years.") { Many = true, Number = (1, 9999), Field = "years", Example = "2023" };

    public static void MapReforms(this Routes routes)
    {
        const string Root = "/v1/reforms";
        routes.Get(
            new("listReformTasks", $"{Root}/tasks", Tag, "ReformTask", "Tasks of the reform plan with agencies and targets")
            {
                Parameters = [Agency, .. Parameters.Paging], Example = "pageSize=2",
            },
            ListTasks);
        routes.Get(
            new("getReformTask", $"{Root}/tasks/{{id}}", Tag, "ReformTask", "One task")
            {
                Parameters = Parameters.Columns, Example = "rt-2023h2-01",
            },
            GetTask);
        routes.Get(
            new("listGuangdongTasks", $"{Root}/guangdong-tasks", Tag, "GuangdongTask", "Key health tasks of Guangdong")
            {
                Parameters = Parameters.Paging, Example = "pageSize=2",
            },
            ListGuangdong);
        routes.Get(
            new("getGuangdongTask", $"{Root}/guangdong-tasks/{{id}}", Tag, "GuangdongTask", "One of them")
            {
                Parameters = Parameters.Columns, Example = "gd-2023-01",
            },
            GetGuangdong);
        routes.Get(
            new("listQualityGoals", $"{Root}/quality-goals", Tag, "QualityGoal", "Goals for medical quality and safety by year")
            {
                Parameters = [Year, .. Parameters.Paging], Example = "year=2023",
            },
            ListGoals);
        routes.Get(
            new("getQualityGoal", $"{Root}/quality-goals/{{id}}", Tag, "QualityGoal", "One goal")
            {
                Parameters = Parameters.Columns, Example = "qg-2023-01",
            },
            GetGoal);
        routes.Get(
            new("listHealthyChinaCounts", $"{Root}/healthy-china", Tag, "Observation", "Counts of the Healthy China Action")
            {
                Parameters = Parameters.Paging, Example = "pageSize=2",
            },
            ListHealthyChina);
        routes.Get(
            new(
                "listMultiCampusCriteria", $"{Root}/multi-campus/criteria", Tag, "MultiCampusCriterion",
                "Conditions under which a hospital may open a further campus")
            {
                Parameters = Parameters.Paging, Example = "pageSize=2",
            },
            ListCriteria);
        routes.Get(
            new("getMultiCampusCriterion", $"{Root}/multi-campus/criteria/{{id}}", Tag, "MultiCampusCriterion", "One condition")
            {
                Parameters = Parameters.Columns, Example = "mc-1",
            },
            GetCriterion);
        routes.Post(
            new(
                "assessMultiCampus", $"{Root}/multi-campus/assess", Tag, "Assessment",
                "Holds a hospital's own figures against each condition")
            {
                Parameters = Parameters.Columns,
                BodyRow = "AssessmentRequest",
                BodySummary = "The hospital's own figures. What is left out is unknown, never zero.",
            },
            Assess);
    }

    private static async ValueTask<Answer> ListTasks(Ask ask)
    {
        var request = new ListReformTasksRequest { PageSize = ask.PageSize, PageToken = ask.PageToken, Agency = ask.Arguments.One(Agency) };
        var r = await ask.Call(Service, ask.Upstreams.Reforms.ListReformTasksAsync, request);
        return await ask.Page(Service, r.DataVersion, r.ReformTasks, r.Releases, r.NextPageToken, ReformsJson.Write);
    }

    private static async ValueTask<Answer> GetTask(Ask ask)
    {
        var r = await ask.Call(Service, ask.Upstreams.Reforms.GetReformTaskAsync, new GetReformTaskRequest { Id = ask.Id });
        return await ask.Item(Service, r.DataVersion, r.ReformTask, r.Releases, ReformsJson.Write);
    }

    private static async ValueTask<Answer> ListGuangdong(Ask ask)
    {
        var request = new ListGuangdongTasksRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        var r = await ask.Call(Service, ask.Upstreams.Reforms.ListGuangdongTasksAsync, request);
        return await ask.Page(Service, r.DataVersion, r.GuangdongTasks, r.Releases, r.NextPageToken, ReformsJson.Write);
    }

    private static async ValueTask<Answer> GetGuangdong(Ask ask)
    {
        var r = await ask.Call(Service, ask.Upstreams.Reforms.GetGuangdongTaskAsync, new GetGuangdongTaskRequest { Id = ask.Id });
        return await ask.Item(Service, r.DataVersion, r.GuangdongTask, r.Releases, ReformsJson.Write);
    }

    private static async ValueTask<Answer> ListGoals(Ask ask)
    {
        var request = new ListQualityGoalsRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        request.Years.AddRange(ask.Arguments.Numbers(Year));
        var r = await ask.Call(Service, ask.Upstreams.Reforms.ListQualityGoalsAsync, request);
        return await ask.Page(Service, r.DataVersion, r.QualityGoals, r.Releases, r.NextPageToken, ReformsJson.Write, r.Warnings);
    }

    private static async ValueTask<Answer> GetGoal(Ask ask)
    {
        var r = await ask.Call(Service, ask.Upstreams.Reforms.GetQualityGoalAsync, new GetQualityGoalRequest { Id = ask.Id });
        return await ask.Item(Service, r.DataVersion, r.QualityGoal, r.Releases, ReformsJson.Write);
    }

    private static async ValueTask<Answer> ListHealthyChina(Ask ask)
    {
        var request = new ListHealthyChinaCountsRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        var r = await ask.Call(Service, ask.Upstreams.Reforms.ListHealthyChinaCountsAsync, request);
        return await ask.Page(Service, r.DataVersion, r.Observations, r.Releases, r.NextPageToken, ObservationJson.Write);
    }

    private static async ValueTask<Answer> ListCriteria(Ask ask)
    {
        var request = new ListMultiCampusCriteriaRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        var r = await ask.Call(Service, ask.Upstreams.Reforms.ListMultiCampusCriteriaAsync, request);
        return await ask.Page(Service, r.DataVersion, r.MultiCampusCriteria, r.Releases, r.NextPageToken, ReformsJson.Write);
    }

    private static async ValueTask<Answer> GetCriterion(Ask ask)
    {
        var request = new GetMultiCampusCriterionRequest { Id = ask.Id };
        var r = await ask.Call(Service, ask.Upstreams.Reforms.GetMultiCampusCriterionAsync, request);
        return await ask.Item(Service, r.DataVersion, r.MultiCampusCriterion, r.Releases, ReformsJson.Write);
    }

    private static async ValueTask<Answer> Assess(Ask ask)
    {
        var request = await MultiCampusBody.ReadAsync(ask.Http, ask.Faults);
        var r = await ask.Call(Service, ask.Upstreams.Reforms.AssessMultiCampusAsync, request);
        return await ask.OneOff(Service, r.DataVersion, r, r.Releases, ReformsJson.Write);
    }
}
