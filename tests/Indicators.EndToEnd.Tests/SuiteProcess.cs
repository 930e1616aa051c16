using System.Diagnostics;
using System.Text;
using Indicators.Testing;

namespace Indicators.EndToEnd.Tests;

/// <summary>The command line's `run` as a process of its own, with its seven children.</summary>
internal sealed class SuiteProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TemporaryFolder state = new();
    private readonly StringBuilder output = new();
    private readonly Process process;

    private SuiteProcess(Ports ports, string? seeds)
    {
        Ports = ports;
        string[] arguments = ["run", "--var", state.Path, .. seeds is null ? Array.Empty<string>() : ["--seeds", seeds], .. ports.AsArguments()];
        process = Process.Start(Commands.Cli(arguments))!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Ports Ports { get; }

    public Uri Rest => new($"http://127.0.0.1:{Ports["Suite:Gateway:Rest"]}");

    public Uri Grpc => new($"http://127.0.0.1:{Ports["Suite:Gateway:Grpc"]}");

    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    public static SuiteProcess Start(Ports? ports = null, string? seeds = null) => new(ports ?? Ports.Choose(), seeds);

    public async Task ReadyAsync()
    {
        var ended = process.WaitForExitAsync();
        if (await Task.WhenAny(ready.Task, ended).WaitAsync(Patience) == ended)
        {
            throw new InvalidOperationException($"`run` ended with exit code {process.ExitCode}:\n{Output}");
        }
    }

    public async Task<int> EndedAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    /// <summary>Ids of the processes that it started.</summary>
    public IReadOnlyList<int> Children() => File.ReadAllText($"/proc/{process.Id}/task/{process.Id}/children") is { Length: > 0 } own
        ? Parse(own)
        : Directory.GetDirectories($"/proc/{process.Id}/task").SelectMany(task => Parse(File.ReadAllText($"{task}/children"))).ToList();

    public async Task<int> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        return await EndedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await InterruptAsync();
        }

        process.Dispose();
        state.Dispose();
    }

    private static List<int> Parse(string ids) => ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToList();

    private void Keep(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }

        if (line?.StartsWith("The suite is ready", StringComparison.Ordinal) == true)
        {
            ready.TrySetResult();
        }
    }
}
