using Indicators.Contracts;

namespace Indicators.Services.Tests.Seeds;

/// <summary>A reader of English finds a name for everything that the registers name, and the list of names holds nothing else.</summary>
public sealed class EnglishNameTests
{
    private static readonly List<Dictionary<string, string>> Names = SeedFiles.Rows("protos/codes/names.csv");

    public static TheoryData<string, string, string> NamedInChinese => new()
    {
        { "regional_projects", "project_zh", "project" },
        { "regional_projects", "exporting_hospital_zh", "hospital" },
        { "regional_projects", "host_hospital_zh", "hospital" },
        { "regional_projects", "specialty_zh", "specialty" },
        { "reform_tasks", "agencies_zh", "agency" },
    };

    [Theory]
    [MemberData(nameof(NamedInChinese))]
    public void Names_OfARegister_AreInEnglishToo(string register, string column, string group)
    {
        var listed = Names.Where(n => n["group"] == group || group == "project").Select(n => n["name_zh"]).ToHashSet();
        Assert.Empty(Cells(register, column).Except(listed));
        Assert.All(Cells(register, column), zh => Assert.NotEmpty(EnglishNames.Of(zh).En));
    }

    [Fact]
    public void Hospitals_OfTheRegionalCenters_AreInEnglishToo() =>
        Assert.All(Cells("regional_centers", "hospital_zh"), zh => Assert.NotEmpty(EnglishNames.Of(zh).En));

    [Fact]
    public void Names_OfTheList_AreUsedOnceAndNotBlank()
    {
        var used = NamedInChinese.SelectMany(n => Cells(n.Data.Item1, n.Data.Item2)).Concat(Cells("regional_centers", "hospital_zh")).ToHashSet();
        Assert.Empty(Names.Select(n => n["name_zh"]).Except(used));
        Assert.Distinct(Names.Select(n => n["name_zh"]));
        Assert.DoesNotContain(Names, n => n["name_en"].Length == 0);
    }

    [Fact]
    public void Name_ThatTheDocumentGivesInEnglish_ComesFirst() =>
        Assert.Equal("Beijing Jishuitan", EnglishNames.Of("北京积水潭医院", "Beijing Jishuitan").En);

    private static IEnumerable<string> Cells(string register, string column) => SeedFiles.Releases
        .SelectMany(r => r.Registers.GetValueOrDefault(register, [])).SelectMany(row => row[column].Split('|')).Where(name => name.Length > 0);
}
