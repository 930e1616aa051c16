using Grpc.Core;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

public sealed class MetadataTests
{
    private static readonly byte[] Bytes = [0, 1, 2, 250, 251, 252, 253];

    [Fact(Timeout = 30_000)]
    public async Task Request_TextAndBytes_ReachTheServerInOrder()
    {
        Metadata? seen = null;
        await using var host = await RpcHost.StartAsync(Keeping(headers => seen = headers));
        await host.Client.SayAsync(new SayRequest(), [new("Trace", "1"), new("trace", "2"), new("token-bin", Bytes)]);
        Assert.Equal("1, 2", string.Join(", ", seen!.GetAll("trace").Select(entry => entry.Value)));
        Assert.Equal(Bytes, seen.GetValueBytes("TOKEN-BIN"));
        Assert.DoesNotContain(seen, entry => entry.Key is "te" or "content-type" or "grpc-timeout" || entry.Key.StartsWith(':'));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("AAEC+vv8/Q==")]
    [InlineData("AAEC+vv8/Q")]
    public async Task Request_Base64WithAndWithoutPadding_IsUnderstood(string text)
    {
        Metadata? seen = null;
        await using var host = await RpcHost.StartAsync(Keeping(headers => seen = headers));
        using var response = await host.PostAsync(RawRequests.Say, RawRequests.SayFrame(), headers: ("token-bin", text));
        Assert.Equal("0", response.TrailingHeaders.Value("grpc-status"));
        Assert.Equal(Bytes, seen!.GetValueBytes("token-bin"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Request_NameThatIsNoMetadata_IsNotTakenForIt()
    {
        Metadata? seen = null;
        await using var host = await RpcHost.StartAsync(Keeping(headers => seen = headers));
        using var response = await host.PostAsync(RawRequests.Say, RawRequests.SayFrame(), headers: [("x!y", "1"), ("mark", "2")]);
        Assert.Equal("0", response.TrailingHeaders.Value("grpc-status"));
        Assert.Equal("2", seen!.GetValue("mark"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Response_TrailerThatIsNotAscii_EndsTheCallWithAStatusAndIsLogged()
    {
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnSay = (_, context) =>
            {
                context.ResponseTrailers.Add("name", "医院");
                return Task.FromResult(new SayResponse());
            }
        });
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Client.SayAsync(new SayRequest()));
        Assert.Equal((StatusCode.Unknown, "Exception was thrown by handler."), (failure.StatusCode, failure.Status.Detail));
        Assert.Single(host.Errors.Messages);
    }

    [Fact(Timeout = 30_000)]
    public async Task Response_InitialMetadata_ArrivesBeforeTheMessage()
    {
        var gate = new TaskCompletionSource();
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnSay = async (_, context) =>
            {
                await context.WriteResponseHeadersAsync([new Metadata.Entry("kind", "early"), new Metadata.Entry("raw-bin", Bytes)]);
                await gate.Task;
                return new SayResponse();
            }
        });
        using var call = host.Client.SayAsync(new SayRequest());
        var headers = await call.ResponseHeadersAsync;
        gate.SetResult();
        await call;
        Assert.Equal("early", headers.GetValue("kind"));
        Assert.Equal(Bytes, headers.GetValueBytes("raw-bin"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Response_InitialMetadataTwice_IsRefused()
    {
        Exception? refusal = null;
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnSay = async (_, context) =>
            {
                await context.WriteResponseHeadersAsync([]);
                refusal = await Record.ExceptionAsync(() => context.WriteResponseHeadersAsync([]));
                return new SayResponse();
            }
        });
        await host.Client.SayAsync(new SayRequest());
        Assert.IsType<InvalidOperationException>(refusal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Response_Trailers_ArriveWithASuccess()
    {
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnSay = (_, context) =>
            {
                context.ResponseTrailers.Add("cost", "3");
                context.ResponseTrailers.Add("cost", "4");
                context.ResponseTrailers.Add("raw-bin", Bytes);
                return Task.FromResult(new SayResponse());
            }
        });
        using var call = host.Client.SayAsync(new SayRequest());
        await call;
        Assert.Equal(["3", "4"], call.GetTrailers().GetAll("cost").Select(entry => entry.Value));
        Assert.Equal(Bytes, call.GetTrailers().GetValueBytes("raw-bin"));
        Assert.Null(call.GetTrailers().Get("grpc-status"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Request_TextThatIsNotAscii_IsRefused()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        Metadata headers = [new("name", "医院")];
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Client.SayAsync(new SayRequest(), headers));
        Assert.NotEqual(StatusCode.OK, failure.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Request_WithHost_NamesThatAuthority()
    {
        var seen = "";
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnSay = (_, context) =>
            {
                seen = context.Host;
                return Task.FromResult(new SayResponse());
            }
        });
        await host.Client.WithHost("figures.example").SayAsync(new SayRequest());
        Assert.Equal("figures.example", seen);
    }

    [Fact]
    public void Entry_KeysAndKinds_AreChecked()
    {
        Assert.Equal("x-key_1.a", new Metadata.Entry("X-Key_1.a", "").Key);
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a b", ""));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a-bin", "text"));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a", Bytes));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("a", "b"));
    }

    private static Probe Keeping(Action<Metadata> keep) => new()
    {
        OnSay = (_, context) =>
        {
            keep(context.RequestHeaders);
            return Task.FromResult(new SayResponse());
        }
    };
}
