using System.CommandLine;
using Grpc.Core;
using Indicators.Cli.Publishing;
using Indicators.Cli.Queries;
using Indicators.Cli.Running;
using Indicators.Contracts;

namespace Indicators.Cli;

/// <summary>The commands with their arguments; 0 is success, 1 a fault that the output names or an interruption.</summary>
internal static class Commands
{
    public static Command Publish()
    {
        var packages = new Argument<string[]>("package") { Description = "Folders of release packages, in order of publication.", Arity = ArgumentArity.ZeroOrMore };
        var seeds = new Option<string?>("--seeds") { Description = "Folder of seeds: its definitions first, then its releases in order." };
        var definitions = new Option<string?>("--definitions") { Description = "Folder of definitions to publish first, for indicators that are new." };
        var command = new Command("publish", "Adds releases to the running suite.") { packages, seeds, definitions };
        command.Validators.Add(result =>
        {
            if (result.GetValue(packages) is not { Length: > 0 } && result.GetValue(seeds) is null)
            {
                result.AddError("Name the folder of a release package, or --seeds with the folder of the seeds.");
            }
        });
        command.SetAction((arguments, stop) => WithPublisher(arguments, stop, async publisher =>
            (arguments.GetValue(definitions) is not { } defined || await publisher.DefineAsync(defined, stop))
            && (arguments.GetValue(seeds) is not { } folder || await publisher.PublishSeedsAsync(folder, stop))
            && await publisher.PublishAsync(arguments.GetValue(packages) ?? [], stop)));
        return command;
    }

    public static Command Validate()
    {
        var package = new Argument<string>("package") { Description = "Folder of a release package." };
        var command = new Command("validate", "Checks a release against the running suite and stores nothing.") { package };
        command.SetAction((arguments, stop) => WithPublisher(arguments, stop, publisher => publisher.ValidateAsync(arguments.GetRequiredValue(package), stop)));
        return command;
    }

    public static Command Run()
    {
        var state = new Option<string?>("--var") { Description = "Folder of databases and logs; var in the repository unless given." };
        var seeds = new Option<string?>("--seeds") { Description = "Folder of seeds; seeds in the repository unless given." };
        var command = new Command("run", "Starts the gateway and all services on this machine, publishes the seeds, stops on Ctrl-C.") { state, seeds };
        command.SetAction((arguments, stop) => Explained(() =>
        {
            var tree = Repository.Find();
            var supervisor = new Supervisor(tree, Settings.Read(arguments), arguments.GetValue(state) ?? tree.Path("var"), Settings.AsArguments(arguments));
            return supervisor.RunAsync(arguments.GetValue(seeds) ?? tree.Path("seeds"), stop);
        }));
        return command;
    }

    public static Command Query()
    {
        var indicator = new Argument<string>("indicator") { Description = "Code of an indicator." };
        var area = new Option<string?>("--area") { Description = "Code of an area, such as CN or CN-GD." };
        var period = new Option<string?>("--period") { Description = "A period, such as 2022 or 2018..2022." };
        var latest = new Option<int>("--latest") { Description = "Only the newest N periods of each series." };
        var command = new Command("query", "Asks the gateway over gRPC and prints one figure a line.") { indicator, area, period, latest };
        command.SetAction((arguments, stop) => Explained(async () =>
        {
            await FigureQuery.PrintAsync(
                Settings.Read(arguments), arguments.GetRequiredValue(indicator), arguments.GetValue(area), arguments.GetValue(period), arguments.GetValue(latest), stop);
            return true;
        }));
        return command;
    }

    private static Task<int> WithPublisher(ParseResult arguments, CancellationToken stop, Func<PackagePublisher, Task<bool>> work) => Explained(async () =>
    {
        using var channels = new SuiteChannels(Settings.Read(arguments));
        var publisher = new PackagePublisher(channels, Console.Out, Console.Error);
        try
        {
            return await work(publisher);
        }
        catch (Exception e) when (stop.IsCancellationRequested && e is OperationCanceledException or RpcException)
        {
            Console.Error.WriteLine(publisher.Unfinished.Count == 0
                ? "Interrupted. What is listed as published is stored and shown; nothing else is."
                : $"Interrupted. What is listed as published is stored and shown; {string.Join(", ", publisher.Unfinished)} may be stored and is not shown: publish it again.");
            return false;
        }
    });

    private static async Task<int> Explained(Func<Task<bool>> work)
    {
        try
        {
            return await work() ? 0 : 1;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Interrupted.");
        }
        catch (RpcException e) when (Errors.Read(e) is { } error)
        {
            var hint = error.Hint.Length > 0 ? $"; did you mean {error.Hint}?" : "";
            Console.Error.WriteLine($"{error.Message.Zh} / {error.Message.En}{hint}");
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
        {
            Console.Error.WriteLine($"The suite does not answer; `make run` starts it. ({e.Status.Detail})");
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
        }

        return 1;
    }
}
