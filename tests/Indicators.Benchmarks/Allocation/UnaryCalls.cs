using System.Buffers;
using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using Google.Protobuf;
using Grpc.Core;
using Indicators.Data.V1;
using Indicators.ServiceDefaults;
using Indicators.Types.V1;

namespace Indicators.Benchmarks.Allocation;

/// <summary>The same call answered by a service of the suite and by an endpoint that does the Protobuf work and nothing else, in one process.</summary>
public class UnaryCalls
{
    private const string Bare = "/bare.data.v1.IndicatorDataService/GetIndicator";
    private const string Ours = "/indicators.data.v1.IndicatorDataService/GetIndicator";

    private WebApplication app = null!;
    private PlainClient bare = null!;
    private PlainClient ours = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        var ports = Workplace.FreePorts(2);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["Suite:Services:health-resources:Grpc"] = $"{ports[0]}";
        builder.Configuration["Suite:Services:health-resources:Http"] = $"{ports[1]}";
        builder.AddServiceDefaults<OneIndicator>("health-resources");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<OneIndicator>();
        app = builder.Build();
        app.MapGrpcService<OneIndicator>();
        app.MapPost(Bare, AnswerAsync);
        await app.StartAsync();

        var request = new GetIndicatorRequest { Code = OneIndicator.Known.Code }.ToByteArray();
        byte[] message = [0, 0, 0, 0, (byte)request.Length, .. request];
        (bare, ours) = (new PlainClient(ports[0], Bare, message), new PlainClient(ports[0], Ours, message));
        if (bare.Call() != ours.Call())
        {
            throw new InvalidOperationException("The two answers are not alike.");
        }
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        bare.Dispose();
        ours.Dispose();
        await app.DisposeAsync();
    }

    [Benchmark(Baseline = true)]
    public int BareEndpoint() => bare.Call();

    [Benchmark]
    public int Service() => ours.Call();

    private static async Task AnswerAsync(HttpContext http)
    {
        var body = http.Request.BodyReader;
        var read = await body.ReadAsync();
        while (!read.IsCompleted)
        {
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await body.ReadAsync();
        }

        var answer = OneIndicator.Answer(GetIndicatorRequest.Parser.ParseFrom(read.Buffer.Slice(5)));
        body.AdvanceTo(read.Buffer.End);
        http.Response.ContentType = "application/grpc";
        var header = http.Response.BodyWriter.GetSpan(5);
        header[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], answer.CalculateSize());
        http.Response.BodyWriter.Advance(5);
        answer.WriteTo(http.Response.BodyWriter);
        http.Response.AppendTrailer("grpc-status", "0");
    }

    private sealed class OneIndicator : IndicatorDataService.IndicatorDataServiceBase
    {
        public static Indicator Known { get; } = new()
        {
            Code = "beds",
            Name = new LocalizedText { Zh = "医疗卫生机构床位数", En = "Beds in health institutions" },
            Definition = new LocalizedText { Zh = "年末各类医疗卫生机构实有床位的总数。", En = "Beds that institutions of every kind have at the end of the year." },
            Unit = "count",
            Service = "health-resources",
            Areas = { "CN" },
        };

        public static GetIndicatorResponse Answer(GetIndicatorRequest request) =>
            new() { Indicator = request.Code == Known.Code ? Known : null, DataVersion = "12-9f3a61c2" };

        public override Task<GetIndicatorResponse> GetIndicator(GetIndicatorRequest request, ServerCallContext context) =>
            Task.FromResult(Answer(request));
    }
}
