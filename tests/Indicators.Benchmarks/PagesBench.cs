using System.Diagnostics;
using System.Globalization;

namespace Indicators.Benchmarks;

/// <summary>Pages and charts beside the queries of JSON that carry the same figures.</summary>
/// <param name="place">The running suite.</param>
/// <param name="path">A query that the gateway answers from its cache.</param>
/// <param name="compare">Compares a rate with a baseline in rounds and keeps the figure.</param>
internal sealed class PagesBench(
    Workplace place, string path, Func<string, double?, Func<Task<double>>, Func<Task<double>>, Task> compare, List<Figure> figures, bool smoke, int seconds)
{
    private const string Page = "/indicators/beds?lang=zh";
    private const string Chart = "/v1/indicators/beds/chart.svg?lang=zh";
    private const string Browser = "Accept-Encoding: gzip, deflate, br, zstd";

    // Of many kinds of data; each width is a drawing of its own.
    private static readonly string[] Codes =
    [
        "beds", "health_institutions", "regional_medical_center_projects", "county_hospital_level2_capability_share", "key_specialty_projects",
    ];

    private readonly int drawings = smoke ? 5 : 40;

    public async Task RunAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri(place.Address("Suite:Gateway:Rest")) };
        await DrawAsync(client);
        await compare("A page, the same again / the same query of JSON", 0.5, Load(path), Load(Page));
        await compare("  both as browsers ask for them, compressed", 0.5, Load(path, Browser), Load(Page, Browser));

        // A cached answer of about as many bytes: what is sent takes time too.
        var bytes = (await client.GetByteArrayAsync(Chart)).Length;
        var (rows, size) = await OfSizeAsync(client, bytes);
        Console.WriteLine($"a chart of {bytes} bytes, {rows} rows of JSON in {size}");
        await compare("A chart drawn before / a cached answer of as many bytes", 0.9, Load(Json(rows)), Load(Chart));
    }

    private async Task DrawAsync(HttpClient client)
    {
        foreach (var code in Codes)
        {
            await client.GetByteArrayAsync($"/v1/indicators/{code}/chart.svg");
        }

        var times = new List<double>();
        for (var drawing = 0; drawing < drawings; drawing++)
        {
            foreach (var code in Codes)
            {
                var start = Stopwatch.GetTimestamp();
                await client.GetByteArrayAsync(string.Create(CultureInfo.InvariantCulture, $"/v1/indicators/{code}/chart.svg?width={400 + drawing}"));
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        times.Sort();
        figures.Add(new Figure("A chart not drawn before, median, ms", times[times.Count / 2], null, AtMost: true));
        figures.Add(new Figure("A chart not drawn before, 95 of 100, ms", times[times.Count * 95 / 100], 100, AtMost: true));
        figures.Add(new Figure("A chart not drawn before, the slowest, ms", times[^1], null, AtMost: true));
    }

    private static async Task<(int Rows, int Bytes)> OfSizeAsync(HttpClient client, int bytes)
    {
        var rows = 1;
        while (true)
        {
            var size = (await client.GetByteArrayAsync(Json(rows))).Length;
            if (size >= bytes || rows == 200)
            {
                return (rows, size);
            }

            rows++;
        }
    }

    private static string Json(int rows) => $"/v1/observations?indicator=beds&pageSize={rows}";

    private Func<Task<double>> Load(string path, string? header = null) =>
        () => Benchmarks.Load.WrkAsync(place.Address("Suite:Gateway:Rest") + path, seconds, header: header);
}
