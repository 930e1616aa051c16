using System.Globalization;
using Indicators.Gateway.Downloads;
using Indicators.Gateway.Requests;
using Microsoft.Net.Http.Headers;

namespace Indicators.Gateway.Endpoints;

/// <summary>The whole suite as one file, and its releases as a feed.</summary>
internal static class DownloadsApi
{
    private const string Tag = "Downloads";

    private static readonly Operation Whole = new("downloadSuite", "/v1/download", Tag, "", "Everything as a zip of CSV with its metadata")
    {
        MediaType = "application/zip",
        Description = "observations.csv, indicators.csv, releases.csv, areas.csv, datapackage.json and a README in zh and en, made once "
            + "for each data version. Takes ranges.",
    };

    private static readonly Operation Feed = new(
        "releaseFeed", "/v1/releases.atom", Tag, "", "Dated releases as an Atom feed, newest known first")
    {
        MediaType = "application/atom+xml",
    };

    public static void MapDownloads(this Routes routes)
    {
        routes.Send(Whole, SendAsync);
        routes.Send(Feed, ask => FileAnswers.SendAsync(ask.Http, ReleaseFeed.Write(ask.State, $"{ask.Http.Request.Scheme}://{ask.Http.Request.Host}"), "application/atom+xml; charset=utf-8"));
    }

    private static async Task SendAsync(Ask ask)
    {
        var download = ask.Http.RequestServices.GetRequiredService<SuiteDownload>();
        var file = await download.GetAsync(ask.State, ask.Cancellation);
        AnswerWriter.SetCommon(ask.Http.Response.Headers);
        ask.Http.Response.Headers.CacheControl = "public, max-age=0, must-revalidate";

        // Opened before it is sent: a newer version may delete its name at any time, and what is open stays.
        await Results.Stream(
            file.Open(), "application/zip", file.Name, DateTimeOffset.Parse(file.ChangedAt, CultureInfo.InvariantCulture),
            new EntityTagHeaderValue(file.Tag), enableRangeProcessing: true)
            .ExecuteAsync(ask.Http);
    }
}
