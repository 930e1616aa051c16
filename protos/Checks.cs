namespace Indicators.Contracts;

/// <summary>Checks of request fields that several services have.</summary>
public static class Checks
{
    /// <summary>Every code is one of the list of areas.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with the nearest code.</exception>
    public static void Areas(IEnumerable<string> codes)
    {
        foreach (var code in codes.Where(code => !CodeLists.Areas.ContainsKey(code)))
        {
            var message = new Types.V1.LocalizedText { Zh = $"没有地区代码“{Errors.Short(code)}”。", En = $"There is no area `{Errors.Short(code)}`." };
            throw Errors.Invalid("unknown_code", "areas", code, message, Nearest.To(code, CodeLists.Areas.Keys));
        }
    }
}
