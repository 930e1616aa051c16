using Indicators.Testing;

namespace Indicators.EndToEnd.Tests;

/// <summary>The calls that README.md shows, run as they stand there.</summary>
public sealed class ReadmeTests(RunningSuite running)
{
    [Fact]
    public async Task Readme_Calls_Answer()
    {
        var calls = Calls(File.ReadLines(Tree.Path("README.md"))).ToList();
        Assert.Contains(calls, c => c.StartsWith("curl ", StringComparison.Ordinal));
        Assert.Contains(calls, c => c.StartsWith("make query ", StringComparison.Ordinal));
        foreach (var call in calls)
        {
            var (exitCode, output) = await Commands.ShellAsync(Prepared(call));
            Assert.True(exitCode == 0 && output.Length > 0, $"{call}\nended with {exitCode}:\n{output}");
        }
    }

    private string Prepared(string call) => call.StartsWith("make", StringComparison.Ordinal)
        ? $"{call} SET='--set Suite:Gateway:Grpc={running.Ports["Suite:Gateway:Grpc"]}'"
        : running.Ports.Substitute(call).Replace("curl ", "curl --fail-with-body -sS ", StringComparison.Ordinal);

    /// <summary>Lines of fenced blocks that ask something; a line that ends in a backslash goes on in the next.</summary>
    private static IEnumerable<string> Calls(IEnumerable<string> lines)
    {
        var inside = false;
        var call = "";
        foreach (var line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = !inside;
                continue;
            }

            call += inside ? line.TrimEnd('\\').TrimStart() : "";
            if (inside && !line.EndsWith('\\'))
            {
                if (call.StartsWith("curl ", StringComparison.Ordinal) || call.StartsWith("make query ", StringComparison.Ordinal))
                {
                    yield return call;
                }

                call = "";
            }
        }
    }
}
