using System.Net;
using Microsoft.Extensions.Configuration;

namespace Indicators.ServiceDefaults.Tests;

public sealed class SuiteSettingsTests
{
    [Fact]
    public void Settings_WithoutOverrides_AreThoseOfTheSuite()
    {
        var settings = Read();

        Assert.Equal(IPAddress.Loopback, settings.Listen);
        Assert.True(Path.IsPathFullyQualified(settings.DataFolder));
        Assert.Equal(6, settings.Services.Count);
        Assert.Equal(3 + (2 * 6), settings.AllPorts().Select(p => p.Port).Distinct().Count());
    }

    [Fact]
    public void Settings_AnOverride_WinsOverTheDefault()
    {
        var settings = Read(("Suite:Gateway:Rest", "9080"), ("Suite:Services:reforms:Grpc", "9105"));

        Assert.Equal(9080, settings.Gateway.Rest);
        Assert.Equal(9105, settings.Service("reforms").Grpc);
        Assert.Contains(("Suite:Services:reforms:Grpc", 9105), settings.AllPorts());
    }

    [Theory]
    [InlineData("Suite:Listen", "localhost", "`localhost`")]
    [InlineData("Suite:Data", "", "Suite:Data")]
    [InlineData("Suite:Gateway:Grpc", "65536", "Suite:Gateway:Grpc is `65536`")]
    [InlineData("Suite:Services:reforms:Http", "-1", "Suite:Services:reforms:Http is `-1`")]
    public void Settings_BadValue_NamesItsKeyAndTheValue(string key, string value, string named) =>
        Assert.Contains(named, Assert.Throws<InvalidOperationException>(() => Read((key, value))).Message);

    [Fact]
    public void Service_OfAnUnknownName_IsRefusedWithTheKnownOnes() =>
        Assert.Contains("reforms", Assert.Throws<InvalidOperationException>(() => Read().Service("reform")).Message);

    [Theory]
    [InlineData("0.0.0.0", "http://127.0.0.1:8080/")]
    [InlineData("::", "http://[::1]:8080/")]
    [InlineData("192.0.2.7", "http://192.0.2.7:8080/")]
    public void Address_OfAPort_IsReachableFromThisMachine(string listen, string address) =>
        Assert.Equal(address, Read(("Suite:Listen", listen)).Address(8080).ToString());

    private static SuiteSettings Read(params (string Key, string Value)[] overrides) => SuiteSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(overrides.Select(o => KeyValuePair.Create(o.Key, (string?)o.Value)))
        .AddSuiteDefaults()
        .Build());
}
