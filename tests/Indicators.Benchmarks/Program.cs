using Indicators.Benchmarks;
using Indicators.Benchmarks.Allocation;

// The bare server is a process of its own, so that it competes for the machine as the suite does.
if (args is ["bare", ..])
{
    BareServer.Run(int.Parse(args[1]), int.Parse(args[2]), args[3]);
    return 0;
}

var smoke = args.Contains("--smoke");
var figures = new List<Figure>();
var scale = new ScaleBench(smoke, figures);
if (args.Contains("--allocation"))
{
    AllocationBench.Run(smoke, figures);
}
else if (args.Contains("--export"))
{
    await scale.RunExportAsync();
}
else if (args.Contains("--metrics"))
{
    await new MetricsBench(smoke, figures).RunAsync();
}
else if (args.Contains("--pages"))
{
    using var bench = await Bench.StartAsync(smoke, figures);
    await bench.RunPagesAsync();
}
else if (args.Contains("--faults"))
{
    await new FaultBench(smoke, figures).RunAsync();
}
else
{
    if (!args.Contains("--scale"))
    {
        using var bench = await Bench.StartAsync(smoke, figures);
        await bench.RunAsync();
        AllocationBench.Run(smoke, figures);
    }

    await scale.RunAsync();
    await new MetricsBench(smoke, figures).RunAsync();
    if (!args.Contains("--scale"))
    {
        await new FaultBench(smoke, figures).RunAsync();
    }
}

Console.WriteLine();
figures.ForEach(Console.WriteLine);

// A smoke run shows that every figure can be measured, and judges nothing.
return smoke || figures.All(f => f.Holds) ? 0 : 1;
