using Grpc.Core;
using Indicators.Contracts;
using Indicators.Reforms.MultiCampus;
using Indicators.Reforms.V1;
using Indicators.Store.Figures;
using Indicators.Store.Registers;

namespace Indicators.Reforms;

/// <summary>ReformService: check, query, answer.</summary>
public sealed class ReformGrpcService : ReformService.ReformServiceBase
{
    private readonly ObservationQueries observations;
    private readonly RegisterQueries registers;
    private readonly ReformQueries queries;

    /// <summary>Made by the host, once.</summary>
    public ReformGrpcService(IServiceProvider services)
    {
        observations = services.GetRequiredService<ObservationQueries>();
        registers = services.GetRequiredService<RegisterQueries>();
        queries = services.GetRequiredService<ReformQueries>();
    }

    /// <inheritdoc/>
    public override Task<ListReformTasksResponse> ListReformTasks(ListReformTasksRequest request, ServerCallContext context)
    {
        var view = registers.View([nameof(ListReformTasks), request.Agency], request.PageToken);
        var tasks = queries.ReformTasks(view);
        var wanted = request.Agency.Length == 0 ? tasks : tasks.FindAll(t => t.AgencyNames.Any(a => a.Zh == request.Agency || a.En == request.Agency));
        if (request.Agency.Length > 0 && wanted.Count == 0)
        {
            throw UnknownAgency(request.Agency, tasks);
        }

        var page = RegisterQueries.Page(view, wanted, request.PageSize, t => [t.Source]);
        return Task.FromResult(new ListReformTasksResponse
        {
            ReformTasks = { page.Items }, Releases = { page.Releases }, NextPageToken = page.NextPageToken, DataVersion = page.DataVersion,
        });
    }

    /// <inheritdoc/>
    public override Task<GetReformTaskResponse> GetReformTask(GetReformTaskRequest request, ServerCallContext context)
    {
        var view = registers.View();
        var task = RegisterQueries.Find(queries.ReformTasks(view), t => t.Id, request.Id);
        return Task.FromResult(new GetReformTaskResponse { ReformTask = task, Releases = { view.Releases([task.Source]) }, DataVersion = view.DataVersion });
    }

    /// <inheritdoc/>
    public override Task<ListGuangdongTasksResponse> ListGuangdongTasks(ListGuangdongTasksRequest request, ServerCallContext context)
    {
        var view = registers.View([nameof(ListGuangdongTasks)], request.PageToken);
        var page = RegisterQueries.Page(view, queries.GuangdongTasks(view), request.PageSize, t => [t.Source]);
        return Task.FromResult(new ListGuangdongTasksResponse
        {
            GuangdongTasks = { page.Items }, Releases = { page.Releases }, NextPageToken = page.NextPageToken, DataVersion = page.DataVersion,
        });
    }

    /// <inheritdoc/>
    public override Task<GetGuangdongTaskResponse> GetGuangdongTask(GetGuangdongTaskRequest request, ServerCallContext context)
    {
        var view = registers.View();
        var task = RegisterQueries.Find(queries.GuangdongTasks(view), t => t.Id, request.Id);
        return Task.FromResult(new GetGuangdongTaskResponse { GuangdongTask = task, Releases = { view.Releases([task.Source]) }, DataVersion = view.DataVersion });
    }

    /// <inheritdoc/>
    public override Task<ListQualityGoalsResponse> ListQualityGoals(ListQualityGoalsRequest request, ServerCallContext context)
    {
        var view = registers.View([nameof(ListQualityGoals), .. request.Years.Select(y => $"{y}")], request.PageToken);
        var goals = queries.QualityGoals(view);
        var checks = new RequestChecks();
        var years = checks.Years(request.Years, goals.ConvertAll(g => g.Year));
        var wanted = goals.FindAll(g => years.Count == 0 || years.Contains(g.Year));
        var page = RegisterQueries.Page(view, wanted, request.PageSize, g => [g.Source]);
        return Task.FromResult(new ListQualityGoalsResponse
        {
            QualityGoals = { page.Items },
            Releases = { page.Releases },
            NextPageToken = page.NextPageToken,
            DataVersion = page.DataVersion,
            Warnings = { checks.Warnings },
        });
    }

    /// <inheritdoc/>
    public override Task<GetQualityGoalResponse> GetQualityGoal(GetQualityGoalRequest request, ServerCallContext context)
    {
        var view = registers.View();
        var goal = RegisterQueries.Find(queries.QualityGoals(view), g => g.Id, request.Id);
        return Task.FromResult(new GetQualityGoalResponse { QualityGoal = goal, Releases = { view.Releases([goal.Source]) }, DataVersion = view.DataVersion });
    }

    /// <inheritdoc/>
    public override Task<ListHealthyChinaCountsResponse> ListHealthyChinaCounts(ListHealthyChinaCountsRequest request, ServerCallContext context)
    {
        var page = observations.List(ReformQueries.HealthyChina, request.PageSize, request.PageToken);
        return Task.FromResult(new ListHealthyChinaCountsResponse
        {
            Observations = { page.Observations }, Releases = { page.Releases }, NextPageToken = page.NextPageToken, DataVersion = page.DataVersion,
        });
    }

    /// <inheritdoc/>
    public override Task<ListMultiCampusCriteriaResponse> ListMultiCampusCriteria(ListMultiCampusCriteriaRequest request, ServerCallContext context)
    {
        var view = registers.View([nameof(ListMultiCampusCriteria)], request.PageToken);
        var page = RegisterQueries.Page(view, queries.Criteria(view), request.PageSize, c => [c.Source]);
        return Task.FromResult(new ListMultiCampusCriteriaResponse
        {
            MultiCampusCriteria = { page.Items }, Releases = { page.Releases }, NextPageToken = page.NextPageToken, DataVersion = page.DataVersion,
        });
    }

    /// <inheritdoc/>
    public override Task<GetMultiCampusCriterionResponse> GetMultiCampusCriterion(GetMultiCampusCriterionRequest request, ServerCallContext context)
    {
        var view = registers.View();
        var criterion = RegisterQueries.Find(queries.Criteria(view), c => c.Id, request.Id);
        return Task.FromResult(new GetMultiCampusCriterionResponse { MultiCampusCriterion = criterion, Releases = { view.Releases([criterion.Source]) }, DataVersion = view.DataVersion });
    }

    /// <inheritdoc/>
    public override Task<AssessMultiCampusResponse> AssessMultiCampus(AssessMultiCampusRequest request, ServerCallContext context)
    {
        HospitalChecks.Check(request);
        var view = registers.View();
        var assessments = Assessment.Of(request, queries.Criteria(view));
        return Task.FromResult(new AssessMultiCampusResponse
        {
            Assessments = { assessments },
            Overall = Assessment.Overall(assessments),
            Releases = { view.Releases(assessments.Select(a => a.Criterion.Source)) },
            DataVersion = view.DataVersion,
        });
    }

    private static RpcException UnknownAgency(string agency, List<ReformTask> tasks)
    {
        var message = new Types.V1.LocalizedText { Zh = $"没有任务由“{Errors.Short(agency)}”负责。", En = $"No task names the agency `{Errors.Short(agency)}`." };
        var names = tasks.SelectMany(t => t.AgencyNames).SelectMany(a => new[] { a.Zh, a.En }).Where(name => name.Length > 0).Distinct();
        return Errors.Invalid("unknown_agency", "agency", agency, message, Hints.Name(agency, names));
    }
}
