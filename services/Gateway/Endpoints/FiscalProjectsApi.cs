using Indicators.FiscalProjects.V1;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Endpoints;

/// <summary>Fiscal projects and subsidies.</summary>
internal static class FiscalProjectsApi
{
    private const int Service = ServiceOrder.FiscalProjects;
    private const string Tag = "Fiscal projects";

    public static readonly Parameter Year = new("year", "Years of selection.")
    {
        Many = true,
        Number = (1, 9999),
        Field = "years",
        Example = "2022",
    };

    public static void MapFiscalProjects(this Routes routes)
    {
        const string Root = "/v1/fiscal-projects";
        routes.Get(
            new("listDemonstrationYears", $"{Root}/demonstrations", Tag, "DemonstrationYear", "The demonstration programme by year")
            {
                Parameters = Parameters.Paging, Example = "pageSize=2",
            },
            ListYears);
        routes.Get(
            new(
                "getDemonstrationYear", $"{Root}/demonstrations/{{id}}", Tag, "DemonstrationYear",
                "One year of the programme; the id is the year")
            {
                Parameters = Parameters.Columns, Example = "2022",
            },
            GetYear);
        routes.Get(
            new(
                "listDemonstrationCities", $"{Root}/demonstration-cities", Tag, "DemonstrationCity",
                "Cities of the programme that were itemised")
            {
                Parameters = [Year, .. Parameters.Paging], Example = "year=2022",
            },
            ListCities);
        routes.Get(
            new("getDemonstrationCity", $"{Root}/demonstration-cities/{{id}}", Tag, "DemonstrationCity", "One of the cities")
            {
                Parameters = Parameters.Columns, Example = "dp-2022-taiyuan",
            },
            GetCity);
        routes.Get(
            new("listSubsidies", $"{Root}/subsidies", Tag, "Observation", "Subsidies and payments per person by year")
            {
                Parameters = Parameters.Paging, Example = "pageSize=2",
            },
            ListSubsidies);
    }

    private static async ValueTask<Answer> ListYears(Ask ask)
    {
        var request = new ListDemonstrationYearsRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        var r = await ask.Call(Service, ask.Upstreams.FiscalProjects.ListDemonstrationYearsAsync, request);
        return await ask.Page(Service, r.DataVersion, r.DemonstrationYears, r.Releases, r.NextPageToken, FiscalProjectsJson.Write);
    }

    private static async ValueTask<Answer> GetYear(Ask ask)
    {
        var request = new GetDemonstrationYearRequest { Id = ask.Id };
        var r = await ask.Call(Service, ask.Upstreams.FiscalProjects.GetDemonstrationYearAsync, request);
        return await ask.Item(Service, r.DataVersion, r.DemonstrationYear, r.Releases, FiscalProjectsJson.Write);
    }

    private static async ValueTask<Answer> ListCities(Ask ask)
    {
        var request = new ListDemonstrationCitiesRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        request.Years.AddRange(ask.Arguments.Numbers(Year));
        var r = await ask.Call(Service, ask.Upstreams.FiscalProjects.ListDemonstrationCitiesAsync, request);
        return await ask.Page(
            Service, r.DataVersion, r.DemonstrationCities, r.Releases, r.NextPageToken, FiscalProjectsJson.Write, r.Warnings);
    }

    private static async ValueTask<Answer> GetCity(Ask ask)
    {
        var request = new GetDemonstrationCityRequest { Id = ask.Id };
        var r = await ask.Call(Service, ask.Upstreams.FiscalProjects.GetDemonstrationCityAsync, request);
        return await ask.Item(Service, r.DataVersion, r.DemonstrationCity, r.Releases, FiscalProjectsJson.Write);
    }

    private static async ValueTask<Answer> ListSubsidies(Ask ask)
    {
        var request = new ListSubsidiesRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        var r = await ask.Call(Service, ask.Upstreams.FiscalProjects.ListSubsidiesAsync, request);
        return await ask.Page(Service, r.DataVersion, r.Observations, r.Releases, r.NextPageToken, ObservationJson.Write);
    }
}
