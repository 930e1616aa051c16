using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using static Indicators.Gateway.Requests.Parameters;

namespace Indicators.Gateway.Endpoints;

/// <summary>What was published before, what changed and what is disputed.</summary>
internal static class VintagesApi
{
    private const string Tag = "Vintages";

    private static readonly Parameter OneIndicator = Indicator with
    {
        Summary = "Code of one indicator.",
        Many = false,
        Field = "",
        Required = true,
    };
    private static readonly Parameter OneArea = Area with { Summary = "Code of one area.", Many = false, Field = "", Required = true };
    private static readonly Parameter From = new("from", "First state: what was known at the end of this day (ISO 8601, UTC+8).")
    {
        Example = "2024-12-31",
    };
    private static readonly Parameter To = new("to", "Second state: what was known at the end of this day, today at the latest.")
    {
        Example = "2025-12-31",
    };

    public static void MapVintages(this Routes routes)
    {
        routes.Get(
            new(
                "getObservationHistory", "/v1/observations/history", Tag, "Vintage",
                "Every number ever published for one series, with its time")
            {
                Parameters = [OneIndicator, OneArea, Period, Dimension, Kind, Parameters.Version, .. Parameters.Columns],
                Description = "One series: an indicator, an area and all its dimensions; without dimensions the stated total. Ordered by "
                    + "period, kind and knownFrom; one page.",
                Example = "indicator=basic_insurance_enrollees&area=CN",
                ChecksMore = true,
                NeedsQuery = true,
            },
            History);
        routes.Get(
            new("listReleaseChanges", "/v1/releases/{id}/changes", Tag, "FigureChange", "What a release changed when it became known")
            {
                Parameters = [Parameters.Version, .. Paging],
                Description = "added: no number was known; revised and withdrawn: by declaration of the release; confirmed: the same "
                    + "number again; disputed: another number beside it.",
                Example = "nhsa-bulletin-2024",
                ChecksMore = true,
            },
            OfRelease);
        routes.Get(
            new("listChanges", "/v1/diff", Tag, "FigureChange", "Figures that differ between two days or two data versions")
            {
                Parameters = [From, To, FromVersion, ToVersion, Indicator, Area, Parameters.Version, .. Paging],
                Description = "Give `from` and `to`, or `fromVersion` and `toVersion`.",
                Example = "from=2024-12-31&to=2025-12-31",
                ChecksMore = true,
                NeedsQuery = true,
            },
            Diff);
        routes.Get(
            new(
                "listDisputes", "/v1/disputes", Tag, "Dispute",
                "Figures for which documents state numbers that do not agree, each side with its source")
            {
                Parameters = [Indicator, Area, Parameters.Version, .. Paging],
                Example = "indicator=key_specialty_projects",
                ChecksMore = true,
            },
            Disputes);
    }

    private static async ValueTask<Answer> History(Ask ask)
    {
        var arguments = ask.Arguments;
        var request = new GetObservationHistoryRequest
        {
            Indicator = arguments.One(OneIndicator),
            Area = arguments.One(OneArea),
            Periods = { arguments.Many(Period) },
            Kinds = { arguments.Many(Kind).Select(Enums.Kinds.Of) },
            Dimensions = { arguments.Family(Dimension).Where(d => d.Value.Length > 0).Select(d => new Types.V1.Dimension { Key = d.Key, Value = d.Value }) },
            DataVersion = arguments.One(Parameters.Version),
        };
        OneOnly(ask, OneIndicator, request.Indicator);
        OneOnly(ask, OneArea, request.Area);
        var (response, versions, state) = await SuiteVintages.HistoryAsync(ask.Suite, request, ask.Faults, ask.Cancellation);
        ask.State = state;
        return ask.Page(
            versions, response.Vintages, response.Releases, "", (rows, vintage) => VintageJson.Write(rows, response, vintage), [], []);
    }

    private static async ValueTask<Answer> OfRelease(Ask ask)
    {
        var request = new ListReleaseChangesRequest
        {
            Id = ask.Id,
            PageSize = ask.PageSize,
            PageToken = ask.PageToken,
            DataVersion = ask.Arguments.One(Parameters.Version),
        };
        var (response, versions, state) = await SuiteVintages.OfReleaseAsync(ask.Suite, request, ask.Faults, ask.Cancellation);
        ask.State = state;
        return ask.Page(versions, response.Changes, [], response.NextPageToken, FigureChangeJson.Write, [], response.Unavailable);
    }

    private static async ValueTask<Answer> Diff(Ask ask)
    {
        var arguments = ask.Arguments;
        var request = new ListChangesRequest
        {
            From = arguments.One(From),
            To = arguments.One(To),
            FromVersion = arguments.One(FromVersion),
            ToVersion = arguments.One(ToVersion),
            Indicators = { arguments.Many(Indicator) },
            Areas = { arguments.Many(Area) },
            PageSize = ask.PageSize,
            PageToken = ask.PageToken,
            DataVersion = arguments.One(Parameters.Version),
        };
        var (response, versions, state) = await SuiteChanges.ListAsync(ask.Suite, request, ask.Faults, ask.Cancellation);
        ask.State = state;
        return ask.Page(
            versions, response.Changes, [], response.NextPageToken, FigureChangeJson.Write, response.Warnings, response.Unavailable);
    }

    private static async ValueTask<Answer> Disputes(Ask ask)
    {
        var request = new ListDisputesRequest
        {
            Indicators = { ask.Arguments.Many(Indicator) },
            Areas = { ask.Arguments.Many(Area) },
            PageSize = ask.PageSize,
            PageToken = ask.PageToken,
            DataVersion = ask.Arguments.One(Parameters.Version),
        };
        var (response, versions, state) = await SuiteVintages.DisputesAsync(ask.Suite, request, ask.Faults, ask.Cancellation);
        ask.State = state;
        return ask.Page(
            versions, response.Observations, [], response.NextPageToken, ObservationJson.Write, response.Warnings, response.Unavailable);
    }

    private static void OneOnly(Ask ask, Parameter parameter, string value)
    {
        if (value.Contains(','))
        {
            var zh = $"历史只查一个序列：“{parameter.Name}”只能给一个代码。";
            ask.Faults.Add(
                "one_value", parameter.Name, value, zh, $"A history is of one series: `{parameter.Name}` takes one code.",
                value.Split(',')[0]);
            ask.Faults.ThrowIfAny();
        }
    }
}
