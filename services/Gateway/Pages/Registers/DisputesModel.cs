using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.Registers;

/// <summary>Figures that documents disagree on, each with why one number is shown.</summary>
/// <param name="Disputes">A page of them.</param>
/// <param name="NextToken">Token of the next page; "" on the last.</param>
/// <param name="Warnings">Filter values that are unknown beside others that are known.</param>
internal sealed record DisputesModel(IReadOnlyList<Dispute> Disputes, string NextToken, IReadOnlyList<Warning> Warnings)
{
    /// <summary>Each figure asks for its history, so a page of them is short.</summary>
    public static readonly Parameter PageSize = Parameters.PageSize with
    {
        Summary = "Most figures on a page, 1 to 50; 20 unless said.", Number = (1, 50), Example = "20",
    };

    private const int UsualSize = 20;

    public static async ValueTask<(DisputesModel Model, SuiteAnswer<ListDisputesResponse> Answer)> ReadAsync(Ask ask)
    {
        var request = new ListDisputesRequest
        {
            Indicators = { ask.Arguments.Given(RegisterParameters.Indicator) },
            Areas = { ask.Arguments.Given(RegisterParameters.Area) },
            PageSize = ask.Arguments.Number(PageSize, UsualSize),
            PageToken = ask.PageToken,
        };
        var answer = await SuiteVintages.DisputesAsync(ask.Suite, request, ask.Faults, ask.Cancellation);
        ask.State = answer.State;
        var disputes = await Task.WhenAll(answer.Response.Observations.Select(o => WithReasonsAsync(ask, o, answer.Response.DataVersion)));
        return (new(disputes, answer.Response.NextPageToken, answer.Response.Warnings), answer);
    }

    private static async Task<Dispute> WithReasonsAsync(Ask ask, Observation figure, string version)
    {
        var request = new GetObservationHistoryRequest
        {
            Indicator = figure.Indicator,
            Area = figure.Area,
            Dimensions = { figure.Dimensions },
            Periods = { $"exact({figure.Period.Code})" },
            Kinds = { figure.Kind },
            DataVersion = version,
        };
        var history = await SuiteVintages.HistoryAsync(ask.Suite, request, ask.Faults, ask.Cancellation);
        return new(figure, [.. figure.Alternatives.Select(a => (a, Find(history.Response.Vintages, a)))]);
    }

    private static Vintage? Find(IEnumerable<Vintage> vintages, Statement statement) => vintages.FirstOrDefault(
        v => v.Statement.Source.ReleaseId == statement.Source.ReleaseId
            && v.Statement.Source.Locator == statement.Source.Locator
            && v.Statement.Value == statement.Value);
}

/// <summary>A figure that documents disagree on.</summary>
/// <param name="Figure">What is shown.</param>
/// <param name="Others">The other numbers, each with why it is not shown.</param>
internal sealed record Dispute(Observation Figure, IReadOnlyList<(Statement Statement, Vintage? Vintage)> Others);
