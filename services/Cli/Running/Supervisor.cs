using Grpc.Core;
using Indicators.Cli.Publishing;
using Indicators.ServiceDefaults;

namespace Indicators.Cli.Running;

/// <summary>Runs the whole suite on one machine: all start together, and when one ends all end.</summary>
/// <param name="repository">Where the built programs are.</param>
/// <param name="settings">Where they listen.</param>
/// <param name="state">Folder of databases and logs.</param>
/// <param name="overrides">Settings that each program is started with.</param>
internal sealed class Supervisor(Repository repository, SuiteSettings settings, string state, string[] overrides)
{
    // Ctrl-C reaches the children too: one that ends by it must not be taken for one that died.
    private static readonly TimeSpan SignalSkew = TimeSpan.FromMilliseconds(300);

    /// <returns>True when it was asked to stop, false when a fault ended it.</returns>
    public async Task<bool> RunAsync(string seeds, CancellationToken stop)
    {
        if (PortCheck.FindTaken(settings.Listen, settings.AllPorts()) is { } taken)
        {
            Console.Error.WriteLine($"{taken} (in deploy/local/suite.json, or with --set)");
            return false;
        }

        // Children that were started are stopped even where a later one cannot be.
        var children = new List<Child>();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            foreach (var name in settings.Services.Keys.Append("gateway"))
            {
                children.Add(Start(name));
            }

            var death = FirstDeathAsync(children, ended.Token);
            var work = ServeAsync(seeds, ended.Token);
            var first = await Task.WhenAny(death, work);
            await ended.CancelAsync();
            return await (first == death ? ReportAsync(death, stop) : work);
        }
        catch (Exception e) when (stop.IsCancellationRequested && e is OperationCanceledException or RpcException)
        {
            return true;
        }
        finally
        {
            await StopAsync(children);
        }
    }

    private Child Start(string name) => Child.Start(
        name, repository.Program(name), [.. overrides, "--Suite:Data=" + Path.GetFullPath(Path.Combine(state, "data"))], Path.GetFullPath(Path.Combine(state, "log")));

    private async Task<bool> ServeAsync(string seeds, CancellationToken stop)
    {
        using var readiness = new Readiness(settings);
        using var channels = new SuiteChannels(settings);
        await readiness.WaitAsync("live", stop);
        using var lines = new StringWriter();
        if (!await new PackagePublisher(channels, lines, Console.Error).PublishSeedsAsync(seeds, stop))
        {
            return false;
        }

        Console.WriteLine(Welcome.Summary(lines.ToString()));
        await readiness.WaitAsync("ready", stop);
        Console.WriteLine(Welcome.Text(settings));
        await Task.Delay(Timeout.Infinite, stop);
        return true;
    }

    private static async Task<Child> FirstDeathAsync(List<Child> children, CancellationToken stop)
    {
        var exits = children.Select(child => child.Exited(stop)).ToList();
        var first = await Task.WhenAny(exits);
        await first;
        return children[exits.IndexOf(first)];
    }

    private static async Task<bool> ReportAsync(Task<Child> death, CancellationToken stop)
    {
        var child = await death;
        await Task.Delay(SignalSkew, stop);
        Console.Error.WriteLine($"{child.Name} ended with exit code {child.ExitCode}, so all others are stopped. The last lines of {child.LogPath}:");
        foreach (var line in File.ReadLines(child.LogPath).TakeLast(5))
        {
            Console.Error.WriteLine("  " + LogLine.Readable(line));
        }

        return false;
    }

    private static async Task StopAsync(List<Child> children)
    {
        await Task.WhenAll(children.Select(child => child.StopAsync()));
        children.ForEach(child => child.Dispose());
    }
}
