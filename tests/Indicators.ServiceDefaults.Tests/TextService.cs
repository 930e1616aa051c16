using Grpc.Core;

namespace Indicators.ServiceDefaults.Tests;

/// <summary>A service over plain text that only these tests know, bound as generated code would be.</summary>
[BindServiceMethod(typeof(TextService), nameof(Bind))]
public sealed class TextService
{
    public static readonly Method<string, string> AskMethod = Of(MethodType.Unary, nameof(Ask));
    public static readonly Method<string, string> WatchMethod = Of(MethodType.ServerStreaming, nameof(Watch));
    public static readonly Method<string, string> SendMethod = Of(MethodType.ClientStreaming, nameof(Send));

    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A watch has ended, however it did.</summary>
    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Func<ServerCallContext, Task<string>> OnAsk { get; set; } = _ => Task.FromResult("answer");

    public Func<IServerStreamWriter<string>, ServerCallContext, Task> OnWatch { get; set; } =
        (_, context) => Task.Delay(Timeout.Infinite, context.CancellationToken);

    public Func<IAsyncStreamReader<string>, ServerCallContext, Task<string>> OnSend { get; set; } =
        async (requests, _) => $"{await requests.ReadAllAsync().CountAsync()}";

    public static void Bind(ServiceBinderBase binder, TextService? service)
    {
        binder.AddMethod(AskMethod, service is null ? null : service.Ask);
        binder.AddMethod(WatchMethod, service is null ? null : service.Watch);
        binder.AddMethod(SendMethod, service is null ? null : service.Send);
    }

    public Task<string> Ask(string request, ServerCallContext context)
    {
        Started.TrySetResult();
        return OnAsk(context);
    }

    public async Task Watch(string request, IServerStreamWriter<string> responses, ServerCallContext context)
    {
        await responses.WriteAsync(context.GetHttpContext().Request.Protocol);
        Started.TrySetResult();
        try
        {
            await OnWatch(responses, context);
        }
        finally
        {
            Ended.TrySetResult();
        }
    }

    public Task<string> Send(IAsyncStreamReader<string> requests, ServerCallContext context)
    {
        Started.TrySetResult();
        return OnSend(requests, context);
    }

    private static Method<string, string> Of(MethodType type, string name) =>
        new(type, "indicators.testing.TextService", name, Marshallers.StringMarshaller, Marshallers.StringMarshaller);
}
