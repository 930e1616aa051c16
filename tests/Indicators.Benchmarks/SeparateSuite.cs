namespace Indicators.Benchmarks;

/// <summary>The seven programs without their supervisor, on the state that a first run left, so that one can be ended or frozen alone.</summary>
internal sealed class SeparateSuite : IDisposable
{
    private const string Gateway = "gateway";
    private readonly Workplace place;
    private readonly Dictionary<string, Child> running = [];

    private SeparateSuite(Workplace place) => this.place = place;

    public IEnumerable<string> Services => running.Keys.Where(name => name != Gateway);

    public static async Task<SeparateSuite> StartAsync(Workplace place)
    {
        place.StartSuite();
        await place.SaidAsync("The suite is ready", TimeSpan.FromSeconds(120));
        place.StopSuite();
        var suite = new SeparateSuite(place);
        foreach (var key in place.Ports.Keys.Where(k => k.EndsWith(":Http", StringComparison.Ordinal)))
        {
            suite.Start(key.Split(':')[2]);
        }

        suite.Start(Gateway);
        await Workplace.WaitAsync(place.Address("Suite:Gateway:Operations") + "/health", TimeSpan.FromSeconds(60));
        return suite;
    }

    public void Start(string name)
    {
        var program = string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        var settings = place.Ports.Where(p => p.Key.StartsWith("Suite:", StringComparison.Ordinal)).Select(p => $"--{p.Key}={p.Value}");
        running[name] = Child.Start(
            "dotnet",
            [Path.Combine(Workplace.Root, $"services/{program}/bin/Release/net10.0/Indicators.{program}.dll"), .. settings, "--Suite:Data=" + place.Path("var/data")],
            place.Path($"{name}.log"));
    }

    /// <summary>Waits until a service's own port answers.</summary>
    public Task ReadyAsync(string name) => Workplace.WaitAsync(place.Address($"Suite:Services:{name}:Http") + "/health/ready", TimeSpan.FromSeconds(60));

    /// <summary>STOP and CONT freeze and thaw it.</summary>
    public Task SignalAsync(string name, string signal) => Child.OutputAsync("kill", $"-{signal}", $"{running[name].Id}");

    public async Task KillAsync(string name)
    {
        await SignalAsync(name, "KILL");
        running[name].Dispose();
    }

    public void Dispose()
    {
        foreach (var child in running.Values)
        {
            child.Dispose();
        }
    }
}
