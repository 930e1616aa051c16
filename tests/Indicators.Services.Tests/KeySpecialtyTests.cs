using Indicators.KeySpecialties.V1;
using Indicators.Types.V1;

namespace Indicators.Services.Tests;

public sealed class KeySpecialtyTests(SeededSuite suite) : ServiceBehaviour(suite, "key-specialties", KeySpecialtyService.Descriptor)
{
    private KeySpecialtyService.KeySpecialtyServiceClient Client => new(Channel);

    [Theory]
    [InlineData("central", "national", "508")]
    [InlineData("self", "national", "102")]
    [InlineData("local", "provincial", "4652")]
    [InlineData("local", "municipal_county", "10631")]
    public async Task Projects_ByTierAndFunding_AreThoseOf2022(string funding, string tier, string value)
    {
        var projects = (await Client.ListProjectsAsync(new())).Observations;
        var wanted = new[] { new Dimension { Key = "funding", Value = funding }, new Dimension { Key = "tier", Value = tier } };
        var figure = Assert.Single(projects, o => o.Kind == Kind.Actual && o.Dimensions.SequenceEqual(wanted));
        Assert.Equal((value, "2022-12-31"), (figure.Value, figure.Period.Code));
    }

    [Fact]
    public async Task Projects_TwoAccountsOfOneFigure_AreADispute()
    {
        var projects = (await Client.ListProjectsAsync(new())).Observations;
        var disputed = Assert.Single(projects, o => o.Status == Status.Disputed);
        var other = Assert.Single(disputed.Alternatives);
        Assert.Equal(("10631", Evidence.Press), (disputed.Value, disputed.Source.Evidence));
        Assert.Equal(("10637", Evidence.Copy, "nhc-2023-04-13"), (other.Value, other.Source.Evidence, other.Source.ReleaseId));
    }

    [Fact]
    public async Task Projects_Targets_AreThoseOf2025()
    {
        var targets = (await Client.ListProjectsAsync(new())).Observations.Where(o => o.Kind == Kind.Target).ToList();
        Assert.Equal(["10000", "750", "5000"], targets.Select(o => o.Value));
        Assert.All(targets, o => Assert.Equal(("2025", Qualifier.AtLeast), (o.Period.Code, o.Qualifier)));
    }

    [Fact]
    public async Task Funding_Seeds_Are2540MillionAndMoreThan7Billion()
    {
        var funding = (await Client.ListFundingAsync(new())).Observations;
        Assert.Equal([("2540000000", Qualifier.Exact), ("7000000000", Qualifier.MoreThan)], funding.Select(o => (o.Value, o.Qualifier)));
        Assert.All(funding, o => Assert.Equal("CNY", o.Unit));
    }

    [Fact]
    public async Task PrioritySpecialties_Seeds_AreSeven()
    {
        var specialties = (await Client.ListPrioritySpecialtiesAsync(new())).PrioritySpecialties;
        Assert.Equal(["心血管外科", "产科", "骨科", "麻醉", "儿科", "精神科", "病理"], specialties.Select(s => s.Name.Zh));
    }
}
