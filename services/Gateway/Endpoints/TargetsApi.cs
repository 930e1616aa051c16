using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Endpoints;

/// <summary>Targets beside what measures them.</summary>
internal static class TargetsApi
{
    private const string Tag = "Targets";

    private static readonly Parameter Due = new("due", "Due periods, as `period` of the figures: `2025`, `..2025`.")
    {
        Many = true,
        Field = "periods",
        Example = "2025",
    };

    private static readonly Parameter State = new("state", "How the target stands.")
    {
        Many = true, Choices = Enums.TargetStates.Choices, Field = "states", Example = "behind",
    };

    private static readonly Parameter Owner = new("service", "The service that owns the indicator.")
    {
        Many = true, Choices = ServiceOrder.Names, Field = "services", Example = "key-specialties",
    };

    private static readonly Parameter AsOf = new(
        "asOf", "Only what was known at the end of this day (ISO 8601, UTC+8), which due periods are held against too; today unless said.")
    {
        Field = "as_of", Example = "2024-12-31",
    };

    private static readonly Operation List = new(
        "listTargets", "/v1/targets", Tag, "Target", "Targets with the newest actual, the gap, the pace and the state")
    {
        Parameters = [Parameters.Indicator, Parameters.Area, Owner, Due, State, AsOf, Parameters.Version, .. Parameters.Paging],
        Description =
            "各项目标与实际值的比较；实际值由指标的`actualOf`声明。 A row is the target as a figure (its period is the due period, its source the document that "
                + "set it) and what it is held against: "
            + "what measures it is declared in `actualOf` of the indicator, never guessed. `reached`: the newest actual up to the end of "
            + "the due period meets it, an open number only as far as it goes "
            + "(more than 1,400 reaches 1,400). `on_pace`: the pace of the last two actuals reaches it in time. `behind`: not met, and "
            + "nothing shows that it will be: the pace is too slow, one actual "
            + "alone makes no pace, or the due period is over. `no_actual`: nothing was published. `not_comparable`: what was published "
            + "counts something else. The reason says which. "
            + "Ordered by service, indicator, area, dimensions and due period.",
        Example = "service=key-specialties",
        ChecksMore = true,
    };

    public static void MapTargets(this Routes routes) => routes.Get(List, ListTargets);

    private static async ValueTask<Answer> ListTargets(Ask ask)
    {
        var request = new ListTargetsRequest
        {
            Indicators = { ask.Arguments.Many(Parameters.Indicator) },
            Areas = { ask.Arguments.Many(Parameters.Area) },
            Periods = { ask.Arguments.Many(Due) },
            States = { ask.Arguments.Many(State).Select(Enums.TargetStates.Of) },
            Services = { ask.Arguments.Many(Owner) },
            AsOf = ask.Arguments.One(AsOf),
            DataVersion = ask.Arguments.One(Parameters.Version),
            PageSize = ask.PageSize,
            PageToken = ask.PageToken,
        };
        var page = await SuiteTargets.ListAsync(ask.Suite, request, ask.Faults, ask.Cancellation);
        var response = page.Response;
        ask.State = page.State;
        ask.Day = response.Day;
        return ask.Page(
            page.Versions, response.Targets, response.Releases, response.NextPageToken, TargetJson.Write, response.Warnings,
            response.Unavailable);
    }
}
