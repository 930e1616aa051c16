namespace Indicators.Benchmarks;

/// <summary>What measuring costs: the gateway of the suite, which measures every request, against a second one over the same services that does not.</summary>
internal static class TelemetryBench
{
    /// <param name="place">The running suite.</param>
    /// <param name="path">A query that the gateway answers from its cache.</param>
    /// <param name="compare">Compares a rate with a baseline in rounds and keeps the figure.</param>
    public static async Task RunAsync(Workplace place, string path, Func<string, double?, Func<Task<double>>, Func<Task<double>>, Task> compare, int seconds)
    {
        using (await StartAsync(place, path, seconds, ["--Suite:Telemetry:Metrics=false"]))
        {
            await compare("REST, the same query, measured / not measured", 0.95, Load(place, "second:Rest", path, seconds), Load(place, "Suite:Gateway:Rest", path, seconds));
        }

        // Nobody listens at this port: everything that is gathered for the collector is dropped in the end.
        using (await StartAsync(place, path, seconds, [], ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"), ("OTEL_TRACES_SAMPLER", "always_on")))
        {
            await compare("  each of them traced, the collector down / not traced", null, Load(place, "Suite:Gateway:Rest", path, seconds), Load(place, "second:Rest", path, seconds));
        }
    }

    private static Func<Task<double>> Load(Workplace place, string port, string path, int seconds) =>
        () => Benchmarks.Load.WrkAsync(place.Address(port) + path, seconds);

    private static async Task<Child> StartAsync(Workplace place, string path, int seconds, string[] settings, params (string Key, string Value)[] environment)
    {
        var second = place.StartSecondGateway(settings, environment);
        await Workplace.WaitAsync(place.Address("second:Operations") + "/health/ready", TimeSpan.FromSeconds(60));
        for (var warming = 0; warming < 3; warming++)
        {
            await Load(place, "second:Rest", path, seconds)();
        }

        return second;
    }
}
