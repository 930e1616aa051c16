using System.Diagnostics;
using Indicators.Testing;

namespace Indicators.Faults.Tests;

/// <summary>One program of the suite as a process of its own, which can be ended, frozen and started again.</summary>
internal sealed class Program(string name, string[] settings) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly List<string> said = [];
    private Process? process;

    public string Name => name;

    /// <summary>What it logged since the test began, last lines last.</summary>
    public string Said
    {
        get
        {
            lock (said)
            {
                return string.Join('\n', said.TakeLast(40));
            }
        }
    }

    public void Start(params (string Key, string Value)[] environment)
    {
        var assembly = string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        var start = new ProcessStartInfo("dotnet", [Tree.Path($"services/{assembly}/bin/Release/net10.0/Indicators.{assembly}.dll"), .. settings])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Sends it a signal: STOP and CONT freeze and thaw it.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process!.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Ends it: TERM asks it to, KILL does not.</summary>
    public async Task EndAsync(string signal)
    {
        if (process is { } ending)
        {
            await SignalAsync(signal);
            await ending.WaitForExitAsync().WaitAsync(Patience);
            ending.Dispose();
            process = null;
        }
    }

    public async ValueTask DisposeAsync() => await EndAsync("KILL");

    private void Keep(string? line)
    {
        lock (said)
        {
            said.Add(line ?? "");
        }
    }
}
