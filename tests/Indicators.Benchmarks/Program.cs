using Indicators.Benchmarks;

// The bare server is a process of its own, so that it competes for the machine as the suite does.
if (args is ["bare", ..])
{
    BareServer.Run(int.Parse(args[1]), int.Parse(args[2]), args[3]);
    return 0;
}

var smoke = args.Contains("--smoke");
using var bench = await Bench.StartAsync(smoke);
await bench.RunAsync();
return bench.Report();
