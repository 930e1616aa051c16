using Grpc.Core;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

/// <summary>The service under test; each test says what a method does.</summary>
public sealed class Probe : ProbeService.ProbeServiceBase
{
    public Func<SayRequest, ServerCallContext, Task<SayResponse>> OnSay { get; init; } =
        (request, _) => Task.FromResult(new SayResponse { Text = request.Text });

    public Func<ListRequest, IServerStreamWriter<ListResponse>, ServerCallContext, Task> OnList { get; init; } = CountAsync;

    private static async Task CountAsync(ListRequest request, IServerStreamWriter<ListResponse> responses, ServerCallContext context)
    {
        for (var number = 1; number <= request.Count; number++)
        {
            await responses.WriteAsync(new ListResponse { Number = number });
        }
    }

    public override Task<SayResponse> Say(SayRequest request, ServerCallContext context) => OnSay(request, context);

    public override Task List(ListRequest request, IServerStreamWriter<ListResponse> responseStream, ServerCallContext context) =>
        OnList(request, responseStream, context);
}
