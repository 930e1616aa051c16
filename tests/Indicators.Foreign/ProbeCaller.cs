using Grpc.Core;
using Grpc.Net.Client;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Foreign;

/// <summary>Our client against a foreign server that behaves as <see cref="Probe"/> does; prints a line for each check.</summary>
internal sealed class ProbeCaller(Uri address) : IDisposable
{
    private const int Many = 100_000;
    private readonly GrpcChannel channel = GrpcChannel.ForAddress(address);
    private int failed;

    private ProbeService.ProbeServiceClient Client => new(channel);

    public async Task<int> RunAsync()
    {
        await CheckAsync("unary", async () => Equal("你好", (await Client.SayAsync(new SayRequest { Text = "你好" })).Text));
        await CheckAsync("server stream of 100,000", ListAsync);
        await CheckAsync("client stream of 100,000", CollectAsync);
        await CheckAsync("both ways, 100,000", ConverseAsync);
        await CheckAsync("metadata", MetadataAsync);
        for (var code = 1; code <= 16; code++)
        {
            var asked = code;
            await CheckAsync($"status {code}", () => StatusAsync(asked));
        }

        await CheckAsync("deadline", () => EndsAsync(StatusCode.DeadlineExceeded, new CallOptions(Waiting(), DateTime.UtcNow.AddMilliseconds(300))));
        await CheckAsync("cancellation", CancelAsync);
        Dispose();
        return failed == 0 ? 0 : 1;
    }

    public void Dispose() => channel.Dispose();

    private static Metadata Waiting() => new() { { "probe-wait", "1" } };

    private static void Equal<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"expected {expected}, not {actual}");
        }
    }

    private async Task CheckAsync(string name, Func<Task> check)
    {
        try
        {
            await check().WaitAsync(TimeSpan.FromMinutes(2));
            Console.WriteLine($"passed: our client, {name}");
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException or TimeoutException)
        {
            failed++;
            Console.WriteLine($"failed: our client, {name}: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    private async Task ListAsync()
    {
        using var call = Client.List(new ListRequest { Count = Many });
        var count = 0;
        await foreach (var response in call.ResponseStream.ReadAllAsync())
        {
            Equal(++count, response.Number);
        }

        Equal(Many, count);
    }

    private async Task CollectAsync()
    {
        using var call = Client.Collect();
        for (var number = 1; number <= Many; number++)
        {
            await call.RequestStream.WriteAsync(new CollectRequest { Text = $"{number}" });
        }

        await call.RequestStream.CompleteAsync();
        Equal($"{Many} in order", (await call).Text);
    }

    private async Task ConverseAsync()
    {
        using var call = Client.Converse();
        var writing = Task.Run(async () =>
        {
            for (var number = 1; number <= Many; number++)
            {
                await call.RequestStream.WriteAsync(new ConverseRequest { Text = $"{number}" });
            }

            await call.RequestStream.CompleteAsync();
        });
        var count = 0;
        await foreach (var response in call.ResponseStream.ReadAllAsync())
        {
            Equal($"{++count}", response.Text);
        }

        await writing;
        Equal(Many, count);
    }

    private async Task MetadataAsync()
    {
        using var call = Client.SayAsync(new SayRequest(), new Metadata { { "probe-echo", "plain" }, { "probe-echo-bin", [0, 255, 10] } });
        var headers = await call.ResponseHeadersAsync;
        await call;
        foreach (var side in new[] { headers, call.GetTrailers() })
        {
            Equal("plain", side.GetValue("probe-echo"));
            Equal("00FF0A", Convert.ToHexString(side.GetValueBytes("probe-echo-bin") ?? []));
        }
    }

    private async Task StatusAsync(int code)
    {
        var failure = await EndsAsync((StatusCode)code, new CallOptions(new Metadata { { "probe-status", $"{code}" } }));
        Equal($"第{code}号：100% “{(StatusCode)code}”\nnext", failure.Status.Detail);
        Equal("0001FEFF", Convert.ToHexString(failure.Trailers.GetValueBytes("probe-bytes-bin") ?? []));
    }

    private async Task CancelAsync()
    {
        var before = await GivenUpAsync();
        using var stopping = new CancellationTokenSource();
        using var call = Client.SayAsync(new SayRequest(), new CallOptions(Echoing(), cancellationToken: stopping.Token));
        await call.ResponseHeadersAsync;
        await stopping.CancelAsync();
        var failure = await FailAsync(call.ResponseAsync);
        Equal(StatusCode.Cancelled, failure.StatusCode);
        while (await GivenUpAsync() == before)
        {
            await Task.Delay(20);
        }
    }

    // The server has the call once its headers are here.
    private static Metadata Echoing() => new() { { "probe-wait", "1" }, { "probe-echo", "here" } };

    private async Task<int> GivenUpAsync() =>
        int.Parse((await Client.SayAsync(new SayRequest(), new Metadata { { "probe-ask", "given-up" } })).Text);

    private async Task<RpcException> EndsAsync(StatusCode status, CallOptions options)
    {
        var failure = await FailAsync(Client.SayAsync(new SayRequest(), options).ResponseAsync);
        Equal(status, failure.StatusCode);
        return failure;
    }

    private static async Task<RpcException> FailAsync(Task call)
    {
        try
        {
            await call;
        }
        catch (RpcException exception)
        {
            return exception;
        }

        throw new InvalidOperationException("the call succeeded");
    }
}
