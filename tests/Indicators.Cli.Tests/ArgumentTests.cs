using System.Net;
using System.Net.Sockets;
using Indicators.Testing;

namespace Indicators.Cli.Tests;

/// <summary>What the command line makes of its arguments, and how it ends: 0 for success, 1 for a fault that it names.</summary>
public sealed class ArgumentTests
{
    public static TheoryData<string[], string> Faults => new()
    {
        { [], "Required command was not provided" },
        { ["publsh"], "publsh" },
        { ["publish"], "Name the folder of a release package, or --seeds with the folder of the seeds." },
        { ["publish", "no-such-folder"], "There is no such folder." },
        { ["publish", "--seeds", "tests"], "tests holds no folders `indicators` and `releases`" },
        { ["validate"], "Required argument 'package' missing" },
        { ["query"], "Required argument 'indicator' missing" },
        { ["query", "beds", "--latest", "two"], "two" },
        { ["query", "beds", "--set", "Suite:Gateway:Grpc=no-port"], "Suite:Gateway:Grpc is `no-port`" },
        { ["query", "beds", "--set", "Suite:Gateway:Grpc=1"], "The suite does not answer; `make run` starts it." },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Arguments_Faulty_EndWithOneAndSayWhy(string[] arguments, string why)
    {
        var result = await CliProcess.RunAsync(arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(why, result.Errors);
        Assert.DoesNotContain("   at Indicators", result.Errors);
    }

    [Fact]
    public async Task Help_NamesEveryCommand()
    {
        var result = await CliProcess.RunAsync("--help");

        Assert.Equal(0, result.ExitCode);
        Assert.All(new[] { "publish", "validate", "run", "query", "--set" }, word => Assert.Contains(word, result.Output));
    }

    [Fact]
    public async Task Run_OnAPortThatIsTaken_NamesThePortAndItsKey()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var state = new TemporaryFolder();

        var result = await CliProcess.RunAsync("run", "--var", state.Path, "--set", $"Suite:Gateway:Rest={port}");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"port {port} is taken by another program; Suite:Gateway:Rest sets another one", result.Errors);
        Assert.Empty(Directory.EnumerateFileSystemEntries(state.Path));
    }
}
