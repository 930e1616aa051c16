using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Indicators.Data.V1;

namespace Indicators.Benchmarks;

/// <summary>Measures the suite against a bare server in one run: rounds alternate, and each figure is the median of the rounds' ratios.</summary>
internal sealed class Bench : IDisposable
{
    private const string Service = "Suite:Services:health-resources:Grpc";
    private const string TenRows = "/v1/observations?indicator=beds&area=CN&period=2015..2024&pageSize=10";

    private const int FewestWarming = 3;
    private const int MostWarming = 8;

    private readonly Workplace place = new();
    private readonly List<Figure> figures;
    private readonly int rounds;
    private readonly int seconds;
    private readonly bool smoke;

    private Bench(bool smoke, List<Figure> figures)
    {
        this.figures = figures;
        (this.smoke, rounds, seconds) = smoke ? (true, 1, 1) : (false, 5, 4);
    }

    public static async Task<Bench> StartAsync(bool smoke, List<Figure> figures)
    {
        var bench = new Bench(smoke, figures);
        var clock = Stopwatch.StartNew();
        bench.place.StartSuite();
        foreach (var port in bench.place.Ports.Keys.Where(
            k => k.StartsWith("Suite:", StringComparison.Ordinal) && (k.EndsWith(":Http", StringComparison.Ordinal) || k.EndsWith(":Operations", StringComparison.Ordinal))))
        {
            await Workplace.WaitAsync(bench.place.Address(port) + "/health/ready", TimeSpan.FromSeconds(120));
        }

        await bench.place.SaidAsync("The suite is ready", TimeSpan.FromSeconds(120));
        bench.figures.Add(new Figure("All seven ready, empty state, seconds", clock.Elapsed.TotalSeconds, 8, AtMost: true));
        Directory.CreateDirectory(bench.place.Path("answers"));
        return bench;
    }

    public async Task RunAsync()
    {
        await MeasureMemoryAsync();
        await PrepareAsync();
        place.StartBare();
        place.StartNginx();
        await Workplace.WaitAsync(place.Address("bare:http1") + "/rest", TimeSpan.FromSeconds(20));
        await Workplace.WaitAsync(place.Address("nginx") + "/rest", TimeSpan.FromSeconds(20));
        var bare = place.Address("bare:http1") + "/rest";
        await CompareAsync("REST, the same query, 32 connections / bare Kestrel", 0.85, bare, () => Load.WrkAsync(place.Address("Suite:Gateway:Rest") + TenRows, seconds));
        await CompareAsync("  nginx serving the same bytes / bare Kestrel", null, bare, () => Load.WrkAsync(place.Address("nginx") + "/rest", seconds));
        await TelemetryBench.RunAsync(place, TenRows, CompareAsync, seconds);
        await CompareAsync("REST, 304 / the same of nginx", 0.8, await NotModifiedAsync("nginx", "/rest"), await NotModifiedAsync("Suite:Gateway:Rest", TenRows));
        await RunPagesAsync();
        var turn = 0;
        await CompareAsync("REST, ten rows, every query different / bare Kestrel", 0.2, () => TenRowsAsync("bare:http1", 0), () => TenRowsAsync("Suite:Gateway:Rest", turn++));
        await CompareAsync("  bare Kestrel sent these queries / sent one address again and again", null, bare, () => TenRowsAsync("bare:http1", 0));
        await CompareAsync("  the same bytes behind one bare call over HTTP/2 / bare Kestrel", null, bare, () => Load.WrkAsync(place.Address("bare:http1") + "/hop/rest", seconds));
        await CompareGrpcAsync("gRPC at a service, from memory / bare Kestrel HTTP/2", 0.8, "bare:http2", Service, "GetIndicator");
        await CompareGrpcAsync("gRPC at a service, ten figures from SQLite / bare Kestrel HTTP/2", 0.3, "bare:http2", Service, "QueryObservations");
        await CompareGrpcAsync("gRPC through the gateway, from memory / at the service", 0.5, Service, "Suite:Gateway:Grpc", "GetIndicator");
        await CompareGrpcAsync("gRPC through the gateway, ten figures from SQLite / at the service", 0.5, Service, "Suite:Gateway:Grpc", "QueryObservations");
    }

    public Task RunPagesAsync() => new PagesBench(place, TenRows, CompareAsync, figures, smoke, seconds).RunAsync();

    public void Dispose() => place.Dispose();

    private async Task MeasureMemoryAsync()
    {
        // What start-up left behind is collected when it is needed, so let the first pages of work pass first.
        await Task.Delay(2000);
        foreach (var (name, process) in place.Programs())
        {
            var bound = name.EndsWith("Gateway", StringComparison.Ordinal) ? 160 : 100;
            figures.Add(new Figure($"Memory after start, {name}, MB resident", process.WorkingSet64 / 1e6, bound, AtMost: true));
        }
    }

    /// <summary>Writes the answers that the bare server gives and the requests that the load tools send.</summary>
    private async Task PrepareAsync()
    {
        using var client = new HttpClient();
        var answer = await client.GetByteArrayAsync(place.Address("Suite:Gateway:Rest") + TenRows);
        await File.WriteAllBytesAsync(place.Path("answers/rest"), answer);
        await File.WriteAllBytesAsync(place.Path("answers/observations"), answer);
        using var channel = GrpcChannel.ForAddress(place.Address(Service));
        var data = new IndicatorDataService.IndicatorDataServiceClient(channel);
        var one = new GetIndicatorRequest { Code = "beds" };
        var ten = new QueryObservationsRequest { PageSize = 10, Selection = new() { Indicators = { "beds" }, Areas = { "CN" }, Periods = { "2015..2024" } } };
        var page = await data.QueryObservationsAsync(ten, deadline: DateTime.UtcNow.AddSeconds(10));
        if (page.Observations.Count != 10)
        {
            throw new InvalidOperationException($"The query that is measured gave {page.Observations.Count} figures, not ten.");
        }

        WriteFrame("GetIndicator.request", one);
        WriteFrame("answers/GetIndicator", await data.GetIndicatorAsync(one, deadline: DateTime.UtcNow.AddSeconds(10)));
        WriteFrame("QueryObservations.request", ten);
        WriteFrame("answers/QueryObservations", page);
        await CheckTenRowsAsync(client);
        await File.WriteAllLinesAsync(place.Path("queries.txt"), Queries.TenRowsEach());
    }

    /// <summary>Every so many of the queries is asked once: what is measured must be what its name says.</summary>
    private async Task CheckTenRowsAsync(HttpClient client)
    {
        foreach (var query in Queries.TenRowsEach().Where((_, number) => number % 9973 == 0))
        {
            using var answer = JsonDocument.Parse(await client.GetByteArrayAsync(place.Address("Suite:Gateway:Rest") + query));
            if (answer.RootElement.GetProperty("items").GetArrayLength() != 10)
            {
                throw new InvalidOperationException($"{query} has not ten rows.");
            }
        }
    }

    /// <summary>Load of readers who have the answer already.</summary>
    private async Task<Func<Task<double>>> NotModifiedAsync(string port, string path)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(place.Address(port) + path);
        return () => Load.WrkAsync(place.Address(port) + path, seconds, header: $"If-None-Match: {answer.Headers.ETag}");
    }

    /// <summary>
    /// Queries of ten rows that are all different, of which every turn takes others. The bare server is sent them by the same script: to write a request
    /// costs the load tool more than to repeat one, on the cores that it shares with the server.
    /// </summary>
    private Task<double> TenRowsAsync(string port, int turn) => Load.WrkAsync(
        place.Address(port), seconds, Path.Combine(AppContext.BaseDirectory, "queries.lua"), null, place.Path("queries.txt"), $"{turn * 30_000}");

    private Task CompareGrpcAsync(string name, double asked, string baseline, string ours, string method)
    {
        return CompareAsync(name, asked, () => CallAsync(baseline), () => CallAsync(ours));

        Task<double> CallAsync(string port) =>
            Load.H2LoadAsync($"{place.Address(port)}/indicators.data.v1.IndicatorDataService/{method}", place.Path($"{method}.request"), seconds);
    }

    private Task CompareAsync(string name, double? asked, string bare, Func<Task<double>> ours) => CompareAsync(name, asked, () => Load.WrkAsync(bare, seconds), ours);

    private async Task CompareAsync(string name, double? asked, Func<Task<double>> bare, Func<Task<double>> ours)
    {
        var ratios = new List<double>();

        // What a process does often it compiles anew for a while; a figure is what it does after that: once a turn is no longer the fastest by far.
        var fastest = 0d;
        for (var warming = 0; warming < (smoke ? 1 : MostWarming); warming++)
        {
            var rate = await ours();
            if (warming >= FewestWarming - 1 && rate < fastest * 1.03)
            {
                break;
            }

            fastest = Math.Max(fastest, rate);
        }

        for (var round = 0; round < rounds; round++)
        {
            var (base_, rate) = (await bare(), await ours());
            ratios.Add(rate / base_);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {rate:F0} / {base_:F0} a second = {rate / base_:F2}"));
        }

        figures.Add(new Figure(name, ratios.Order().ElementAt(rounds / 2), asked, AtMost: false));
    }

    private void WriteFrame(string file, IMessage message)
    {
        var size = message.CalculateSize();
        byte[] frame = [0, (byte)(size >> 24), (byte)(size >> 16), (byte)(size >> 8), (byte)size, .. message.ToByteArray()];
        File.WriteAllBytes(place.Path(file), frame);
    }
}

/// <summary>One measured figure and the bound that is asked for.</summary>
internal sealed record Figure(string Name, double Value, double? Asked, bool AtMost)
{
    public bool Holds => Asked is not { } asked || (AtMost ? Value <= asked : Value >= asked);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Holds ? "holds " : "MISSES")} {Name,-70} {Value,8:F2}   {(Asked is null ? "for comparison" : $"asked: at {(AtMost ? "most" : "least")} {Asked}")}");
}
