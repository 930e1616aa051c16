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

    /// <summary>Every year lies between the first and the last that rows are known of; a gap between them is no mistake of the caller.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with the nearest year.</exception>
    public static void Years(IReadOnlyCollection<int> years, IReadOnlyCollection<int> known)
    {
        if (years.Count == 0 || known.Count == 0)
        {
            return;
        }

        var (first, last) = (known.Min(), known.Max());
        foreach (var year in years.Where(year => year < first || year > last))
        {
            var message = new Types.V1.LocalizedText { Zh = $"年份须在 {first} 到 {last} 之间。", En = $"Years are {first} to {last}." };
            throw Errors.Invalid("unknown_year", "years", $"{year}", message, year < first ? $"{first}" : $"{last}");
        }
    }
}
