using Indicators.Gateway.Formats;
using Indicators.Gateway.Pages;
using Indicators.Types.V1;

namespace Indicators.Gateway.Tests;

/// <summary>Numbers as people read them.</summary>
public sealed class ReaderNumbersTests
{
    [Theory]
    [InlineData("1326378300", "persons", 0, "13.2638亿人", "1.326 billion persons")]
    [InlineData("10090000", "beds", 0, "1,009万张", "10.09 million beds")]
    [InlineData("45670", "beds", 0, "45,670张", "45,670 beds")]
    [InlineData("95.3", "percent", 1, "95.3%", "95.3%")]
    [InlineData("16.1", "per_100000", 1, "16.1/10万", "16.1 per 100,000")]
    [InlineData("76", "count", 0, "76个", "76")]
    [InlineData("-2540000000", "CNY", 0, "-25.4亿元", "-2.54 billion yuan")]
    [InlineData("0.05", "percent", 0, "0.05%", "0.05%")]
    [InlineData("not a number", "percent", 0, "not a number", "not a number")]
    public void Number_WithItsUnit_ReadsAsInEachLanguage(string value, string unit, int decimals, string zh, string en) =>
        Assert.Equal((zh, en), (ReaderNumbers.Text(value, unit, decimals, false), ReaderNumbers.Text(value, unit, decimals, true)));

    [Theory]
    [InlineData("2022", "2022年", "2022")]
    [InlineData("2023-H2", "2023年下半年", "second half of 2023")]
    [InlineData("2023-Q1", "2023年第1季度", "Q1 2023")]
    [InlineData("2023-04", "2023年4月", "2023-04")]
    [InlineData("2022-12-31", "2022年12月31日", "2022-12-31")]
    public void Period_InWords_ReadsAsInEachLanguage(string code, string zh, string en) =>
        Assert.Equal((zh, en), (Words.Period(code, false), Words.Period(code, true)));

    [Fact]
    public void State_OfEveryKind_HasAWordAndAShapeOfItsOwn()
    {
        var marks = new[] { Status.Confirmed, Status.Preliminary, Status.Disputed, Status.Derived }.Select(Words.Of).Append(Words.Stale).ToList();
        Assert.Equal(5, marks.Select(m => m.Shape).Distinct().Count());
        Assert.All(marks, m => Assert.True(m.Zh.Length > 0 && m.En.Length > 0));
    }
}
