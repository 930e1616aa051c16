using System.Diagnostics;
using System.Net.Sockets;
using Indicators.Contracts;
using Indicators.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Indicators.Gateway.Tests;

/// <summary>A suite of its own with one indicator of so many figures that no connection takes its file at once.</summary>
public sealed class LargeSuite : IAsyncLifetime
{
    /// <summary>Selects the many figures, all of one service.</summary>
    public const string Query = "indicator=beds&kind=actual";

    public const string Service = "health-resources";

    public SuiteHost Suite { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Suite.InitializeAsync();
        var months = Enumerable.Range(0, 480).Select(m => $"{1960 + (m / 12)}-{1 + (m % 12):D2}").ToList();
        string[] rows = [.. CodeLists.Areas.Keys.SelectMany(area => months.Select(month => $"beds,{area},{month},,5,beds,exact,actual,p. 1,,,,,"))];
        using var folder = new TemporaryFolder();
        await Suite.PublishAsync(TestPackage.Write(folder.Path, "many-figures", Service, "2001-01-01", rows));
        await Rest.UntilAsync(async () => (await Suite.JsonAsync($"/v1/observations?{Query}&estimate=true")).GetProperty("rows").GetInt64() > rows.Length);
    }

    public ValueTask DisposeAsync() => Suite.DisposeAsync();

    /// <summary>Begins a file on a connection of its own and reads its first bytes alone. What the connection takes unread is far less than a file.</summary>
    public Task<(HttpClient Client, Stream Body)> BeginAsync(string format) => BeginAtAsync($"/v1/observations?format={format}&{Query}");

    /// <summary>The same at any address.</summary>
    public async Task<(HttpClient Client, Stream Body)> BeginAtAsync(string address)
    {
        var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync }) { BaseAddress = Suite.Client.BaseAddress };
        var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[1000]);
        return (client, body);
    }

    // Left to itself, the system lets a receiver's buffer grow to megabytes: a whole file of CSV may stand in it.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 16 * 1024 };
        await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}

/// <summary>The classes that share it.</summary>
[CollectionDefinition(nameof(LargeSuite))]
public sealed class LargeSuiteCollection : ICollectionFixture<LargeSuite>;

/// <summary>The requests of one path at a program, as its server tells of them.</summary>
internal sealed class RequestWatch : IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string path;
    private readonly IDisposable subscription;
    private readonly TaskCompletionSource<string> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? first;

    public RequestWatch(ProgramHost program, string path)
    {
        this.path = path;
        subscription = program.Services.GetRequiredService<DiagnosticListener>().Subscribe(this);
    }

    /// <summary>The first one has come.</summary>
    public Task Begun => begun.Task;

    /// <summary>The first one is over; its grpc-status, "" where it has none.</summary>
    public Task<string> Ended => ended.Task;

    /// <summary>The first one was broken off. Its server may say so a little after it has ended.</summary>
    public Task Aborted => aborted.Task;

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is HttpContext http && http.Request.Path.Value!.EndsWith(path, StringComparison.Ordinal))
        {
            // One that began before may end while this listens.
            if (value.Key.EndsWith(".Start", StringComparison.Ordinal) && Interlocked.CompareExchange(ref first, http.TraceIdentifier, null) is null)
            {
                http.RequestAborted.Register(() => aborted.TrySetResult());
                begun.TrySetResult();
            }
            else if (value.Key.EndsWith(".Stop", StringComparison.Ordinal) && http.TraceIdentifier == first)
            {
                ended.TrySetResult($"{http.Features.Get<IHttpResponseTrailersFeature>()?.Trailers.GrpcStatus}");
            }
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => subscription.Dispose();
}
