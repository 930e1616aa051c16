using System.Globalization;
using Indicators.Gateway.Search;
using Indicators.Types.V1;

namespace Indicators.Gateway.Tests;

/// <summary>The index of the catalog against a second, naive reading of 5,000 generated indicators.</summary>
public sealed class CatalogIndexTests
{
    private const int Count = 5000;
    private static readonly string[] Han = ["医院", "床位", "护士", "医师", "县级", "中心", "国家", "专科", "人数", "比例", "费用", "支出", "卫生", "机构", "数", "率"];
    private static readonly string[] Words = ["hospital", "beds", "nurses", "physicians", "county", "centers", "national", "specialty", "share", "spending", "health", "institutions"];
    private static readonly Frequency[] Lengths = [Frequency.Year, Frequency.HalfYear, Frequency.Day];
    private static readonly IndicatorEntry[] Entries = [.. Generate()];
    private static readonly CatalogIndex Index = new(Entries);
    private static readonly Dictionary<string, string[]> NoFilter = [];

    [Theory]
    [InlineData("床位")]
    [InlineData("床")]
    [InlineData("县级医院")]
    [InlineData("医院床位数")]
    [InlineData("bed")]
    [InlineData("BEDS county")]
    [InlineData("床位 nurs")]
    [InlineData("beds_17")]
    [InlineData("ｂｅｄｓ　床位")]
    [InlineData("zebra")]
    [InlineData("没有这个词")]
    public void Find_AnyWords_FindsWhatAScanFinds(string query)
    {
        var found = Index.Find(query, NoFilter).Entries.Select(e => e.Indicator.Code).ToList();
        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Equal(Scan(query).Select(i => i.Code).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Find_RandomPairsOfWords_FindsWhatAScanFinds()
    {
        var random = new Random(7);
        for (var round = 0; round < 60; round++)
        {
            var query = $"{Pick(random, Han)}{Pick(random, Han)} {Pick(random, Words)[..3]}";
            var found = Index.Find(query, NoFilter).Entries.Select(e => e.Indicator.Code);
            Assert.Equal(Scan(query).Select(i => i.Code).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Find_FullWidth_FindsAsHalfWidth() => Assert.Equal(
        Index.Find("beds 床位", NoFilter).Entries.Count, Index.Find("ＢＥＤＳ　床位", NoFilter).Entries.Count);

    [Fact]
    public void Find_ACode_ComesBeforeEverythingThatMentionsIt()
    {
        Assert.Equal("beds_17", Index.Find("beds_17", NoFilter).Entries[0].Indicator.Code);
        Assert.Equal("beds_17", Index.Find("BEDS_17", NoFilter).Entries[0].Indicator.Code);
    }

    [Fact]
    public void Find_AWord_NamesComeBeforeDefinitions()
    {
        var named = Index.Find("床位", NoFilter).Entries.ConvertAll(e => e.Indicator.Name.Zh.Contains("床位", StringComparison.Ordinal));
        Assert.Contains(false, named);
        Assert.DoesNotContain(true, named.SkipWhile(n => n));
    }

    [Fact]
    public void Find_AWholeName_ComesFirst()
    {
        var name = Entries[4321].Indicator.Name.Zh;
        Assert.Equal(name, Index.Find(name, NoFilter).Entries[0].Indicator.Name.Zh);
    }

    [Fact]
    public void Find_NoWords_IsTheOrderOfTheCatalog() =>
        Assert.Equal(Entries.Select(e => e.Indicator.Code), Index.Find("", NoFilter).Entries.Select(e => e.Indicator.Code));

    [Fact]
    public void Find_Filters_NarrowAndCountEachFacetUnderTheOthers()
    {
        var filters = new Dictionary<string, string[]> { ["unit"] = ["beds", "persons"], ["area"] = ["CN-GD"], ["frequency"] = ["year"] };
        var result = Index.Find("医院", filters);
        var scanned = Scan("医院").Where(i => i.Areas.Contains("CN-GD") && i.Frequencies.Contains(Frequency.Year)).ToList();
        Assert.Equal(scanned.Count(i => i.Unit is "beds" or "persons"), result.Entries.Count);
        var units = result.Facets.Single(f => f.Name == "unit").Values.ToDictionary(v => v.Value, v => v.Count);
        Assert.Equal(scanned.CountBy(i => i.Unit).ToDictionary(), units);
    }

    [Fact]
    public void Find_FilterOfAnUnknownValue_FindsNothing() =>
        Assert.Empty(Index.Find("", new Dictionary<string, string[]> { ["area"] = ["CN-XX"] }).Entries);

    // Every term somewhere: Chinese anywhere in a text, other words where a word starts with them.
    private static IEnumerable<Indicator> Scan(string query) => Entries.Select(e => e.Indicator).Where(indicator =>
    {
        string[] texts = [indicator.Code, indicator.Name.Zh, indicator.Name.En, indicator.Definition.Zh, indicator.Definition.En];
        return SearchText.Terms(SearchText.Normalize(query)).All(term => texts.Any(text => term.IsHan
            ? text.Contains(term.Text, StringComparison.Ordinal)
            : SearchText.Terms(SearchText.Normalize(text)).Any(t => !t.IsHan && t.Text.StartsWith(term.Text, StringComparison.Ordinal))));
    });

    private static IEnumerable<IndicatorEntry> Generate()
    {
        var random = new Random(3);
        for (var i = 0; i < Count; i++)
        {
            var indicator = new Indicator
            {
                Code = string.Create(CultureInfo.InvariantCulture, $"{Pick(random, Words)}_{i}"),
                Name = new() { Zh = $"{Pick(random, Han)}{Pick(random, Han)}{Pick(random, Han)}", En = $"{Pick(random, Words)} {Pick(random, Words)}" },
                Definition = new() { Zh = $"{Pick(random, Han)}的{Pick(random, Han)}，{Pick(random, Han)}{Pick(random, Han)}。", En = $"The {Pick(random, Words)} of {Pick(random, Words)}." },
                Unit = Pick(random, ["beds", "persons", "percent"]),
                Service = ServiceOrder.Names[i * ServiceOrder.Count / Count],
                Areas = { new[] { "CN", "CN-GD", "CN-BJ" }.Where(_ => random.Next(2) == 0) },
                Frequencies = { Lengths.Where(_ => random.Next(2) == 0) },
            };
            indicator.Code = i == 17 ? "beds_17" : indicator.Code;
            yield return new IndicatorEntry(indicator, i * ServiceOrder.Count / Count);
        }
    }

    private static string Pick(Random random, string[] words) => words[random.Next(words.Length)];
}
