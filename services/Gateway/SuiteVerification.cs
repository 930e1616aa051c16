using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway;

/// <summary>Claims over all services: each is held against the figures by the service that owns its indicator.</summary>
internal static class SuiteVerification
{
    /// <param name="suite">The services.</param>
    /// <param name="claims">1 to 100 claims.</param>
    /// <param name="place">What stands before the names of the fields of a claim, by its number.</param>
    /// <param name="faults">Faults that are known already.</param>
    /// <param name="cancellation">The reader's patience.</param>
    /// <exception cref="RequestRefusedException">Something is wrong with a claim; all faults of all claims are named.</exception>
    /// <exception cref="UpstreamDownException">A service that owns one of the indicators cannot be reached.</exception>
    public static async ValueTask<(VerifyFiguresResponse Response, SuiteState State, VersionVector Versions)> VerifyAsync(
        Suite suite, IReadOnlyList<Claim> claims, Func<int, string> place, RequestFaults faults, CancellationToken cancellation)
    {
        var state = suite.Versions.Current;
        Check(claims, place, state.Catalog, faults);
        var (versions, results) = (state.Versions, new Verification[claims.Count]);
        var response = new VerifyFiguresResponse();
        foreach (var owned in Enumerable.Range(0, claims.Count).GroupBy(i => state.Catalog.IndicatorsByCode[claims[i].Indicator].Service))
        {
            var upstream = suite.Upstreams[owned.Key];
            var request = new VerifyFiguresRequest { Claims = { owned.Select(i => claims[i]) } };
            var answer = await upstream.CallAsync(upstream.Data.VerifyFiguresAsync, request, cancellation);
            foreach (var (i, result) in owned.Zip(answer.Verifications))
            {
                results[i] = result;
            }

            response.Releases.AddRange(answer.Releases.Where(r => response.Releases.All(known => known.Id != r.Id)));
            if (state.Versions[owned.Key] != answer.DataVersion)
            {
                state = await suite.Versions.CatchUpAsync(owned.Key, answer.DataVersion, cancellation);
            }

            versions = versions.With(owned.Key, answer.DataVersion);
        }

        response.Verifications.AddRange(results);
        response.DataVersion = versions.Text;
        return (response, state, versions);
    }

    private static void Check(IReadOnlyList<Claim> claims, Func<int, string> place, Catalog catalog, RequestFaults faults)
    {
        ClaimChecks.Count(claims.Count, faults.Add);
        var isUntold = false;
        var checks = new ClaimChecks(Known, catalog.IndicatorHint, fault => Add(fault));
        for (var i = 0; i < claims.Count && claims.Count <= ClaimChecks.MostClaims; i++)
        {
            checks.Check(claims[i], place(i));
        }

        faults.ThrowIfAny();
        if (isUntold)
        {
            throw new UpstreamDownException(catalog.Missing.First());
        }

        Indicator? Known(string code) => catalog.IndicatorsByCode.GetValueOrDefault(code)?.Indicator;

        // Without every catalog it cannot be told whether a code exists, and what was refused already is refused once.
        void Add(ErrorFields fault)
        {
            if (!catalog.IsComplete && fault.Code == "unknown_code" && fault.Parameter.EndsWith("indicator", StringComparison.Ordinal))
            {
                isUntold = true;
            }
            else if (faults.All.All(known => known.Parameter != fault.Parameter))
            {
                faults.Add(fault);
            }
        }
    }
}
