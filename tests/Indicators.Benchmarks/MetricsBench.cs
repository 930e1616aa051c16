using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;

namespace Indicators.Benchmarks;

/// <summary>The figures for Prometheus: scrapes of the newest ones of many indicators, and the history of 100,000 beside the same figures as CSV.</summary>
internal sealed class MetricsBench(bool smoke, List<Figure> figures)
{
    private const string Latest = "/metrics/indicators";
    private const string History = "/metrics/indicators/history";
    private const string Csv = "/v1/observations?format=csv";
    private const string Allocated = "dotnet_gc_allocated_bytes_total";

    private readonly int indicators = smoke ? 500 : 5_000;
    private readonly int years = smoke ? 4 : 20;
    private readonly int scrapes = smoke ? 5 : 100;
    private readonly int rounds = smoke ? 1 : 5;

    public async Task RunAsync()
    {
        using var place = new Workplace();
        place.StartSuite();
        await place.SaidAsync("The suite is ready", TimeSpan.FromSeconds(120));
        place.StopSuite();
        Generated.Fill(place.Path("var/data/health-resources.db"), indicators, 1, years);
        place.StartSuite();
        await place.SaidAsync("The suite is ready", TimeSpan.FromSeconds(120));
        using var client = new HttpClient { BaseAddress = new Uri(place.Address("Suite:Gateway:Rest")) };
        await ScrapeAsync(place, client);
        await ExportAsync(place, client);
    }

    // As Prometheus does it: OpenMetrics, compressed.
    private async Task ScrapeAsync(Workplace place, HttpClient client)
    {
        var first = await TimeAsync(client);
        await Task.WhenAll(Enumerable.Range(0, scrapes).Select(_ => TimeAsync(client)));
        var before = await AllocatedAsync(place, client);
        var times = new List<double>();
        for (var scrape = 0; scrape < scrapes; scrape++)
        {
            times.Add(await TimeAsync(client));
        }

        var garbage = (await AllocatedAsync(place, client) - before) / scrapes / 1e6;
        times.Sort();
        figures.Add(new Figure("The first scrape of all, its code not compiled yet, ms", first, null, AtMost: true));
        figures.Add(new Figure("A scrape of 5,000 indicators, median, ms", times[scrapes / 2], null, AtMost: true));
        figures.Add(new Figure("A scrape of 5,000 indicators, 95 of 100, ms", times[scrapes * 95 / 100], 50, AtMost: true));
        figures.Add(new Figure("Garbage of a scrape of 5,000 indicators, MB", garbage, 20, AtMost: true));
        await PublishedAsync(place, client);
    }

    // A scrape that meets a new data version. The gateway makes the page when it sees the version; a scrape in that very moment waits for it.
    private async Task PublishedAsync(Workplace place, HttpClient client)
    {
        var (times, garbage) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            await PublishAsync(place, round);
            var before = await AllocatedAsync(place, client);
            times.Add(await TimeAsync(client));
            garbage.Add((await AllocatedAsync(place, client) - before) / 1e6);
        }

        figures.Add(new Figure("The first scrape a second after a publication, median, ms", times.Order().ElementAt(rounds / 2), null, AtMost: true));
        figures.Add(new Figure("Its garbage, MB", garbage.Order().ElementAt(rounds / 2), null, AtMost: true));
    }

    private static async Task PublishAsync(Workplace place, int round)
    {
        var folder = Directory.CreateDirectory(place.Path($"bench-{round}")).FullName;
        var rows = "indicator,area,period,dimensions,value,unit,qualifier,kind,locator,preliminary,series_break,action,note_zh,note_en\n"
            + $"beds,CN,{2060 + round},,5,beds,exact,actual,p. 1,,,,,\n";
        await File.WriteAllTextAsync(Path.Combine(folder, "observations.csv"), rows);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(rows)));
        await File.WriteAllTextAsync(Path.Combine(folder, "release.json"), $$"""
            {"id":"bench-{{round}}","title":{"zh":"测量","en":"Measurement"},"issuer":{"zh":"测量","en":"Measurement"},"documentNumber":"","issuedOn":"2031-01-01",
             "publishedOn":"","publishedBy":"","url":"","evidence":"official","preliminary":false,"revises":[],"note":{"zh":"","en":""},"services":["health-resources"],
             "files":[{"name":"observations.csv","rows":1,"sha256":"{{hash}}"}]}
            """);
        var settings = place.Ports.Where(p => p.Key.StartsWith("Suite:", StringComparison.Ordinal)).SelectMany(p => new[] { "--set", $"{p.Key}={p.Value}" });
        await Child.OutputAsync("dotnet", [Path.Combine(Workplace.Root, "services/Cli/bin/Release/net10.0/Indicators.Cli.dll"), "publish", folder, .. settings]);

        // The gateway looks five times a second.
        await Task.Delay(TimeSpan.FromSeconds(1));
    }

    private async Task ExportAsync(Workplace place, HttpClient client)
    {
        // What a process does often it compiles anew for a while.
        for (var warming = 0; warming < 2; warming++)
        {
            await RowsAsync(client, Csv);
            await RowsAsync(client, History);
        }

        var resident = place.Resident("Indicators.Gateway");
        var (ratios, before, highest) = (new List<double>(), resident(), 0L);
        for (var round = 0; round < rounds; round++)
        {
            var csv = await RowsAsync(client, Csv);
            var read = RowsAsync(client, History);
            while (!read.IsCompleted)
            {
                highest = Math.Max(highest, resident());
                await Task.Delay(10);
            }

            var history = await read;
            ratios.Add(history / csv);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"history: {history:F0} rows a second, CSV {csv:F0} = {history / csv:F2}"));
        }

        figures.Add(new Figure("History of 100,000 figures / the CSV export, rows a second", ratios.Order().ElementAt(rounds / 2), 0.3, AtMost: false));
        figures.Add(new Figure("Memory that the gateway gained in the history, MB", (highest - before) / 1e6, 20, AtMost: true));
    }

    private async Task<double> RowsAsync(HttpClient client, string address)
    {
        var clock = Stopwatch.StartNew();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var rows = 0;
        while (await reader.ReadLineAsync() is { } line)
        {
            rows += line.Length > 0 && line[0] != '#' ? 1 : 0;
        }

        return rows >= indicators * years
            ? rows / clock.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"{address} has {rows} rows, not {indicators * years}.");
    }

    private async Task<double> TimeAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Latest);
        request.Headers.Accept.ParseAdd("application/openmetrics-text;version=1.0.0");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        var start = Stopwatch.GetTimestamp();
        using var answer = await client.SendAsync(request);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        using var text = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        var said = await text.ReadToEndAsync();
        return said.Split("\nhealth_indicator_items{").Length > indicators && said.EndsWith("# EOF\n", StringComparison.Ordinal)
            ? took
            : throw new InvalidOperationException("The scrape lacks indicators.");
    }

    private static async Task<double> AllocatedAsync(Workplace place, HttpClient client)
    {
        var text = await client.GetStringAsync(place.Address("Suite:Gateway:Operations") + "/metrics");
        var line = text.Split('\n').First(l => l.StartsWith(Allocated + " ", StringComparison.Ordinal));
        return double.Parse(line[Allocated.Length..], CultureInfo.InvariantCulture);
    }
}
