using System.Diagnostics;
using Indicators.Testing;

namespace Indicators.Cli.Tests;

/// <summary>The command line as a process of its own, as a shell sees it.</summary>
internal sealed class CliProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private CliProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public static CliProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Tree.Path("services/Cli/bin/Release/net10.0/Indicators.Cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Tree.Root,
        };
        return new CliProcess(Process.Start(start)!);
    }

    public static async Task<CliResult> RunAsync(params string[] arguments)
    {
        using var cli = Start(arguments);
        return await cli.EndAsync();
    }

    /// <summary>Sends a signal such as `INT`.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public async Task<CliResult> EndAsync()
    {
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return new CliResult(process.ExitCode, await output, await errors);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}

internal sealed record CliResult(int ExitCode, string Output, string Errors);
