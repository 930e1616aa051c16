using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Indicators.Data.V1;

namespace Indicators.Benchmarks;

/// <summary>Streams of one service over gRPC: everything that it has, readers that stop reading, and many that wait for something to happen.</summary>
internal sealed partial class StreamBench(Workplace place, bool smoke, List<Figure> figures)
{
    private const string Path = "/indicators.data.v1.IndicatorDataService/StreamObservations";
    private const int Connections = 20;

    private readonly Func<long> resident = place.Resident("Indicators.HealthResources");
    private readonly int stalled = smoke ? 5 : 100;
    private readonly int idle = smoke ? 100 : 1_000;
    private readonly TimeSpan held = TimeSpan.FromSeconds(smoke ? 5 : 60);

    private int Port => place.Ports["Suite:Services:health-resources:Grpc"];

    private string Address => place.Address("Suite:Services:health-resources:Grpc");

    /// <param name="sql">Writes the same rows.</param>
    public async Task RunAsync(string sql)
    {
        await MeasureEverythingAsync(sql);
        await MeasureIdleAsync("at a service", Address, resident);
        await MeasureIdleAsync("at the gateway", place.Address("Suite:Gateway:Grpc"), place.Resident("Indicators.Gateway"));
        await MeasureStalledAsync();
    }

    private async Task MeasureEverythingAsync(string sql)
    {
        var before = resident();
        var (rows, bytes) = await CountAsync();
        var file = place.Path("everything.request");
        await File.WriteAllBytesAsync(file, new byte[5]);
        var highest = resident();
        var clock = Stopwatch.StartNew();
        var stream = Child.OutputAsync(
            "h2load", "-n1", "-c1", "-m1", "-t1", "-d", file, "-H", "content-type: application/grpc", "-H", "te: trailers", Address + Path);
        while (!stream.IsCompleted)
        {
            highest = Math.Max(highest, resident());
            await Task.Delay(50);
        }

        var said = await stream;
        var ours = rows / clock.Elapsed.TotalSeconds;
        if (long.Parse(Data().Match(said).Groups[1].ValueSpan, CultureInfo.InvariantCulture) != bytes)
        {
            throw new InvalidOperationException($"The stream had not {bytes} bytes: {said}");
        }

        clock.Restart();
        await Child.OutputAsync("sh", "-c", $"sqlite3 -csv -header '{place.Path("var/data/health-resources.db")}' \"{sql}\" > '{place.Path("stream.csv")}'");
        var theirs = (File.ReadLines(place.Path("stream.csv")).Count() - 1) / clock.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stream of {rows} figures: {ours:F0} rows a second, sqlite3 -csv {theirs:F0}"));
        figures.Add(new Figure("gRPC stream of 1,000,000 at a service / sqlite3 -csv, rows a second", ours / theirs, 0.3, AtMost: false));
        figures.Add(new Figure("Memory that the service gained in the stream, MB", (highest - before) / 1e6, 20, AtMost: true));
    }

    /// <summary>Reads the whole stream once, which warms the service up: its figures, and its bytes with the five before each message.</summary>
    private async Task<(int Rows, long Bytes)> CountAsync()
    {
        using var channel = GrpcChannel.ForAddress(Address);
        using var call = new IndicatorDataService.IndicatorDataServiceClient(channel).StreamObservations(new StreamObservationsRequest());
        var (rows, bytes) = (0, 0L);
        await foreach (var message in call.ResponseStream.ReadAllAsync())
        {
            rows += message.Observations.Count;
            bytes += 5 + message.CalculateSize();
        }

        return (rows, bytes);
    }

    /// <summary>Readers whose windows are open and who never read a byte: what they cost is what the service keeps for them.</summary>
    private async Task MeasureStalledAsync()
    {
        var before = await SettledAsync(resident);
        var readers = new List<Socket>();
        for (var i = 0; i < stalled; i++)
        {
            var socket = Http2Bytes.Connect(Port);
            socket.Send(Http2Bytes.Frame(Http2Bytes.Headers, Http2Bytes.EndHeaders, 1, Http2Bytes.Call(Path)));
            socket.Send(Http2Bytes.Frame(Http2Bytes.Data, Http2Bytes.EndStream, 1, new byte[5]));
            readers.Add(socket);
        }

        var after = await SettledAsync(resident);
        readers.ForEach(reader => reader.Dispose());
        figures.Add(new Figure("Memory of a reader that stops reading, MB", (after - before) / 1e6 / stalled, 1, AtMost: true));
    }

    private async Task MeasureIdleAsync(string where, string address, Func<long> resident)
    {
        var channels = Enumerable.Range(0, Connections).Select(_ => GrpcChannel.ForAddress(address)).ToList();
        // What the process gains in the same time with next to no streams is not theirs.
        await OpenAsync(channels, Connections);
        var before = await HighestAsync(resident);
        var calls = await OpenAsync(channels, idle);
        var highest = await HighestAsync(resident);
        calls.ForEach(call => call.Dispose());
        channels.ForEach(channel => channel.Dispose());
        figures.Add(new Figure($"Memory of each of {idle} idle streams {where}, KB", (highest - before) / 1e3 / idle, 40, AtMost: true));
    }

    /// <summary>Streams that have heard that nothing is left to tell them and wait for something to happen.</summary>
    private static async Task<List<AsyncServerStreamingCall<WatchResponse>>> OpenAsync(List<GrpcChannel> channels, int count)
    {
        var version = await new IndicatorDataService.IndicatorDataServiceClient(channels[0]).GetDataVersionAsync(new());
        var calls = new List<AsyncServerStreamingCall<WatchResponse>>();
        for (var i = 0; i < count; i++)
        {
            var call = new IndicatorDataService.IndicatorDataServiceClient(channels[i % channels.Count]).Watch(new() { Cursor = version.DataVersion });
            await call.ResponseStream.MoveNext(CancellationToken.None);
            calls.Add(call);
        }

        return calls;
    }

    private async Task<long> HighestAsync(Func<long> resident)
    {
        var highest = 0L;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < held;)
        {
            highest = Math.Max(highest, resident());
            await Task.Delay(500);
        }

        return highest;
    }

    /// <summary>Resident memory once it no longer moves by a hundredth in a second.</summary>
    private static async Task<long> SettledAsync(Func<long> resident)
    {
        var before = resident();
        for (var waited = 0; waited < 20; waited++)
        {
            await Task.Delay(1000);
            var now = resident();
            if (Math.Abs(now - before) < before / 100)
            {
                return now;
            }

            before = now;
        }

        return before;
    }

    [GeneratedRegex(@"\(([0-9]+)\) data")]
    private static partial Regex Data();
}
