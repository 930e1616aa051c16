using System.Text;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.OneIndicator;

/// <summary>One series in the words of an address: the dimensions that it has, and empty those that others of its indicator have.</summary>
/// <param name="Indicator">Code of the indicator.</param>
/// <param name="Area">Code of the area.</param>
/// <param name="Dimensions">Its dimensions.</param>
/// <param name="Keys">Every dimension of the indicator.</param>
/// <param name="AsOf">Only what was known at the end of this day; "" now.</param>
internal sealed record SeriesAddress(string Indicator, string Area, IReadOnlyList<Dimension> Dimensions, IReadOnlyList<string> Keys, string AsOf)
{
    /// <summary>Query of `/v1/observations` for this series alone.</summary>
    public string Query => Write($"indicator={Escape(Indicator)}&", everyKey: true);

    /// <summary>It was not asked for and is no total: a chart shows it beside the others that split the whole.</summary>
    public bool IsSplit { get; init; }

    /// <summary>Query of a chart of this series.</summary>
    public string ChartQuery => IsSplit ? (this with { Keys = [], IsSplit = false }).ChartQuery : Write("", everyKey: true);

    /// <summary>Query of the page that shows this series.</summary>
    public string PageQuery => Write("", everyKey: false);

    /// <summary>The selection that the query asks for.</summary>
    public Data.V1.ObservationSelection Selection()
    {
        var selection = new Data.V1.ObservationSelection { Indicators = { Indicator }, Areas = { Area }, AsOf = AsOf };
        foreach (var key in Keys)
        {
            var filter = new Data.V1.DimensionFilter { Key = key };
            filter.Values.AddRange(Dimensions.Where(d => d.Key == key).Select(d => d.Value));
            selection.Dimensions.Add(filter);
        }

        return selection;
    }

    private string Write(string start, bool everyKey)
    {
        var text = new StringBuilder(start).Append("area=").Append(Escape(Area));
        foreach (var key in Keys)
        {
            var value = Dimensions.FirstOrDefault(d => d.Key == key)?.Value ?? "";
            if (everyKey || value.Length > 0)
            {
                text.Append("&dimension.").Append(Escape(key)).Append('=').Append(Escape(value));
            }
        }

        return text.Append(AsOf.Length > 0 ? "&asOf=" : "").Append(AsOf).ToString();
    }

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
