using Indicators.Gateway.Resilience;
using Indicators.ServiceDefaults;
using Microsoft.Extensions.Configuration;

namespace Indicators.Gateway.Tests;

/// <summary>The section `Suite:Upstream`.</summary>
public sealed class UpstreamSettingsTests
{
    [Fact]
    public void Limits_LeftOut_AreTheUsualOnes() => Assert.Equal(new UpstreamLimits(), UpstreamSettings.Limits(Read()));

    [Fact]
    public void Limits_Set_AreTaken()
    {
        var limits = UpstreamSettings.Limits(Read(("Suite:Upstream:TrySeconds", "1.5"), ("Suite:Upstream:RetryShare", "0"), ("Suite:Upstream:Concurrency", "7")));
        Assert.Equal((TimeSpan.FromSeconds(1.5), 0, 7), (limits.Try, limits.RetryShare, limits.Concurrency));
    }

    [Theory]
    [InlineData("Suite:Upstream:TrySeconds", "soon", "Suite:Upstream:TrySeconds is `soon`; it must be a number from 0.1 to 300")]
    [InlineData("Suite:Upstream:Retries", "1.5", "Suite:Upstream:Retries is `1.5`; it must be a whole number from 0 to 10")]
    [InlineData("Suite:Upstream:Concurrency", "0", "Suite:Upstream:Concurrency is `0`; it must be a whole number from 1 to 100000")]
    [InlineData("Suite:Upstream:TotalSeconds", "2", "Suite:Upstream:TotalSeconds is `2`; all tries together cannot have less time than one, Suite:Upstream:TrySeconds is `5`")]
    [InlineData("Suite:Upstream:TrySecond", "2", "Suite:Upstream:TrySecond is `2`; there is no such key, the nearest is Suite:Upstream:TrySeconds")]
    public void Limits_Wrong_NameKeyAndValue(string key, string value, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => UpstreamSettings.Limits(Read((key, value)))).Message);

    [Fact]
    public void Addresses_Several_AreTakenInOrder() => Assert.Equal(
        [new("http://10.0.0.1:8110"), new("http://10.0.0.2:8111")], Addresses("medical-centers", "10.0.0.1:8110, 10.0.0.2:8111"));

    [Fact]
    public void Addresses_LeftOut_AreThePortOnThisMachine() => Assert.Equal([new("http://127.0.0.1:8110")], Addresses("reforms", "10.0.0.1:8110"));

    [Theory]
    [InlineData("medical-centers", "10.0.0.1", "Suite:Upstream:Addresses:medical-centers has `10.0.0.1`; it must be hosts with their ports, such as 10.0.0.1:8110,10.0.0.2:8110")]
    [InlineData("medical-centres", "10.0.0.1:1", "Suite:Upstream:Addresses:medical-centres is `10.0.0.1:1`; there is no such service, the nearest is medical-centers")]
    public void Addresses_Wrong_NameKeyAndValue(string name, string value, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => Addresses(name, value)).Message);

    private static IReadOnlyList<Uri> Addresses(string name, string value)
    {
        var configuration = Read(($"Suite:Upstream:Addresses:{name}", value));
        return UpstreamSettings.Addresses(configuration, SuiteSettings.Read(configuration), "medical-centers");
    }

    private static IConfiguration Read(params (string Key, string Value)[] values) => new ConfigurationBuilder().AddSuiteDefaults()
        .AddInMemoryCollection(values.ToDictionary(v => v.Key, v => (string?)v.Value)).Build();
}
