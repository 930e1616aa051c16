using System.CommandLine;
using Indicators.Cli;

var root = new RootCommand("Indicators: run the suite, publish release packages, ask for figures.")
{
    Commands.Publish(),
    Commands.Validate(),
    Commands.Run(),
    Commands.Query(),
};
root.Add(Settings.Overrides);

// The library's own handling of signals forgets which one it was.
using var interruption = new Interruption();
return interruption.ExitCode(await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, interruption.Token));
