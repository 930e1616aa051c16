using System.Text;
using Grpc.Core;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests.Hostile;

/// <summary>The client against servers that break the protocol or leave in the middle: the status that the protocol's documents name.</summary>
public sealed class BadServerTests
{
    private const byte Refused = 7;

    private static readonly byte[] Said = RawRequests.Frame(new SayResponse { Text = "said" });
    private static readonly byte[] Listed = RawRequests.Frame(new ListResponse { Number = 1 });

    public static TheoryData<string, byte[], StatusCode> Bodies => new()
    {
        { "a truncated frame", Said[..^2], StatusCode.Internal },
        { "half a frame header", [0, 0, 0], StatusCode.Internal },
        { "nothing at all", [], StatusCode.Internal },
        { "a frame that claims 4 GB", [0, 255, 255, 255, 255, 1], StatusCode.ResourceExhausted },
        { "compressed flag without encoding", RawRequests.Frame(new SayResponse { Text = "a" }, flag: 1), StatusCode.Internal },
        { "a flag that is none", RawRequests.Frame(new SayResponse { Text = "a" }, flag: 2), StatusCode.Internal },
        { "garbage as the message", RawRequests.Frame([255, 255, 255, 255], 0), StatusCode.Internal },
        { "garbage after the message", [.. Said, 1, 2, 3], StatusCode.Internal },
        { "two messages", [.. Said, .. Said], StatusCode.Internal }
    };

    [Theory(Timeout = 30_000)]
    [MemberData(nameof(Bodies))]
    public async Task Body_Malformed_HasItsStatus(string what, byte[] body, StatusCode status)
    {
        using var server = RawServer.Start(call => call.AnswerAsync(body));
        Assert.Equal((what, status), (what, (await FailAsync(server)).StatusCode));
    }

    [Fact(Timeout = 30_000)]
    public async Task Body_ThatClaimsMoreThanAnArrayHolds_IsRefusedWithoutALimitToo()
    {
        using var server = RawServer.Start(call => call.AnswerAsync([0, 127, 255, 255, 255, 1]));
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(server.Address, new() { MaxReceiveMessageSize = null });
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await Say(channel));
        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("", "", StatusCode.Cancelled)]
    [InlineData("x", "0", StatusCode.Cancelled)]
    [InlineData("grpc-status", "none", StatusCode.Unknown)]
    [InlineData("grpc-status", "5", StatusCode.NotFound)]
    public async Task Trailers_WithoutAStatus_AreAFailure(string name, string value, StatusCode status)
    {
        using var server = RawServer.Start(async call =>
        {
            await call.HeadersAsync();
            await call.DataAsync(Said);
            await call.TrailersAsync(name.Length > 0 ? [(name, value)] : []);
        });
        Assert.Equal(status, (await FailAsync(server)).StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Encoding_Unknown_IsInternal()
    {
        using var server = RawServer.Start(async call =>
        {
            await call.HeadersAsync(("grpc-encoding", "snappy"));
            await call.DataAsync(RawRequests.Frame(new SayResponse { Text = "a" }, flag: 1));
            await call.TrailersAsync(("grpc-status", "0"));
        });
        var failure = await FailAsync(server);
        Assert.Equal(StatusCode.Internal, failure.StatusCode);
        Assert.Contains("snappy", failure.Status.Detail);
    }

    [Fact(Timeout = 30_000)]
    public async Task Page_OfAProxy_IsUnavailable()
    {
        using var server = RawServer.Start(async call =>
        {
            await call.Connection.SendAsync(RawConnection.Frame(
                RawConnection.HeadersType, RawConnection.EndHeaders, call.Stream, RawConnection.Block((":status", "502"), ("content-type", "text/html"))));
            await call.Connection.SendAsync(RawConnection.Frame(RawConnection.Data, RawConnection.EndStream, call.Stream, "<h1>Bad Gateway</h1>"u8.ToArray()));
        });
        Assert.Equal(StatusCode.Unavailable, (await FailAsync(server)).StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Names_ThatAreNoMetadata_AreNotTakenForIt()
    {
        using var server = RawServer.Start(async call =>
        {
            await call.HeadersAsync(("x!y", "1"), ("mark", "head"));
            await call.DataAsync(Said);
            await call.TrailersAsync(("x!y", "2"), ("mark", "end"), ("grpc-status", "0"));
        });
        using var channel = server.Open();
        using var call = Say(channel);
        Assert.Equal("said", (await call).Text);
        Assert.Equal(("head", "end"), ((await call.ResponseHeadersAsync).GetValue("mark"), call.GetTrailers().GetValue("mark")));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(0x0, StatusCode.Internal)]
    [InlineData(0x1, StatusCode.Internal)]
    [InlineData(0x2, StatusCode.Internal)]
    [InlineData(0x3, StatusCode.Internal)]
    [InlineData(0x6, StatusCode.Internal)]
    [InlineData(Refused, StatusCode.Unavailable)]
    [InlineData(0x8, StatusCode.Cancelled)]
    [InlineData(0x9, StatusCode.Internal)]
    [InlineData(0xa, StatusCode.Internal)]
    [InlineData(0xb, StatusCode.ResourceExhausted)]
    [InlineData(0xc, StatusCode.PermissionDenied)]
    public async Task Reset_BeforeAndAfterTheFirstMessage_HasTheStatusOfItsCode(byte code, StatusCode status)
    {
        using var early = RawServer.Start(call => call.ResetAsync(code));
        Assert.Equal(status, (await FailAsync(early)).StatusCode);
        using var late = RawServer.Start(call => ListThenAsync(call, () => call.ResetAsync(code)));
        Assert.Equal(status, await ListAsync(late));
    }

    [Fact(Timeout = 30_000)]
    public async Task Garbage_AfterTrailers_LeavesTheAnswerAndTheNextCall()
    {
        using var server = RawServer.Start(async call =>
        {
            await call.AnswerAsync(Said);
            await call.DataAsync([1, 2, 3]);
        });
        using var channel = server.Open();
        Assert.Equal("said", (await Say(channel)).Text);
        Assert.Equal("said", (await Say(channel)).Text);
    }

    [Fact(Timeout = 30_000)]
    public async Task GoAway_InTheMiddleOfACall_LetsItFinishAndTheNextConnectAnew()
    {
        using var server = RawServer.Start(async call =>
        {
            await call.GoAwayAsync((byte)call.Stream, 0);
            await call.AnswerAsync(Said);
        });
        using var channel = server.Open();
        Assert.Equal("said", (await Say(channel)).Text);
        Assert.Equal("said", (await Say(channel)).Text);
        Assert.Equal(2, server.Connections);
    }

    [Fact(Timeout = 30_000)]
    public async Task GoAway_ThatLeavesTheCallOut_HasItMadeOnANewConnection()
    {
        using var server = RawServer.Start(async call =>
        {
            await (call.ConnectionNumber == 1 ? call.GoAwayAsync(0, 0) : call.AnswerAsync(Said));
        });
        using var channel = server.Open();
        Assert.Equal("said", (await Say(channel)).Text);
        Assert.Equal(2, server.Connections);
    }

    [Fact(Timeout = 30_000)]
    public async Task GoAway_ThatLeavesAStreamOut_IsUnavailableAndLosesNoMessageUntold()
    {
        using var server = RawServer.Start(call => call.GoAwayAsync(0, 0));
        using var channel = server.Open();
        using var call = new ProbeService.ProbeServiceClient(channel).Collect(deadline: DateTime.UtcNow.AddSeconds(20));
        await Record.ExceptionAsync(() => call.RequestStream.WriteAsync(new CollectRequest { Text = "first" }));
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connection_CutInTheMiddle_IsUnavailable(bool announced)
    {
        async Task LeaveAsync(RawCall call)
        {
            if (announced)
            {
                await call.GoAwayAsync((byte)call.Stream, 0);
            }

            call.HangUp();
        }

        using var early = RawServer.Start(LeaveAsync);
        Assert.Equal(StatusCode.Unavailable, (await FailAsync(early)).StatusCode);
        using var late = RawServer.Start(call => ListThenAsync(call, () => LeaveAsync(call)));
        Assert.Equal(StatusCode.Unavailable, await ListAsync(late));
    }

    [Fact(Timeout = 30_000)]
    public async Task Writes_ToAConnectionThatIsCut_ThrowAStatus()
    {
        using var server = RawServer.Start(async call =>
        {
            await call.HeadersAsync();
            call.HangUp();
        });
        for (var calls = 0; calls < 50; calls++)
        {
            using var channel = server.Open();
            using var call = new ProbeService.ProbeServiceClient(channel).Converse();

            // A write that was under way fails by its connection, one after that finds its stream closed.
            var failure = await Assert.ThrowsAsync<RpcException>(() => WriteForeverAsync(call.RequestStream));
            Assert.True(failure.StatusCode is StatusCode.Unavailable or StatusCode.Cancelled, $"{failure.Status}");
            Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext())).StatusCode);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Server_ThatSpeaksHttp1_IsUnavailable()
    {
        using var server = RawServer.Start(call => call.Connection.SendAsync(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\n\r\n")));
        Assert.NotEqual(StatusCode.OK, (await FailAsync(server)).StatusCode);
    }

    private static AsyncUnaryCall<SayResponse> Say(Grpc.Net.Client.GrpcChannel channel) =>
        new ProbeService.ProbeServiceClient(channel).SayAsync(new SayRequest(), deadline: DateTime.UtcNow.AddSeconds(20));

    private static async Task<RpcException> FailAsync(RawServer server)
    {
        using var channel = server.Open();
        return await Assert.ThrowsAsync<RpcException>(async () => await Say(channel));
    }

    private static async Task ListThenAsync(RawCall call, Func<Task> then)
    {
        await call.HeadersAsync();
        await call.DataAsync(Listed);
        await then();
    }

    private static async Task<StatusCode> ListAsync(RawServer server)
    {
        using var channel = server.Open();
        using var call = new ProbeService.ProbeServiceClient(channel).List(new ListRequest(), deadline: DateTime.UtcNow.AddSeconds(20));
        return (await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext())
            {
                Assert.Equal(1, call.ResponseStream.Current.Number);
            }
        })).StatusCode;
    }

    private static async Task WriteForeverAsync(IClientStreamWriter<ConverseRequest> requests)
    {
        while (true)
        {
            await requests.WriteAsync(new ConverseRequest { Text = "x" });
        }
    }
}
