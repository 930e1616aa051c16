using System.Diagnostics;
using System.Globalization;

namespace Indicators.Benchmarks;

/// <summary>What readers notice while one service of six is stopped or frozen.</summary>
internal sealed class FaultBench(bool smoke, List<Figure> figures)
{
    // None of what is measured beside it needs this one.
    private const string Faulted = "reforms";
    private const string Same = "/v1/observations?indicator=beds&area=CN&period=2015..2024&pageSize=10";
    private const string Other = "county-hospitals";
    private const int Sizes = 40;

    private readonly int rounds = smoke ? 1 : 5;
    private readonly int seconds = smoke ? 1 : 3;

    public async Task RunAsync()
    {
        using var place = new Workplace();
        using var suite = await SeparateSuite.StartAsync(place);
        using var client = new HttpClient { BaseAddress = new Uri(place.Address("Suite:Gateway:Rest")) };
        await File.WriteAllLinesAsync(place.Path("queries.txt"), Queries.TenRowsEach());
        await MeasureOthersAsync(place, suite, client);
        await MeasureStaleAsync(suite, client, "frozen");
        await MeasureStaleAsync(suite, client, "stopped");
        await CountWrongAsync(suite, client);
    }

    /// <summary>The slowest of a hundred answers that do not need the service, before and while it is gone; the moment it goes is within.</summary>
    private async Task MeasureOthersAsync(Workplace place, SeparateSuite suite, HttpClient client)
    {
        var rest = place.Address("Suite:Gateway:Rest");
        var offset = 0;
        (string Name, Func<Task<double>> Load)[] loads =
        [
            ("the same query", () => Load.SlowestAsync(rest + Same, seconds)),
            ("every query different", () => Load.SlowestAsync(
                rest, seconds, Path.Combine(AppContext.BaseDirectory, "queries.lua"), place.Path("queries.txt"), $"{offset++ * 60_000}")),
        ];
        foreach (var (name, load) in loads)
        {
            // What a process does often it compiles anew for a while.
            await load();
            foreach (var fault in new[] { "frozen", "stopped" })
            {
                var ratios = new List<double>();
                for (var round = 0; round < rounds; round++)
                {
                    var before = await load();
                    var during = load();
                    await BeginAsync(suite, fault);
                    var slowest = await during;
                    await EndAsync(suite, client, fault);
                    ratios.Add(slowest / before);
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"p99, {name}, {Faulted} {fault}: {slowest:F2} ms / {before:F2} ms before = {slowest / before:F2}"));
                }

                figures.Add(new Figure($"p99 without need of it, {name}, one {fault} / before", ratios.Order().ElementAt(rounds / 2), 1.5, AtMost: true));
            }
        }
    }

    private async Task MeasureStaleAsync(SeparateSuite suite, HttpClient client, string fault)
    {
        var addresses = Enumerable.Range(21, Sizes).Select(size => $"/v1/reforms/tasks?pageSize={size}").ToList();
        foreach (var address in addresses.Concat(addresses))
        {
            await client.GetByteArrayAsync(address);
        }

        // Another service that goes and comes back makes every kept answer one that may be old: this one is made anew, and waits for the service.
        const string Waiting = "/v1/targets?service=reforms&pageSize=7";
        const string Others = "/v1/county-hospitals/targets";
        foreach (var address in new[] { Waiting, Waiting, Others, Others })
        {
            await client.GetByteArrayAsync(address);
        }

        await suite.KillAsync(Other);
        await UntilAsync(client, Others, isStale: true);
        suite.Start(Other);
        await suite.ReadyAsync(Other);
        await UntilAsync(client, Others, isStale: false);
        await BeginAsync(suite, fault);
        var first = Stopwatch.StartNew();
        using (var waited = await client.GetAsync(Waiting))
        {
            var isStale = waited.Headers.Contains("Indicators-Stale");
            Add($"Stale answer, one {fault}, asked for before the circuit opens, seconds", isStale ? first.Elapsed.TotalSeconds : double.PositiveInfinity, 5);
        }

        await UntilAsync(client, addresses[0], isStale: true);
        var times = new List<double>();
        for (var round = 0; round < 10; round++)
        {
            foreach (var address in addresses)
            {
                var clock = Stopwatch.StartNew();
                using var answer = await client.GetAsync(address);
                await answer.Content.ReadAsByteArrayAsync();
                times.Add(answer.Headers.Contains("Indicators-Stale") ? clock.Elapsed.TotalMilliseconds : double.PositiveInfinity);
            }
        }

        Add($"Stale answers, one {fault}, circuit open: p99, ms", times.Order().ElementAt(times.Count * 99 / 100), 50);
        await EndAsync(suite, client, fault);
    }

    private async Task CountWrongAsync(SeparateSuite suite, HttpClient client)
    {
        var readers = await FaultReaders.PrepareAsync(client, smoke ? 5_000 : 100_000);
        var reading = readers.RunAsync();
        for (var turn = 0; !reading.IsCompleted; turn++)
        {
            var name = suite.Services.Order().ElementAt(turn / 2 % 6);
            var isFrozen = turn % 2 == 0;
            await (isFrozen ? suite.SignalAsync(name, "STOP") : suite.KillAsync(name));
            await Task.Delay(3000);
            if (isFrozen)
            {
                await suite.SignalAsync(name, "CONT");
            }
            else
            {
                suite.Start(name);
                await suite.ReadyAsync(name);
            }

            await Task.Delay(1000);
        }

        await reading;
        Console.WriteLine(readers);
        figures.Add(new Figure($"Wrong answers in {readers.Answered} while each service is frozen and killed in turn", readers.Wrong, 0, AtMost: true));
    }

    private static Task BeginAsync(SeparateSuite suite, string fault) =>
        fault == "frozen" ? suite.SignalAsync(Faulted, "STOP") : suite.KillAsync(Faulted);

    private async Task EndAsync(SeparateSuite suite, HttpClient client, string fault)
    {
        if (fault == "frozen")
        {
            await suite.SignalAsync(Faulted, "CONT");
        }
        else
        {
            suite.Start(Faulted);
            await suite.ReadyAsync(Faulted);
        }

        var clock = Stopwatch.StartNew();
        await UntilAsync(client, "/v1/reforms/tasks?pageSize=99", isStale: false);
        Add($"Used again, once it {(fault == "frozen" ? "thawed" : "was ready")}, seconds", clock.Elapsed.TotalSeconds, 2);
    }

    // Of what is measured several times the worst counts.
    private void Add(string name, double value, double asked)
    {
        var before = figures.FindIndex(f => f.Name == name);
        var worst = new Figure(name, before < 0 ? value : Math.Max(value, figures[before].Value), asked, AtMost: true);
        if (before < 0)
        {
            figures.Add(worst);
        }
        else
        {
            figures[before] = worst;
        }
    }

    private static async Task UntilAsync(HttpClient client, string address, bool isStale)
    {
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(60);)
        {
            using var answer = await client.GetAsync(address);
            if (answer.IsSuccessStatusCode && answer.Headers.Contains("Indicators-Stale") == isStale)
            {
                return;
            }

            await Task.Delay(5);
        }

        throw new InvalidOperationException($"{address} was not {(isStale ? "stale" : "answered")} within a minute.");
    }
}
