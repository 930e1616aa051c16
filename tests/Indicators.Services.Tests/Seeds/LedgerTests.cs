namespace Indicators.Services.Tests.Seeds;

/// <summary>The ledger accounts for every row of the tables that the seeds were made from, and says the truth about the releases.</summary>
public sealed class LedgerTests
{
    private static readonly List<Dictionary<string, string>> Ledger = SeedFiles.Rows("seeds/ledger.csv");

    private static readonly Dictionary<string, SeedRelease> Releases = SeedFiles.Releases.ToDictionary(r => r.Id);

    public static TheoryData<string, int> SourceTables => new()
    {
        { "data/basic_public_health_subsidy.csv", 11 },
        { "data/children_regional_center_hosts.csv", 6 },
        { "data/county_hospital_capability.csv", 8 },
        { "data/demo_hospital_reform_by_year.csv", 3 },
        { "data/demo_hospital_reform_cities.csv", 5 },
        { "data/key_clinical_specialties.csv", 11 },
        { "data/medical_insurance_stats.csv", 184 },
        { "data/national_health_stats.csv", 150 },
        { "data/national_health_stats_extended.csv", 331 },
        { "data/national_medical_center_hosts.csv", 24 },
        { "data/national_medical_centers.csv", 13 },
        { "data/public_health_records.csv", 837 },
        { "data/quality_goal_counts.csv", 12 },
        { "data/quality_goals.csv", 29 },
        { "data/regional_medical_center_batches.csv", 5 },
        { "data/regional_medical_center_projects.csv", 66 },
        { "data/regional_medical_center_province_counts.csv", 13 },
        { "data/regions.csv", 36 },
        { "data/resident_insurance_subsidy.csv", 14 },
        { "data/seed_figures.csv", 33 },
        { "data/thousand_counties_counts.csv", 3 },
        { "facts/county-hospital-centers.csv", 10 },
        { "facts/figures.csv", 63 },
        { "facts/guangdong-tasks-2023.csv", 10 },
        { "facts/multi-campus-criteria.csv", 7 },
        { "facts/quality-goals-2023.csv", 3 },
        { "facts/reform-tasks-2023h2.csv", 20 },
        { "facts/sources.csv", 11 },
    };

    [Theory]
    [MemberData(nameof(SourceTables))]
    public void Rows_OfASourceTable_AreEachThereOnce(string file, int rows) =>
        Assert.Equal(Enumerable.Range(1, rows), Ledger.Where(row => row["file"] == file).Select(row => int.Parse(row["row"])).Order());

    [Fact]
    public void Rows_All_AreOfAKnownTableWithAKeyAndAHash()
    {
        Assert.Empty(Ledger.Select(row => row["file"]).Distinct().Except(SourceTables.Select(table => table.Data.Item1)));
        Assert.All(Ledger, row => Assert.NotEmpty(row["row_key"]));
        Assert.All(Ledger, row => Assert.Matches("^[0-9a-f]{64}$", row["sha256"]));
    }

    [Fact]
    public void Published_AndSameStatement_NameWhatTheReleaseStates()
    {
        foreach (var row in Ledger.Where(row => row["disposition"] is "published" or "same_statement"))
        {
            Assert.True(Releases.TryGetValue(row["release"], out var release), $"{row["file"]} {row["row"]}: no release {row["release"]}");
            Assert.All(Targets(row), target => Assert.True(States(release, target), $"{row["file"]} {row["row"]}: {release.Id} does not state {target}"));
        }
    }

    [Fact]
    public void CodeLists_NameACodeOfTheList()
    {
        var areas = SeedFiles.Rows("protos/codes/areas.csv").Select(row => "areas:" + row["code"]).ToHashSet();
        Assert.All(Ledger.Where(row => row["disposition"] == "code_list"), row => Assert.Contains(row["target"], areas));
    }

    [Fact]
    public void Dispositions_AreKnownAndGiveAReasonWhereNothingIsPublished()
    {
        Assert.All(Ledger, row => Assert.Contains(row["disposition"], new[] { "published", "same_statement", "code_list", "left_out" }));
        Assert.All(Ledger.Where(row => row["disposition"] is "left_out" or "same_statement"), row => Assert.NotEmpty(row["reason"]));
        Assert.All(Ledger.Where(row => row["disposition"] == "left_out"), row => Assert.Equal("", row["release"] + row["target"]));
    }

    [Fact]
    public void Releases_EveryFigureAndRegisterRow_IsInTheLedger()
    {
        var accounted = Ledger.SelectMany(row => Targets(row).Select(target => $"{row["release"]} {target}")).ToHashSet();
        var stated = SeedFiles.Releases.SelectMany(release =>
            release.Figures.Select(f => $"{release.Id} {f.Key}").Concat(release.Registers.SelectMany(r => r.Value.Select(row => $"{release.Id} {r.Key}:{row["id"]}"))));
        Assert.All(stated, s => Assert.Contains(s, accounted));
    }

    private static string[] Targets(Dictionary<string, string> row) => row["target"].Split(" + ", StringSplitOptions.RemoveEmptyEntries);

    private static bool States(SeedRelease release, string target)
    {
        if (target == "release" || target.Contains('|'))
        {
            return target == "release" || release.Figures.Exists(f => f.Key == target);
        }

        var (register, id) = (target[..target.IndexOf(':')], target[(target.IndexOf(':') + 1)..]);
        return release.Registers.TryGetValue(register, out var rows) && rows.Exists(r => r["id"] == id);
    }
}
