using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Types.V1;
using Outcome = Indicators.Data.V1.Verification;

namespace Indicators.Store.Verification;

/// <summary>Holds claims against the figures of this service.</summary>
internal sealed class VerificationQueries(DataStore store)
{
    private static readonly Kind[] Preference = [Kind.Actual, Kind.Derived, Kind.Target, Kind.Norm];

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT naming the field of the claim and the nearest valid value.</exception>
    public VerifyFiguresResponse Verify(VerifyFiguresRequest request, CancellationToken cancellation)
    {
        var snapshot = store.Current;
        ClaimChecks.Count(request.Claims.Count, Errors.Throw);
        var checks = new ClaimChecks(code => snapshot.IndicatorsByCode.GetValueOrDefault(code), code => Hints.Indicator(code, snapshot.Indicators), Errors.Throw);
        var values = request.Claims.Select((claim, i) => checks.Check(claim, $"claims[{i}].")!).ToList();
        var response = new VerifyFiguresResponse { DataVersion = snapshot.DataVersion };
        using var connection = store.Database.Read(cancellation);
        for (var i = 0; i < values.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            response.Verifications.Add(Verify(connection, snapshot, request.Claims[i], values[i]));
        }

        response.Releases.AddRange(response.Verifications.SelectMany(Named).Distinct(StringComparer.Ordinal).Select(id => snapshot.ReleasesById[id].Release));
        return response;
    }

    private static Outcome Verify(ReadConnection connection, Snapshot snapshot, Claim claim, ClaimedValue value)
    {
        Periods.TryParse(claim.Period, out var period);
        var dimensions = DimensionText.Of(claim.Dimensions.OrderBy(d => d.Key, StringComparer.Ordinal));
        var (series, rows) = SeriesStatements.Read(connection, snapshot, claim.Indicator, claim.Area, dimensions, period);
        var outcome = new Outcome { Claim = claim, ClaimedValue = DecimalText.Of(value.Value), ClaimedQualifier = value.Qualifier };
        if (Meant(rows, claim) is { } meant)
        {
            new Judgement(outcome, value, new Statements(series, meant), snapshot.IndicatorsByCode[claim.Indicator].Decimals).Tell();
        }
        else
        {
            outcome.Result = VerifyResult.Unknown;
            outcome.Near.AddRange(new Nearby(connection, snapshot).To(claim, period, dimensions));
            outcome.Explanation = Sentences.Unknown(outcome);
        }

        return outcome;
    }

    /// <summary>The statements of the one figure that is meant; null where there is none, or several and none has the period's code.</summary>
    private static List<StatementRow>? Meant(List<StatementRow> rows, Claim claim)
    {
        var kinds = claim.Kind == Kind.Unspecified ? Preference : [claim.Kind];
        var exact = kinds.Select(kind => rows.FindAll(r => r.Kind == kind && r.Period == claim.Period)).FirstOrDefault(found => found.Count > 0);
        return exact ?? kinds.Select(kind => rows.FindAll(r => r.Kind == kind)).FirstOrDefault(found => found.DistinctBy(r => r.Period).Count() == 1);
    }

    private static IEnumerable<string> Named(Outcome outcome)
    {
        var figures = outcome.Figure is null ? outcome.Near : outcome.Near.Append(outcome.Figure);
        string[] more = [outcome.Statement?.Source.ReleaseId ?? "", outcome.ReplacedBy];
        return figures.SelectMany(ObservationSources.Of).Select(s => s.ReleaseId).Concat(more.Where(id => id.Length > 0));
    }
}
