using System.Text;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages;

/// <summary>What several pages read.</summary>
internal static class FigureReads
{
    /// <summary>Most figures of one page.</summary>
    public const int Most = RequestLimits.LargestPageSize;

    /// <summary>Figures of a selection, one page of them.</summary>
    public static ValueTask<FigurePage> ReadAsync(Ask ask, ObservationSelection selection) =>
        ask.Suite.Figures.QueryAsync(new() { Selection = selection, PageSize = Most, OmitReleases = true }, ask.Faults, ask.Cancellation);

    /// <summary>
    /// The newest actual of each indicator for the nation, its stated total; null where none of the services answers, for a list is of use
    /// without its figures.
    /// </summary>
    public static async ValueTask<FigurePage?> NewestAsync(Ask ask, IEnumerable<string> indicators)
    {
        var selection = new ObservationSelection { Indicators = { indicators }, Areas = { "CN" }, Kinds = { Kind.Actual }, Latest = 1 };
        if (selection.Indicators.Count == 0)
        {
            return null;
        }

        try
        {
            return await ReadAsync(ask, selection);
        }
        catch (UpstreamDownException)
        {
            return null;
        }
    }

    /// <summary>The figures of such a page by indicator: the newest stated total.</summary>
    public static Dictionary<string, Observation> Totals(FigurePage? page) => (page?.Response.Observations ?? [])
        .Where(o => o.Dimensions.Count == 0).GroupBy(o => o.Indicator, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.MaxBy(o => o.Period.End)!, StringComparer.Ordinal);

    /// <summary>The indicator of a code.</summary>
    /// <exception cref="Grpc.Core.RpcException">There is none (NOT_FOUND).</exception>
    /// <exception cref="UpstreamDownException">Without every catalog it cannot be told.</exception>
    public static IndicatorEntry Indicator(Ask ask, string code) =>
        ask.State.Catalog.IndicatorsByCode.TryGetValue(code, out var found) ? found
        : ask.State.Catalog.IsComplete ? throw NotFound("indicator", code, "指标", "indicator", ask.State.Catalog.IndicatorHint(code))
        : throw new UpstreamDownException(ask.State.Catalog.Missing.First());

    /// <summary>NOT_FOUND in the words of a page.</summary>
    public static Grpc.Core.RpcException NotFound(string parameter, string value, string zh, string en, string hint)
    {
        var text = new LocalizedText { Zh = $"没有{zh}“{Errors.Short(value)}”。", En = $"There is no {en} `{Errors.Short(value)}`." };
        return Errors.Create(Grpc.Core.StatusCode.NotFound, "not_found", parameter, value, text, hint);
    }

    /// <summary>A query of `/v1/observations` in its one order, as citations write it.</summary>
    public static string Canonical(string query) => Arguments.Read(
        $"?{query}", [Parameters.Indicator, Parameters.Area, Parameters.Period, Parameters.Dimension, Parameters.Kind, Parameters.AsOf], new RequestFaults())
        .Write(new StringBuilder()).ToString();

    /// <summary>The dimensions of one series; several values of one, or one that is not declared, become faults.</summary>
    public static List<Dimension> Dimensions(Ask ask)
    {
        var series = new List<Dimension>();
        foreach (var (key, value) in ask.Arguments.Family(Parameters.Dimension).Where(d => d.Value.Length > 0))
        {
            var name = Parameters.Dimension.Name + key;
            if (!CodeLists.DimensionValues.ContainsKey((key, value)))
            {
                var hint = CodeLists.DimensionKeys.ContainsKey(key)
                    ? Hints.Named(value, CodeLists.DimensionValues.Values.Where(d => d.Key == key).Select(d => (d.Value, d.ValueName)))
                    : Parameters.Dimension.Name + Nearest.To(key, CodeLists.DimensionKeys.Keys);
                ask.Faults.Add("unknown_code", name, value, $"没有维度值“{Errors.Short(value)}”。", $"There is no value `{Errors.Short(value)}` of this dimension.", hint);
            }
            else if (series.Exists(d => d.Key == key))
            {
                ask.Faults.Add("one_value", name, value, $"“{name}”只能给一个值。", $"`{name}` takes one value here.", series.Find(d => d.Key == key)!.Value);
            }
            else
            {
                series.Add(new Dimension { Key = key, Value = value });
            }
        }

        return series;
    }

    /// <summary>One area; "" where it is left out.</summary>
    public static string Area(Ask ask, Parameter parameter)
    {
        var area = ask.Arguments.One(parameter);
        if (area.Length > 0 && !CodeLists.Areas.ContainsKey(area))
        {
            ask.Faults.Add("unknown_code", "area", area, $"没有地区代码“{Errors.Short(area)}”。", $"There is no area `{Errors.Short(area)}`.", Hints.Area(area));
        }

        return area;
    }
}
