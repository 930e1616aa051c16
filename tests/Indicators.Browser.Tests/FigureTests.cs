using System.Globalization;

namespace Indicators.Browser.Tests;

/// <summary>What a first visit costs: bytes are held to their bound, times are printed (this machine is shared) and judged by who reads them.</summary>
public sealed class FigureTests(RunningPages pages, ITestOutputHelper output)
{
    private const int MostBytes = 150 * 1024;
    private const int Visits = 5;

    private const string LargestPaint = """
        () => new Promise(resolve => new PerformanceObserver(list => resolve(list.getEntries().at(-1).startTime))
          .observe({ type: 'largest-contentful-paint', buffered: true }))
        """;

    [Theory]
    [InlineData("/")]
    [InlineData("/indicators/beds")]
    public async Task FirstVisit_OfAPage_TransfersLittle(string address)
    {
        var paints = new List<double>();
        var bytes = 0L;
        for (var visits = 0; visits < Visits; visits++)
        {
            await using var visit = await pages.OpenAsync("about:blank");
            var received = 0L;
            visit.Page.RequestFinished += async (_, request) =>
            {
                if (!request.Url.Contains("/chart.", StringComparison.Ordinal))
                {
                    var sizes = await request.SizesAsync();
                    Interlocked.Add(ref received, sizes.ResponseBodySize + sizes.ResponseHeadersSize);
                }
            };
            await visit.GoAsync(address);
            paints.Add(await visit.Page.EvaluateAsync<double>(LargestPaint));
            bytes = Math.Max(bytes, Interlocked.Read(ref received));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"figure: {address}: {bytes / 1024.0:F1} KB before charts (asked: at most 150), largest contentful paint {paints.Order().ElementAt(Visits / 2):F0} ms (asked: at most 1000), slowest {paints.Max():F0}"));
        Assert.InRange(bytes, 1, MostBytes);
    }
}
