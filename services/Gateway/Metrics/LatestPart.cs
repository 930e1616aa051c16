using Indicators.Data.V1;

namespace Indicators.Gateway.Metrics;

/// <summary>The newest national figures of one service.</summary>
/// <param name="Version">Version that they were read from; "" where the service was never read.</param>
/// <param name="Figures">In page order.</param>
/// <param name="LeftOut">Series that are left out by <see cref="NewestFigures.MostSeries"/>.</param>
internal sealed record LatestPart(string Version, LatestFigure[] Figures, int LeftOut)
{
    private const string Nation = "CN";

    public static readonly LatestPart None = new("", [], 0);

    /// <exception cref="UpstreamDownException">The service cannot be reached.</exception>
    public static async Task<LatestPart> ReadAsync(Upstream upstream, string version, CancellationToken cancellation)
    {
        var request = new StreamObservationsRequest { Selection = new() { Areas = { Nation }, Latest = 1, DataVersion = version } };
        var newest = new NewestFigures();
        using var call = await upstream.OpenAsync(upstream.Data.StreamObservations, request, cancellation);
        for (var more = call is not null; more; more = await call!.ResponseStream.MoveNext(cancellation))
        {
            newest.Add(call!.ResponseStream.Current.Observations);
            YoungMemory.Tidy();
        }

        return new LatestPart(version, newest.End(), newest.LeftOut);
    }
}
