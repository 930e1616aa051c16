using System.Diagnostics;
using System.Text;
using Indicators.Testing;

namespace Indicators.Deploy.Tests;

/// <summary>A server as a process of its own that is told to end.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly StringBuilder said = new();
    private readonly Process process;

    private Server(ProcessStartInfo start)
    {
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Said
    {
        get
        {
            lock (said)
            {
                return said.ToString();
            }
        }
    }

    public static Server Start(string program, string[] arguments, IReadOnlyDictionary<string, string>? settings = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Tree.Root };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new Server(start);
    }

    public async ValueTask DisposeAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (said)
        {
            said.AppendLine(line);
        }
    }
}

/// <summary>Waits for what a server does by itself.</summary>
internal static class Until
{
    public static async Task Async(Func<Task<bool>> holds, Func<string> otherwise)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            Assert.True(tries < 900, otherwise());
            await Task.Delay(100);
        }
    }
}
