using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Indicators.Gateway.Tests;

/// <summary>A span as a collector gets it.</summary>
internal sealed record CollectedSpan(string Trace, string Id, string Parent, string Name, IReadOnlyDictionary<string, string> Tags);

/// <summary>A collector of traces, metrics and logs over HTTP that keeps the spans, or one that takes everything and never answers.</summary>
internal sealed class CollectorHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, int> received = new();

    private CollectorHost(bool hangs)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/v1/{kind}", async (HttpContext http, string kind) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            received.AddOrUpdate(kind, 1, (_, count) => count + 1);
            if (hangs)
            {
                await released.Task.WaitAsync(http.RequestAborted);
            }

            if (kind == "traces")
            {
                Keep(body.ToArray());
            }
        });
    }

    public ConcurrentQueue<CollectedSpan> Spans { get; } = [];

    /// <summary>Settings that send everything here.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings => SettingsOf(app.Urls.Single());

    public static IEnumerable<KeyValuePair<string, string>> SettingsOf(string address) =>
    [
        new("OTEL_EXPORTER_OTLP_ENDPOINT", address), new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), new("OTEL_BSP_SCHEDULE_DELAY", "100"),
        new("OTEL_METRIC_EXPORT_INTERVAL", "200"), new("OTEL_BLRP_SCHEDULE_DELAY", "100"),
    ];

    public static async Task<CollectorHost> StartAsync(bool hangs = false)
    {
        var host = new CollectorHost(hangs);
        await host.app.StartAsync();
        return host;
    }

    public int Received(string kind) => received.GetValueOrDefault(kind);

    public async ValueTask DisposeAsync()
    {
        released.TrySetResult();
        await app.DisposeAsync();
    }

    // ExportTraceServiceRequest.resource_spans.scope_spans.spans; the contracts of OpenTelemetry are not among ours.
    private void Keep(byte[] request)
    {
        foreach (var span in Fields(request, 1).SelectMany(resource => Fields(resource, 2)).SelectMany(scope => Fields(scope, 2)))
        {
            var tags = Fields(span, 9).ToDictionary(Text(1), tag => Fields(tag, 2).Select(Value).Single());
            Spans.Enqueue(new(Hex(span, 1), Hex(span, 2), Hex(span, 4), Text(5)(span), tags));
        }
    }

    private static string Hex(byte[] message, int field) => Convert.ToHexStringLower(Fields(message, field).SingleOrDefault() ?? []);

    private static Func<byte[], string> Text(int field) => message => System.Text.Encoding.UTF8.GetString(Fields(message, field).SingleOrDefault() ?? []);

    private static string Value(byte[] any)
    {
        var input = new CodedInputStream(any);
        return (input.ReadTag() >> 3) switch { 1 => input.ReadString(), 2 => $"{input.ReadBool()}", 3 => $"{input.ReadInt64()}", _ => "" };
    }

    private static List<byte[]> Fields(byte[] message, int field)
    {
        var found = new List<byte[]>();
        var input = new CodedInputStream(message);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (tag == (uint)((field << 3) | 2))
            {
                found.Add(input.ReadBytes().ToByteArray());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return found;
    }
}
