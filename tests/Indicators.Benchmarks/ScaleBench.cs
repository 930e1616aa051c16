using System.Diagnostics;
using System.Globalization;

namespace Indicators.Benchmarks;

/// <summary>What happens when the store grows: an export of everything, a small query among many figures, a search among many indicators.</summary>
internal sealed class ScaleBench(bool smoke, List<Figure> figures)
{
    private readonly int few = smoke ? 2_000 : 10_000;
    private readonly int export = smoke ? 20_000 : 1_000_000;
    private readonly int many = smoke ? 40_000 : 10_000_000;
    private readonly int asked = smoke ? 200 : 4_000;

    public async Task RunAsync()
    {
        var small = await AtSizeAsync(few, place => TenRowsAsync(place, few));
        await RunExportAsync();
        await AtSizeAsync(many, async place =>
        {
            var large = await TenRowsAsync(place, many);
            Add("Ten rows among 10,000,000 figures / among 10,000, median time", large / small, 1.5, atMost: true);
            return await SearchAsync(place);
        });
    }

    /// <summary>The large export and the streams alone.</summary>
    public Task RunExportAsync() => AtSizeAsync(export, async place =>
    {
        var seconds = await ExportAsync(place);
        await new StreamBench(place, smoke, figures).RunAsync(Sql);
        return seconds;
    });

    private void Add(string name, double value, double? bound, bool atMost) => figures.Add(new Figure(name, value, bound, atMost));

    /// <summary>A suite of its own on the seeds and this many figures more.</summary>
    private static async Task<double> AtSizeAsync(int count, Func<Workplace, Task<double>> measure)
    {
        using var place = new Workplace();
        place.StartSuite();
        await place.SaidAsync("The suite is ready", TimeSpan.FromSeconds(120));
        place.StopSuite();
        Generated.Fill(place.Path("var/data/health-resources.db"), count);
        place.StartSuite();
        await place.SaidAsync("The suite is ready", TimeSpan.FromSeconds(300));
        return await measure(place);
    }

    /// <summary>Median time of a query of ten rows, each of another series, after as many to warm up.</summary>
    private async Task<double> TenRowsAsync(Workplace place, int count)
    {
        var indicators = count / Generated.PerIndicator;
        return (await TimesAsync(place, Query))[asked / 2];

        // Ten years of one series; the last day makes each address another one.
        string Query(int number) => $"/v1/observations?indicator={Generated.Code(number * 7919 % indicators)}&area={Generated.AreaCodes[number * 31 % Generated.Areas]}"
            + $"&period={1985 + (number % 30)}..{1995 + (number % 30)}-{1 + (number / 30 % 11):D2}-{1 + (number % 27):D2}";
    }

    private async Task<double> SearchAsync(Workplace place)
    {
        var searches = await TimesAsync(place, number => (number % 3) switch
        {
            0 => $"/v1/indicators?q=generated%20{number}",
            1 => $"/v1/indicators?q=%E5%BA%8A%E4%BD%8D%20{number}",
            _ => $"/v1/indicators?q=indicator%20number%20{number}",
        });
        var search = P99(searches);

        // The plainest read by a key that the gateway has: an area, from memory.
        var read = P99(await TimesAsync(place, number => $"/v1/areas/{Generated.AreaCodes[number % Generated.Areas]}?labels={(number % 2 == 0 ? "codes" : "texts")}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"p99: search {search:F2} ms, area by its key {read:F2} ms"));
        Add("Search among 5,000 indicators / an area by its key, p99", search / read, 10, atMost: true);
        return search;

        double P99(List<double> times) => times[asked * 99 / 100];
    }

    private async Task<double> ExportAsync(Workplace place)
    {
        var address = place.Address("Suite:Gateway:Rest") + "/v1/observations?format=csv";
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        await DownloadAsync(client, address + "&indicator=beds", place.Path("warm.csv"));
        var resident = place.Resident("Indicators.Gateway");
        var before = resident();
        var highest = before;
        var clock = Stopwatch.StartNew();
        var download = DownloadAsync(client, address, place.Path("export.csv"));
        while (!download.IsCompleted)
        {
            highest = Math.Max(highest, resident());
            await Task.Delay(50);
        }

        await download;
        var ours = clock.Elapsed.TotalSeconds;
        var rows = File.ReadLines(place.Path("export.csv")).Count() - 1;
        if (rows < export)
        {
            throw new InvalidOperationException($"The export has {rows} rows, not {export}.");
        }

        clock.Restart();
        await Child.OutputAsync("sh", "-c", $"sqlite3 -csv -header '{place.Path("var/data/health-resources.db")}' \"{Sql}\" > '{place.Path("sqlite.csv")}'");
        var theirs = clock.Elapsed.TotalSeconds;
        var sqliteRows = File.ReadLines(place.Path("sqlite.csv")).Count() - 1;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"export: {rows / ours:F0} rows a second, sqlite3 -csv {sqliteRows / theirs:F0}"));
        Add("CSV export through the gateway / sqlite3 -csv, rows a second", rows / ours / (sqliteRows / theirs), 0.3, atMost: false);
        Add("Memory that the gateway gained in the export, MB", (highest - before) / 1e6, 50, atMost: true);
        return ours;
    }

    // The same cells, from the same tables.
    private const string Sql =
        "SELECT s.indicator, i.name_zh, i.name_en, s.area, t.period, t.period_start, t.period_end, s.dimensions, t.kind, t.value, i.unit, t.qualifier, t.published_value, "
        + "t.published_unit, t.note_zh, t.note_en, r.known_from, t.series_break, r.id, r.title_zh, r.title_en, r.issuer_zh, r.issuer_en, r.document_number, r.issued_on, r.url, "
        + "t.locator, r.evidence FROM series s JOIN statement t ON t.series_id = s.series_id JOIN release r ON r.release_no = t.release_no JOIN indicator i ON i.code = s.indicator "
        + "ORDER BY s.indicator, s.area, s.dimensions, t.period_start, t.period_end, t.kind";

    private static async Task DownloadAsync(HttpClient client, string address, string file)
    {
        using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var target = File.Create(file);
        await answer.Content.CopyToAsync(target);
    }

    /// <summary>Milliseconds of each of as many questions, one after the other, in order; as many before them warm up.</summary>
    private async Task<List<double>> TimesAsync(Workplace place, Func<int, string> query)
    {
        using var client = new HttpClient { BaseAddress = new Uri(place.Address("Suite:Gateway:Rest")) };
        var times = new List<double>(asked);
        for (var number = 0; number < 2 * asked; number++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(query(number));
            await answer.Content.ReadAsByteArrayAsync();
            answer.EnsureSuccessStatusCode();
            if (number >= asked)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        times.Sort();
        return times;
    }
}
