using Indicators.Gateway.Pages.Registers;
using Indicators.Types.V1;

namespace Indicators.Gateway.Tests;

/// <summary>What is said of a register beside the number that documents state.</summary>
public sealed class PagesCoverageTests
{
    [Theory]
    [InlineData("13", Qualifier.Exact, 13, 0, "13 of 13 itemised: all of them.", "13 项中列出 13 项；全部列出。")]
    [InlineData("15", Qualifier.Exact, 1, 0, "1 of 15 itemised; 14 not read by name.", "15 项中列出 1 项；14 项的名称未读到。")]
    [InlineData("76", Qualifier.Exact, 38, 10, "38 of 76 itemised; 10 more may belong to them; at least 28 not read by name.", "76 项中列出 38 项；另有 10 项可能属于其中；至少 28 项的名称未读到。")]
    [InlineData("10", Qualifier.Exact, 5, 20, "5 of 10 itemised; the other 5 may be among 20 of which it cannot be told.", "10 项中列出 5 项；其余 5 项可能在归属不明的 20 项之中。")]
    [InlineData("4", Qualifier.Exact, 5, 0, "5 of 4 itemised, more than is stated.", "4 项中列出 5 项，多于所述。")]
    [InlineData("4", Qualifier.Exact, 4, 1, "4 of 4 itemised: all of them.", "4 项中列出 4 项；全部列出。")]
    [InlineData("7", Qualifier.AtLeast, 7, 0, "7 of at least 7 itemised; the list need not be complete.", "至少 7 项中列出 7 项；名单不一定完整。")]
    public void Words_OfANumber_SayTheGap(string stated, Qualifier qualifier, int itemised, int uncertain, string en, string zh)
    {
        var words = new Coverage(new Observation { Value = stated, Qualifier = qualifier }, itemised, uncertain).Words;
        Assert.Equal((en, zh), (words.En, words.Zh));
    }

    [Fact]
    public void Words_WithoutANumber_SayThatNoneWasRead() =>
        Assert.Equal("8 itemised; no document read states the total.", new Coverage(null, 8).Words.En);
}
