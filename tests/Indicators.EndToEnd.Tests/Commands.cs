using System.Diagnostics;
using Indicators.Testing;

namespace Indicators.EndToEnd.Tests;

/// <summary>Runs programs as a user does.</summary>
internal static class Commands
{
    public static ProcessStartInfo Cli(params string[] arguments) => Redirected("dotnet", [Tree.Path("services/Cli/bin/Release/net10.0/Indicators.Cli.dll"), .. arguments]);

    public static Task<(int ExitCode, string Output)> CliAsync(params string[] arguments) => RunAsync(Cli(arguments));

    public static Task<(int ExitCode, string Output)> ShellAsync(string line) => RunAsync(Redirected("sh", ["-c", line]));

    private static ProcessStartInfo Redirected(string program, string[] arguments) =>
        new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Tree.Root };

    private static async Task<(int ExitCode, string Output)> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return (process.ExitCode, await output + await errors);
    }
}
