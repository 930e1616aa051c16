namespace Indicators.Gateway.Tests;

/// <summary>Data versions of the whole suite.</summary>
public sealed class VersionVectorTests
{
    [Fact]
    public void Parse_AfterThousandsOfVersions_KnowsTheNewestExactlyAndForgetsTheFirst()
    {
        var first = Vector(1_000_000);
        for (var sequence = 1_000_001; sequence < 1_010_000; sequence++)
        {
            Vector(sequence);
        }

        var newest = Vector(1_010_000);
        Assert.True(VersionVector.Parse(newest.Text)!.IsExact);
        Assert.False(VersionVector.Parse(first.Text)!.IsExact);
        Assert.Equal("1010000-9f3a61c2", VersionVector.Parse(newest.Text)![0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.2.3-9f3a61c2")]
    [InlineData("1.2.3.4.5.6-9f3a61c")]
    [InlineData("1.2.3.4.5.x-9f3a61c2")]
    public void Parse_TextThatIsNone_IsNull(string text) => Assert.Null(VersionVector.Parse(text));

    private static VersionVector Vector(int sequence) =>
        VersionVector.Of([$"{sequence}-9f3a61c2", .. Enumerable.Repeat("1-00000000", ServiceOrder.Count - 1)]);
}
