using Indicators.Cli.Publishing;
using Indicators.Data.V1;
using Indicators.ServiceDefaults;
using Indicators.Types.V1;

namespace Indicators.Cli.Queries;

/// <summary>The figures of one indicator as another system asks for them: gRPC at the gateway.</summary>
internal static class FigureQuery
{
    public static async Task PrintAsync(SuiteSettings settings, string indicator, string? area, string? period, int latest, CancellationToken stop)
    {
        using var channel = SuiteChannels.Open(settings, settings.Gateway.Grpc);
        var client = new IndicatorDataService.IndicatorDataServiceClient(channel);
        var request = new QueryObservationsRequest { Selection = new() { Indicators = { indicator }, Latest = latest } };
        request.Selection.Areas.AddRange(area is null ? [] : [area]);
        request.Selection.Periods.AddRange(period is null ? [] : [period]);
        do
        {
            var page = await client.QueryObservationsAsync(request, deadline: DateTime.UtcNow.AddSeconds(10), cancellationToken: stop);
            Print(page);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }

    private static void Print(QueryObservationsResponse page)
    {
        var releases = page.Releases.ToDictionary(r => r.Id);
        foreach (var figure in page.Observations)
        {
            Console.WriteLine(string.Join('\t', figure.Area, figure.Period.Code, Dimensions(figure), figure.Value, figure.Unit, figure.Qualifier, figure.Kind, Source(figure, releases)));
        }

        foreach (var warning in page.Warnings)
        {
            Console.Error.WriteLine($"{warning.Message.Zh} / {warning.Message.En}");
        }
    }

    private static string Dimensions(Observation figure) => string.Join(';', figure.Dimensions.Select(d => $"{d.Key}={d.Value}"));

    private static string Source(Observation figure, Dictionary<string, Release> releases) =>
        releases.TryGetValue(figure.Source.ReleaseId, out var release) ? $"{release.Title.Zh} ({figure.Source.Locator})" : figure.Source.ReleaseId;
}
