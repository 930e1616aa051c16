using Grpc.Core;
using Indicators.Contracts;
using Indicators.FiscalProjects.V1;
using Indicators.Store.Figures;
using Indicators.Store.Registers;

namespace Indicators.FiscalProjects;

/// <summary>FiscalProjectService: check, query, answer.</summary>
public sealed class FiscalProjectGrpcService : FiscalProjectService.FiscalProjectServiceBase
{
    private readonly ObservationQueries observations;
    private readonly RegisterQueries registers;
    private readonly FiscalProjectQueries queries;

    /// <summary>Made by the host, once.</summary>
    public FiscalProjectGrpcService(IServiceProvider services)
    {
        observations = services.GetRequiredService<ObservationQueries>();
        registers = services.GetRequiredService<RegisterQueries>();
        queries = services.GetRequiredService<FiscalProjectQueries>();
    }

    /// <inheritdoc/>
    public override Task<ListDemonstrationYearsResponse> ListDemonstrationYears(ListDemonstrationYearsRequest request, ServerCallContext context)
    {
        var view = registers.View([nameof(ListDemonstrationYears)], request.PageToken);
        var page = RegisterQueries.Page(view, queries.Years(view), request.PageSize, FiscalProjectQueries.Sources);
        return Task.FromResult(new ListDemonstrationYearsResponse
        {
            DemonstrationYears = { page.Items }, Releases = { page.Releases }, NextPageToken = page.NextPageToken, DataVersion = page.DataVersion,
        });
    }

    /// <inheritdoc/>
    public override Task<GetDemonstrationYearResponse> GetDemonstrationYear(GetDemonstrationYearRequest request, ServerCallContext context)
    {
        var view = registers.View();
        var year = RegisterQueries.Find(queries.Years(view), y => $"{y.Year}", request.Id);
        return Task.FromResult(new GetDemonstrationYearResponse
        {
            DemonstrationYear = year, Releases = { view.Releases(FiscalProjectQueries.Sources(year)) }, DataVersion = view.DataVersion,
        });
    }

    /// <inheritdoc/>
    public override Task<ListDemonstrationCitiesResponse> ListDemonstrationCities(ListDemonstrationCitiesRequest request, ServerCallContext context)
    {
        var view = registers.View([nameof(ListDemonstrationCities), .. request.Years.Select(y => $"{y}")], request.PageToken);
        var cities = queries.Cities(view);
        var checks = new RequestChecks();
        var years = checks.Years(request.Years, cities.Select(c => c.Year).Where(year => year > 0).ToList());
        var wanted = cities.Where(c => years.Count == 0 || years.Contains(c.Year)).ToList();
        var page = RegisterQueries.Page(view, wanted, request.PageSize, c => [c.Source]);
        return Task.FromResult(new ListDemonstrationCitiesResponse
        {
            DemonstrationCities = { page.Items },
            Releases = { page.Releases },
            NextPageToken = page.NextPageToken,
            DataVersion = page.DataVersion,
            Warnings = { checks.Warnings },
        });
    }

    /// <inheritdoc/>
    public override Task<GetDemonstrationCityResponse> GetDemonstrationCity(GetDemonstrationCityRequest request, ServerCallContext context)
    {
        var view = registers.View();
        var city = RegisterQueries.Find(queries.Cities(view), c => c.Id, request.Id);
        return Task.FromResult(new GetDemonstrationCityResponse { DemonstrationCity = city, Releases = { view.Releases([city.Source]) }, DataVersion = view.DataVersion });
    }

    /// <inheritdoc/>
    public override Task<ListSubsidiesResponse> ListSubsidies(ListSubsidiesRequest request, ServerCallContext context)
    {
        var page = observations.List(FiscalProjectQueries.Subsidies, request.PageSize, request.PageToken);
        return Task.FromResult(new ListSubsidiesResponse
        {
            Observations = { page.Observations }, Releases = { page.Releases }, NextPageToken = page.NextPageToken, DataVersion = page.DataVersion,
        });
    }
}
