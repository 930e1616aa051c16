using System.Diagnostics;
using Indicators.Cli.Publishing;
using Indicators.Testing;

namespace Indicators.EndToEnd.Tests;

/// <summary>The seven programs without a supervisor: each a process that can be ended alone and started again on its data and its ports.</summary>
internal sealed class SeparateProcesses : IAsyncDisposable
{
    private const string Gateway = "gateway";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Ports ports = Ports.Choose();
    private readonly TemporaryFolder data = new();
    private readonly Dictionary<string, Process> running = [];

    public Uri Grpc => Address("Suite:Gateway:Grpc");

    /// <summary>Starts all and waits until the gateway answers for the suite; it holds the seeds then.</summary>
    public async Task StartAsync()
    {
        foreach (var name in ports.Services)
        {
            Start(name);
        }

        await Task.WhenAll(ports.Services.Select(name => AnswersAsync($"Suite:Services:{name}:Http", "live")));
        await PublishAsync((publisher, stop) => publisher.PublishSeedsAsync(Tree.Path("seeds"), stop));
        Start(Gateway);
        await AnswersAsync("Suite:Gateway:Operations", "ready");
    }

    public void Start(string name)
    {
        var program = string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        var start = new ProcessStartInfo("dotnet", [Tree.Path($"services/{program}/bin/Release/net10.0/Indicators.{program}.dll"), .. ports.AsSettings(), "--Suite:Data=" + data.Path])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var process = Process.Start(start)!;

        // What nobody reads would stop it once the pipe is full.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        running.Add(name, process);
    }

    /// <summary>Ends a process: asked to with TERM, without a word with KILL.</summary>
    public async Task EndAsync(string name, string signal)
    {
        running.Remove(name, out var process);
        using var ended = process;
        using var kill = Process.Start("kill", [$"-{signal}", $"{ended!.Id}"]);
        await ended.WaitForExitAsync().WaitAsync(Patience);
    }

    public Task PublishAsync(string folder) => PublishAsync((publisher, stop) => publisher.PublishAsync([folder], stop));

    public async ValueTask DisposeAsync()
    {
        foreach (var name in running.Keys.ToList())
        {
            await EndAsync(name, "KILL");
        }

        data.Dispose();
    }

    private async Task PublishAsync(Func<PackagePublisher, CancellationToken, Task<bool>> publish)
    {
        using var channels = new SuiteChannels(ports.Services.Select(name => KeyValuePair.Create(name, Address($"Suite:Services:{name}:Grpc"))));
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Assert.True(await publish(new PackagePublisher(channels, output, errors), CancellationToken.None), $"{errors}");
    }

    private Uri Address(string key) => new($"http://127.0.0.1:{ports[key]}");

    private async Task AnswersAsync(string key, string what)
    {
        using var client = new HttpClient { BaseAddress = Address(key) };
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync("/health/" + what, patience.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(100, patience.Token);
        }
    }
}
