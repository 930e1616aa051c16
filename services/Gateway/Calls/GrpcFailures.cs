using Grpc.Core;
using Indicators.Contracts;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Calls;

/// <summary>What goes wrong at the gateway, as a gRPC status with details.</summary>
internal static class GrpcFailures
{
    public static async Task<T> Guard<T>(Func<ValueTask<T>> answer)
    {
        try
        {
            return await answer();
        }
        catch (RequestRefusedException refused)
        {
            var first = refused.Errors[0];
            throw Errors.Invalid(first.Code, first.Parameter, first.Value, first.Message, first.Hint);
        }
        catch (UpstreamDownException down)
        {
            var name = ServiceOrder.Names[down.Service];
            var message = new LocalizedText { Zh = $"服务{name}暂时无法访问。", En = $"The service {name} cannot be reached now." };
            throw Errors.Create(StatusCode.Unavailable, "service_unavailable", "service", name, message);
        }
    }
}
