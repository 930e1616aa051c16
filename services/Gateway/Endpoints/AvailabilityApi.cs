using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using static Indicators.Gateway.Requests.Parameters;

namespace Indicators.Gateway.Endpoints;

/// <summary>Which combinations of a selection hold figures.</summary>
internal static class AvailabilityApi
{
    private static readonly Parameter Mode = new(
        "mode", "`exact`: the values that the selection holds; `available`: also those that would add figures to it.")
    {
        Choices = ["exact", "available"], Example = "available",
    };

    private static readonly Operation List = new(
        "listAvailability", "/v1/availability", "Catalog", "AvailableSeries",
        "Which series hold figures of a selection, and with which values")
    {
        Parameters = [Indicator, Area, Period, Dimension, Kind, AsOf, Parameters.Version, Mode, .. Paging],
        Description = "`components` lists, for each part of the selection, its values with their figures. With `mode=available`, values "
            + "that the filter of a part leaves out "
            + "and the other filters allow are listed too, marked `addable`, with the figures that adding them would add.",
        Example = "indicator=beds&area=CN",
        ChecksMore = true,
    };

    public static void MapAvailability(this Routes routes) => routes.Get(List, Ask);

    private static async ValueTask<Answer> Ask(Ask ask)
    {
        var request = new GetAvailabilityRequest
        {
            Selection = SelectionArguments.Read(ask.Arguments, ask.Faults),
            IncludeAddable = ask.Arguments.One(Mode) == "available",
            PageSize = ask.PageSize,
            PageToken = ask.PageToken,
        };
        var (response, versions) = await SuiteAvailability.ReadAsync(ask.Suite, request, ask.Faults, ask.Cancellation);
        return ask.Page(
            versions, response.Series, [], response.NextPageToken, AvailabilityJson.Write, response.Warnings, response.Unavailable,
            rows => AvailabilityJson.WriteTotals(rows, response));
    }
}
