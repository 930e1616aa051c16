using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using static Indicators.Gateway.Requests.Parameters;

namespace Indicators.Gateway.Endpoints;

/// <summary>The figures of the whole suite.</summary>
internal static class ObservationsApi
{
    private static readonly Operation List = new("listObservations", "/v1/observations", "Figures", "Observation", "Figures with their sources")
    {
        Parameters = [Indicator, Area, Period, Dimension, Kind, Latest, AsOf, Parameters.Version, UpdatedAfter, Change, Sort, Estimate, .. Paging, .. Numbering],
        Description = "Ordered by service, indicator, area, dimensions, period and kind. A code unknown among several is a warning beside the data for the rest.",
        Example = "indicator=regional_medical_center_projects&area=CN&latest=1",
        ChecksMore = true,
        AlsoByPost = true,
    };

    public static void MapObservations(this Routes routes) => routes.Get(List, Query);

    private static async ValueTask<Answer> Query(Ask ask)
    {
        var selection = SelectionArguments.Read(ask.Arguments, ask.Faults);
        var paging = PageArguments.Read(ask.Arguments, ask.Faults);
        var request = new QueryObservationsRequest { Selection = selection, PageSize = paging.Size, PageToken = paging.Token, Offset = paging.Offset, OmitReleases = true };
        if (ask.Arguments.One(Estimate) == "true" || HttpMethods.IsHead(ask.Http.Request.Method))
        {
            return await EstimateAnswer.OfAsync(ask, request);
        }

        var page = await ask.Suite.Figures.QueryAsync(request, ask.Faults, ask.Cancellation);
        var response = page.Response;
        ask.State = page.State;
        return ask.Page(page.Versions, response.Observations, response.Releases, response.NextPageToken, ObservationJson.Write, response.Warnings, response.Unavailable);
    }
}
