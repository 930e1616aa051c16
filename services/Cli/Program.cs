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

// Stopping seven processes takes longer than the two seconds that are given by default.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
