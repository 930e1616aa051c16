using Indicators.Testing;

namespace Indicators.Cli.Tests;

/// <summary>Ctrl-C and SIGTERM in the middle of a publication.</summary>
public sealed class InterruptionTests
{
    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task Publish_Interrupted_EndsWithTheSignalAndSaysWhatMayBeStored(string signal, int exitCode)
    {
        await using var server = await PublishServer.StartAsync();
        using var folder = new TemporaryFolder();
        var package = TestPackage.Write(folder.Path, "half-way", "county-hospitals", "2031-01-01");
        using var publish = CliProcess.Start(["publish", package, .. server.AsArguments]);
        await server.Storing.WaitAsync(TimeSpan.FromMinutes(1));

        await publish.SignalAsync(signal);
        var result = await publish.EndAsync();

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.Contains("Interrupted.", result.Errors);
        Assert.Contains("half-way may be stored and is not shown: publish it again", result.Errors);
    }

    [Fact]
    public async Task Validate_AgainstTheSameServer_EndsWithSuccess()
    {
        await using var server = await PublishServer.StartAsync();
        using var folder = new TemporaryFolder();
        var package = TestPackage.Write(folder.Path, "whole", "county-hospitals", "2031-01-01");

        var result = await CliProcess.RunAsync(["validate", package, .. server.AsArguments]);

        Assert.Equal((0, "valid whole: 1 figures, 0 rows\n", ""), (result.ExitCode, result.Output, result.Errors));
    }
}
