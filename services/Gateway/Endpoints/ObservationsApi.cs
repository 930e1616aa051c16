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
        Parameters = [Indicator, Area, Period, Dimension, Kind, Latest, AsOf, Parameters.Version, .. Paging],
        Description = "Ordered by service, indicator, area, dimensions, period and kind. A code unknown among several is a warning beside the data for the rest.",
        Example = "indicator=regional_medical_center_projects&area=CN&latest=1",
        ChecksMore = true,
    };

    public static void MapObservations(this Routes routes) => routes.Get(List, Query);

    private static async ValueTask<Answer> Query(Ask ask)
    {
        var request = new QueryObservationsRequest { Selection = Selection(ask.Arguments, ask.Faults), PageSize = ask.PageSize, PageToken = ask.PageToken, OmitReleases = true };
        var page = await ask.Suite.Figures.QueryAsync(request, ask.Faults, ask.Cancellation);
        var response = page.Response;
        ask.State = page.State;
        return ask.Page(page.Versions, response.Observations, response.Releases, response.NextPageToken, ObservationJson.Write, response.Warnings, response.Unavailable);
    }

    private static ObservationSelection Selection(Arguments arguments, RequestFaults faults)
    {
        var selection = new ObservationSelection
        {
            Latest = arguments.Number(Latest, 0),
            AsOf = arguments.One(AsOf),
            DataVersion = arguments.One(Parameters.Version),
        };
        selection.Indicators.AddRange(arguments.Many(Indicator));
        selection.Areas.AddRange(arguments.Many(Area));
        selection.Periods.AddRange(arguments.Many(Period));
        foreach (var kind in arguments.Many(Kind))
        {
            selection.Kinds.Add(Enums.Kinds.Of(kind));
        }

        foreach (var mixed in arguments.Family(Dimension).GroupBy(d => d.Key).Where(g => g.Count() > 1 && g.Any(d => d.Value.Length == 0)))
        {
            const string Zh = "空值选取没有这个维度的数据，不能与取值并用。";
            const string En = "An empty value selects figures without this dimension; it does not go together with values.";
            faults.Add("mixed_dimension", "dimension." + mixed.Key, "", Zh, En, mixed.First(d => d.Value.Length > 0).Value);
        }

        foreach (var (key, value) in arguments.Family(Dimension))
        {
            if (selection.Dimensions.Count == 0 || selection.Dimensions[^1].Key != key)
            {
                selection.Dimensions.Add(new DimensionFilter { Key = key });
            }

            if (value.Length > 0)
            {
                selection.Dimensions[^1].Values.Add(value);
            }
        }

        return selection;
    }
}
