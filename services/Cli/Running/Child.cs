using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Indicators.Cli.Running;

/// <summary>One process of the suite, writing to its own log.</summary>
internal sealed class Child : IDisposable
{
    private const int Terminate = 15;

    private readonly Process process;
    private readonly FileStream log;
    private readonly Task[] copies;

    private Child(string name, Process process, FileStream log)
    {
        Name = name;
        this.process = process;
        this.log = log;
        copies = [Copy(process.StandardOutput), Copy(process.StandardError)];
    }

    public string Name { get; }

    public string LogPath => log.Name;

    public int ExitCode => process.ExitCode;

    public Task Exited(CancellationToken stop) => process.WaitForExitAsync(stop);

    public static Child Start(string name, string program, IEnumerable<string> arguments, string logFolder)
    {
        Directory.CreateDirectory(logFolder);
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program),
        };
        var log = new FileStream(Path.Combine(logFolder, name + ".log"), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        return new Child(name, Process.Start(start)!, log);
    }

    /// <summary>Asks it to stop and waits; what does not stop in time is ended.</summary>
    public async Task StopAsync()
    {
        if (!process.HasExited)
        {
            // Process.Kill cannot send this signal, and the other one gives no time to finish a transaction.
            _ = Kill(process.Id, Terminate);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(8));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        await Task.WhenAll(copies);
    }

    public void Dispose()
    {
        process.Dispose();
        log.Dispose();
    }

    private async Task Copy(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(line + "\n");
            lock (log)
            {
                log.Write(bytes);
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
