using System.Net;
using System.Text;
using Indicators.Gateway.Charts;
using Indicators.Testing;

namespace Indicators.Gateway.Tests.Charts;

/// <summary>Pictures as they look, against approved ones; PNG where the machine can make it.</summary>
public sealed class ChartPictureTests(SuiteHost suite) : IDisposable
{
    // One font for every machine; Debian's fonts-wqy-microhei.
    private const string Font = "WenQuanYi Micro Hei";
    private const string FontFile = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc";

    private readonly RsvgConverter converter = new(Environment.GetEnvironmentVariable("PATH") ?? "");

    private static bool HasConverter => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, RsvgConverter.Program)));

    public void Dispose() => converter.Dispose();

    [Theory]
    [InlineData("series-break", "beds/chart.svg?width=360")]
    [InlineData("series-revised-dark-en", "basic_insurance_fund_expenditure/chart.svg?width=360&theme=dark&lang=en")]
    [InlineData("series-derived-gaps", "public_health_service_subsidy_per_capita/chart.svg?width=360")]
    [InlineData("series-lines-en", "infant_mortality_rate/chart.svg?width=360&dimension.residence=rural,urban&lang=en")]
    [InlineData("bars-disputed", "key_specialty_projects/chart.svg?asOf=2025-12-31&width=360&type=bars")]
    [InlineData("bars-preliminary-dark", "total_health_expenditure/chart.svg?width=360&type=bars&theme=dark")]
    [InlineData("targets", "key_specialty_projects/chart.svg?asOf=2025-12-31&width=360")]
    [InlineData("map", "regional_medical_center_projects/chart.svg?width=360&type=map")]
    [InlineData("problem", "beds/chart.svg?width=0&height=240")]
    public async Task Picture_Rendered_IsAsApproved(string name, string address)
    {
        var isThere = HasConverter && File.Exists(FontFile);
        Assert.True(isThere || Environment.GetEnvironmentVariable("CI") != "true", "Checks need rsvg-convert and a Chinese font.");
        Assert.SkipUnless(isThere, "rsvg-convert or its font is missing (Debian: apt-get install librsvg2-bin fonts-wqy-microhei)");
        var svg = await (await suite.Client.GetAsync($"/v1/indicators/{address}")).Content.ReadAsStringAsync();
        var width = name == "problem" ? ChartRequest.UsualWidth : 360;
        var png = await converter.ConvertAsync(Encoding.UTF8.GetBytes(svg.Replace(ChartFrame.Fonts, Font, StringComparison.Ordinal)), width, CancellationToken.None);
        var file = Tree.Path($"tests/Indicators.Gateway.Tests/Charts/Approved/{name}.png");
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
        {
            await File.WriteAllBytesAsync(file, png);
        }

        var (seen, approved) = (PngPixels.Read(png), PngPixels.Read(await File.ReadAllBytesAsync(file)));
        Assert.Equal((approved.Width, approved.Height), (seen.Width, seen.Height));
        Assert.InRange(seen.Difference(approved), 0, 0.005);
    }

    [Fact]
    public async Task Png_WhereTheMachineHasLibrsvg_IsThePictureElse501()
    {
        using var response = await suite.Client.GetAsync("/v1/indicators/beds/chart.png?width=480&height=300&theme=auto");
        Assert.Equal(HasConverter ? HttpStatusCode.OK : HttpStatusCode.NotImplemented, response.StatusCode);
        var body = await response.Content.ReadAsByteArrayAsync();
        if (HasConverter)
        {
            Assert.Equal("image/png", response.Content.Headers.ContentType!.MediaType);
            Assert.Equal((480, 300), (PngPixels.Read(body).Width, PngPixels.Read(body).Height));
        }
    }

    [Fact]
    public async Task Converter_OnAMachineWithoutIt_SaysSo()
    {
        using var missing = new RsvgConverter("");
        await Assert.ThrowsAsync<ConverterMissingException>(() => missing.ConvertAsync("<svg/>"u8.ToArray(), 300, CancellationToken.None));
    }

    [Fact]
    public async Task Converter_MoreAtOnceThanItTakes_AnswersOrRefusesEach()
    {
        Assert.SkipUnless(HasConverter, "rsvg-convert is missing (Debian: apt-get install librsvg2-bin)");
        var svg = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>"u8.ToArray();
        var all = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            try
            {
                return (await converter.ConvertAsync(svg, 10, CancellationToken.None)).Length > 0;
            }
            catch (ConverterBusyException)
            {
                return false;
            }
        }));
        Assert.Contains(true, all);
        Assert.Contains(false, all);
        Assert.NotEmpty(await converter.ConvertAsync(svg, 10, CancellationToken.None));
    }
}
