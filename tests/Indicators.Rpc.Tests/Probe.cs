using Grpc.Core;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

/// <summary>The service under test; each test says what a method does.</summary>
public sealed class Probe : ProbeService.ProbeServiceBase
{
    public Func<SayRequest, ServerCallContext, Task<SayResponse>> OnSay { get; init; } =
        (request, _) => Task.FromResult(new SayResponse { Text = request.Text });

    public Func<ListRequest, IServerStreamWriter<ListResponse>, ServerCallContext, Task> OnList { get; init; } = CountAsync;

    public Func<IAsyncStreamReader<CollectRequest>, ServerCallContext, Task<CollectResponse>> OnCollect { get; init; } = JoinAsync;

    public Func<IAsyncStreamReader<ConverseRequest>, IServerStreamWriter<ConverseResponse>, ServerCallContext, Task> OnConverse { get; init; } =
        EchoAsync;

    private static async Task CountAsync(ListRequest request, IServerStreamWriter<ListResponse> responses, ServerCallContext context)
    {
        for (var number = 1; number <= request.Count; number++)
        {
            await responses.WriteAsync(new ListResponse { Number = number });
        }
    }

    private static async Task<CollectResponse> JoinAsync(IAsyncStreamReader<CollectRequest> requests, ServerCallContext context)
    {
        var texts = new List<string>();
        await foreach (var request in requests.ReadAllAsync())
        {
            texts.Add(request.Text);
        }

        return new CollectResponse { Text = string.Join(',', texts) };
    }

    private static async Task EchoAsync(
        IAsyncStreamReader<ConverseRequest> requests, IServerStreamWriter<ConverseResponse> responses, ServerCallContext context)
    {
        await foreach (var request in requests.ReadAllAsync())
        {
            await responses.WriteAsync(new ConverseResponse { Text = request.Text });
        }
    }

    public override Task<SayResponse> Say(SayRequest request, ServerCallContext context) => OnSay(request, context);

    public override Task List(ListRequest request, IServerStreamWriter<ListResponse> responseStream, ServerCallContext context) =>
        OnList(request, responseStream, context);

    public override Task<CollectResponse> Collect(IAsyncStreamReader<CollectRequest> requestStream, ServerCallContext context) =>
        OnCollect(requestStream, context);

    public override Task Converse(
        IAsyncStreamReader<ConverseRequest> requestStream, IServerStreamWriter<ConverseResponse> responseStream, ServerCallContext context) =>
        OnConverse(requestStream, responseStream, context);
}
