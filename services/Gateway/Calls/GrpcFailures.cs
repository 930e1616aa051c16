using Indicators.Contracts;
using Indicators.Gateway.Requests;

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
            throw down.IsBusy ? Errors.Busy(ServiceOrder.Names[down.Service]) : Errors.Unavailable(ServiceOrder.Names[down.Service]);
        }
    }
}
