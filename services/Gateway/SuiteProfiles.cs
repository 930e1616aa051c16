using Indicators.Data.V1;

namespace Indicators.Gateway;

/// <summary>What the figures of one indicator are, as the service that owns it says; without that where it does not answer.</summary>
internal static class SuiteProfiles
{
    public static async ValueTask<GetIndicatorResponse> ReadAsync(
        Suite suite, SuiteState state, IndicatorEntry indicator, CancellationToken cancellation)
    {
        var upstream = suite.Upstreams[indicator.Service];
        try
        {
            if (state.Versions[indicator.Service].Length > 0)
            {
                return await upstream.CallAsync(
                    upstream.Data.GetIndicatorAsync, new GetIndicatorRequest { Code = indicator.Indicator.Code, IncludeProfile = true },
                    cancellation);
            }
        }
        catch (UpstreamDownException down) when (!down.IsBusy)
        {
            // The definition is known by heart.
        }

        return new GetIndicatorResponse { Indicator = indicator.Indicator, Unavailable = { upstream.Name } };
    }
}
