using System.Globalization;
using System.Text.RegularExpressions;

namespace Indicators.Benchmarks;

/// <summary>Load from the public tools, always at loopback and bounded in time; gives requests a second.</summary>
internal static partial class Load
{
    public static async Task<double> WrkAsync(string address, int seconds, string? script = null, string? header = null, params string[] scriptArguments)
    {
        List<string> arguments = ["-t2", "-c32", $"-d{seconds}s"];
        if (header is not null)
        {
            arguments.AddRange(["-H", header]);
        }

        if (script is not null)
        {
            arguments.AddRange(["-s", script]);
        }

        arguments.Add(address);
        if (scriptArguments.Length > 0)
        {
            arguments.Add("--");
            arguments.AddRange(scriptArguments);
        }

        var output = await Child.OutputAsync("wrk", arguments);
        if (output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The answers were not all good: {output}");
        }

        return Number(WrkRate().Match(output));
    }

    /// <summary>The time that 99 of 100 answers stay below, ms, under the load of few readers.</summary>
    public static async Task<double> SlowestAsync(string address, int seconds, string? script = null, params string[] scriptArguments)
    {
        string[] scripted = script is null ? [] : ["-s", script];
        string[] rest = scriptArguments.Length == 0 ? [] : ["--", .. scriptArguments];
        var output = await Child.OutputAsync("wrk", ["-t1", "-c8", $"-d{seconds}s", "--latency", .. scripted, address, .. rest]);
        if (output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The answers were not all good: {output}");
        }

        var match = Percentile().Match(output);
        var unit = match.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };
        return unit * Number(match);
    }

    /// <summary>8 connections with 8 streams each.</summary>
    public static async Task<double> H2LoadAsync(string address, string bodyFile, int seconds)
    {
        var output = await Child.OutputAsync(
            "h2load", "-c8", "-m8", "-t1", $"-D{seconds}", "--warm-up-time=1", "-d", bodyFile, "-H", "content-type: application/grpc", "-H", "te: trailers", address);
        var counts = H2LoadCounts().Match(output);
        return counts.Groups["failed"].Value == "0" && counts.Groups["errored"].Value == "0"
            ? Number(H2LoadRate().Match(output))
            : throw new InvalidOperationException($"The answers were not all good: {output}");
    }

    private static double Number(Match match) =>
        match.Success ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : throw new InvalidOperationException("The load tool printed no rate.");

    [GeneratedRegex(@"99%\s+([0-9.]+)(us|ms|s)")]
    private static partial Regex Percentile();

    [GeneratedRegex(@"Requests/sec:\s*([0-9.]+)")]
    private static partial Regex WrkRate();

    [GeneratedRegex(@"finished in [^,]+, ([0-9.]+) req/s")]
    private static partial Regex H2LoadRate();

    [GeneratedRegex(@"(?<failed>[0-9]+) failed, (?<errored>[0-9]+) errored")]
    private static partial Regex H2LoadCounts();
}
