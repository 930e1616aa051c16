using System.Text.RegularExpressions;

namespace Indicators.Faults.Tests;

/// <summary>What came of one question.</summary>
internal enum Outcome
{
    /// <summary>Byte for byte what it was before the fault, but for the data version.</summary>
    Same,

    /// <summary>The same, marked stale.</summary>
    Stale,

    /// <summary>Said to be unavailable: 503, the gRPC status, or a connection that is cut within a file.</summary>
    Refused,

    /// <summary>An answer that is neither the right one nor marked, or a failure that should not be.</summary>
    Wrong,
}

/// <summary>A question to the gateway, the services that it needs, and the answer that it had before any fault.</summary>
/// <param name="Address">Address, or name of the call.</param>
/// <param name="Needs">Services.</param>
/// <param name="Ask">Asks and judges by the answer before; with "" it only gives what to compare with.</param>
internal sealed record Question(string Address, string[] Needs, Func<string, Task<(Outcome Outcome, string Answer)>> Ask)
{
    public string Expected { get; set; } = "";

    public Task<(Outcome Outcome, string Answer)> AskAsync() => Ask(Expected);
}

/// <summary>Takes out of an answer what a fault may change: the data version, and the mark of a stale one.</summary>
internal static partial class Answers
{
    public static string Plain(string answer) => Stale().Replace(DataVersion().Replace(answer, "VERSION"), "}");

    [GeneratedRegex(@"(?:\d+|-)(?:\.(?:\d+|-)){5}-[0-9a-f]{8}")]
    private static partial Regex DataVersion();

    [GeneratedRegex(@",""stale"":\{""asOf"":""[0-9TZ:-]+"",""ageSeconds"":\d+\}\}$")]
    private static partial Regex Stale();
}
