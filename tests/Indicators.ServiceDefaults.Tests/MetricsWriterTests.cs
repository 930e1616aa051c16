using System.Buffers;
using System.Text;
using Indicators.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Indicators.ServiceDefaults.Tests;

/// <summary>The text of metrics byte for byte, and which of the two formats a request gets.</summary>
public sealed class MetricsWriterTests
{
    private static readonly KeyValuePair<string, string>[] Labels = [new("name", "床位 \"beds\"\n\\new"), new("area", "CN")];

    [Fact]
    public void OpenMetrics_OfEachType_NamesFamiliesWithoutSuffixAndEnds() => Assert.Equal(
        """
        # TYPE requests counter
        # HELP requests Requests \"taken\"\nby \\route\\
        requests_total{name="床位 \"beds\"\n\\new",area="CN"} 3
        # TYPE wait_seconds histogram
        # UNIT wait_seconds seconds
        # HELP wait_seconds 等待
        wait_seconds_bucket{le="0.1"} 1
        wait_seconds_sum 0.05
        # TYPE build info
        # HELP build Build
        build_info 1
        # TYPE size_bytes gauge
        # UNIT size_bytes bytes
        # HELP size_bytes Size
        size_bytes NaN 1325376000
        size_bytes -Inf 1325376000.5
        # EOF

        """,
        Write(MetricsFormat.OpenMetrics),
        ignoreLineEndingDifferences: true);

    [Fact]
    public void Text_OfEachType_NamesFamiliesAsTheirSamplesAndCountsMilliseconds() => Assert.Equal(
        """
        # TYPE requests_total counter
        # HELP requests_total Requests "taken"\nby \\route\\
        requests_total{name="床位 \"beds\"\n\\new",area="CN"} 3
        # TYPE wait_seconds histogram
        # HELP wait_seconds 等待
        wait_seconds_bucket{le="0.1"} 1
        wait_seconds_sum 0.05
        # TYPE build_info gauge
        # HELP build_info Build
        build_info 1
        # TYPE size_bytes gauge
        # HELP size_bytes Size
        size_bytes NaN 1325376000000
        size_bytes -Inf 1325376000500

        """,
        Write(MetricsFormat.Text),
        ignoreLineEndingDifferences: true);

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1e21, "1E+21")]
    [InlineData(5e-324, "5E-324")]
    [InlineData(1_411_780_000, "1411780000")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    public void Sample_OfANumber_IsItsShortestForm(double value, string text)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MetricsWriter(output, MetricsFormat.Text);
        writer.Family("x", "gauge", "", "");
        output.ResetWrittenCount();
        writer.Sample("", [], value);
        Assert.Equal($"x {text}\n", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("1x", "")]
    [InlineData("床位", "")]
    [InlineData("", "")]
    [InlineData("wait", "seconds")]
    public void Family_ThatNoFormatAllows_IsRefused(string name, string unit) =>
        Assert.Throws<ArgumentException>(() => new MetricsWriter(new ArrayBufferWriter<byte>(), MetricsFormat.Text).Family(name, "gauge", unit, ""));

    [Theory]
    [InlineData("", MetricsFormat.Text)]
    [InlineData("*/*", MetricsFormat.Text)]
    [InlineData("text/plain", MetricsFormat.Text)]
    [InlineData("text/plain;version=0.0.4;q=0.5, */*;q=0.1", MetricsFormat.Text)]
    [InlineData("application/openmetrics-text", MetricsFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text; version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", MetricsFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text;version=\"1.0.0\", text/plain", MetricsFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text;q=0.3, text/plain;q=0.4", MetricsFormat.Text)]
    [InlineData("application/openmetrics-text;version=2.0.0, text/plain;q=0.1", MetricsFormat.Text)]
    [InlineData("application/*", MetricsFormat.OpenMetrics)]
    [InlineData("text/plain;q=0, */*", MetricsFormat.OpenMetrics)]
    [InlineData("not an accept header, */*", MetricsFormat.Text)]
    public void Accept_OfARequest_ChoosesTheFormat(string accept, MetricsFormat expected)
    {
        Assert.True(MetricsFormats.TryChoose(Request(accept), out var format));
        Assert.Equal(expected, format);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited")]
    [InlineData("application/openmetrics-text;version=0.0.1")]
    [InlineData("*/*;q=0")]
    [InlineData(";;;")]
    public void Accept_OfNeitherFormat_IsToldSo(string accept) => Assert.False(MetricsFormats.TryChoose(Request(accept), out _));

    [Theory]
    [InlineData(MetricsFormat.OpenMetrics, "application/openmetrics-text; version=1.0.0; charset=utf-8")]
    [InlineData(MetricsFormat.Text, "text/plain; version=0.0.4; charset=utf-8")]
    public void ContentType_NamesTheVersion(MetricsFormat format, string expected) => Assert.Equal(expected, MetricsFormats.ContentType(format));

    private static HttpRequest Request(string accept)
    {
        var request = new DefaultHttpContext().Request;
        if (accept.Length > 0)
        {
            request.Headers.Accept = accept;
        }

        return request;
    }

    private static string Write(MetricsFormat format)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MetricsWriter(output, format);
        writer.Family("requests", "counter", "", "Requests \"taken\"\nby \\route\\");
        writer.Sample("", Labels, 3);
        writer.Family("wait_seconds", "histogram", "seconds", "等待");
        writer.Sample("_bucket", [new("le", "0.1")], 1);
        writer.Sample("_sum", [], 0.05);
        writer.Family("build", "info", "", "Build");
        writer.Sample("", [], 1);
        writer.Family("size_bytes", "gauge", "bytes", "Size");
        writer.Sample("", [], double.NaN, new DateTimeOffset(2012, 1, 1, 0, 0, 0, TimeSpan.Zero));
        writer.Sample("", [], double.NegativeInfinity, new DateTimeOffset(2012, 1, 1, 0, 0, 0, 500, TimeSpan.Zero));
        writer.End();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
