using System.Net;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>The document that clients are made from is a reviewed file.</summary>
public sealed class OpenApiTests(SuiteHost suite)
{
    private static readonly string Snapshot = Tree.Path("tests/Indicators.Gateway.Tests/Snapshots/openapi.json");

    /// <summary>To accept a change, run the test with ACCEPT_SNAPSHOTS=1 and review the difference in the file.</summary>
    [Fact]
    public async Task Document_OfTheRunningGateway_IsTheReviewedOne()
    {
        var document = (await suite.Client.GetStringAsync("/openapi/v1.json")).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(Snapshot, document);
        }

        Assert.Equal(await File.ReadAllTextAsync(Snapshot), document);
    }

    [Fact]
    public async Task Docs_InABrowser_AreAPage()
    {
        Assert.Contains("href=\"/docs\"", await suite.Client.GetStringAsync("/"));
        using var docs = await suite.Client.GetAsync("/docs/index.html");
        Assert.Equal("text/html", docs.Content.Headers.ContentType!.MediaType);
    }
}
