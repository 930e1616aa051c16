using static Indicators.Gateway.OpenApi.Field;

namespace Indicators.Gateway.OpenApi;

/// <summary>The members of what goes with charts.</summary>
internal static class ChartRows
{
    public static readonly Dictionary<string, Field[]> All = new()
    {
        ["Oembed"] =
        [
            Text("type", "Always `rich`.", "rich"),
            Text("version", "Version of oEmbed.", "1.0"),
            Text("title", "Name of the indicator.", "医疗卫生机构床位数"),
            Text("provider_name", "Name of this site.", "卫生指标"),
            Text("provider_url", "Address of this site.", "http://localhost:8080/"),
            Text("html", "A frame of the chart.", "<iframe src=\"http://localhost:8080/v1/indicators/beds/chart.svg?width=720&amp;height=450\" width=\"720\" height=\"450\"></iframe>"),
            Count("width", "Width of the frame in pixels.", 720),
            Count("height", "Height of the frame in pixels.", 450),
        ],
    };
}
