using Grpc.Core;
using Indicators.Contracts;
using Indicators.Data.V1;
using static Indicators.Store.Tests.TestStore;

namespace Indicators.Store.Tests;

public sealed class PublishTests : IDisposable
{
    private readonly TestStore store = new();

    public void Dispose() => store.Dispose();

    public static TheoryData<string, string, string> BadRows => new()
    {
        { Row("12a"), "value", "12a" },
        { Row("1,000").Replace("1,000", "\"1,000\"", StringComparison.Ordinal), "value", "1,000" },
        { Row(""), "value", "" },
        { Row("1", period: "2022-02-30"), "period", "2022-02-30" },
        { Row("1", area: "CN-XX"), "area", "CN-XX" },
        { Row("1", unit: "万人"), "unit", "万人" },
        { Row("1", kind: "actul"), "kind", "actul" },
        { Row("1", qualifier: "circa"), "qualifier", "circa" },
        { Row("1", dimensions: "funding=centrl"), "dimensions", "funding=centrl" },
        { Row("1", dimensions: "tier=national;funding=central"), "dimensions", "tier=national;funding=central" },
        { Row("1", kind: "derived", note: ""), "note_zh", "" },
        { Row("1", action: "withdraw"), "value", "1" },
        { Row("1").Replace("row 1", "", StringComparison.Ordinal), "locator", "" },
        { Row("1") + Row("2"), "indicator", "beds" },
        { Row("1") + "beds,CN\n", "", "" },
    };

    [Theory]
    [MemberData(nameof(BadRows))]
    public void Package_BadRow_NamesFileRowColumnAndStoresNothing(string rows, string column, string value)
    {
        var response = store.Stage(Package("a", rows));

        var fault = response.Faults.First(f => f.Column == column);
        Assert.Equal(("observations.csv", value), (fault.File, fault.Value));
        Assert.Equal(rows.Count(c => c == '\n') + 1, fault.Row);
        Assert.NotEmpty(fault.Message.Zh);
        Assert.NotEmpty(fault.Message.En);
        Assert.Throws<RpcException>(() => store.Publisher.Activate("a"));
    }

    [Fact]
    public void Activate_ContentOtherThanChecked_IsRefusedAndShowsNothing()
    {
        var checkedHash = store.Stage(Package("a", Row("1")), validateOnly: true).ContentHash;
        var staged = store.Stage(Package("a", Row("2"))).ContentHash;

        var error = Assert.Throws<RpcException>(() => store.Publisher.Activate("a", checkedHash));
        Assert.Equal((StatusCode.FailedPrecondition, "content_changed"), (error.StatusCode, Errors.Read(error)!.Code));
        Assert.Empty(store.Query().Observations);

        store.Publisher.Activate("a", staged);
        Assert.Equal("2", store.Single().Value);
        Assert.Throws<RpcException>(() => store.Publisher.Activate("a", checkedHash));
    }

    [Fact]
    public void Package_ManyFaults_AreAllReported()
    {
        var faults = store.Stage(Package("a", Row("x") + Row("1", area: "C") + Row("1", period: "y"))).Faults;
        Assert.Equal([2, 3, 4], faults.Select(f => f.Row));
    }

    [Fact]
    public void Package_IndicatorOfNobodyHere_IsLeftToTheOtherServices()
    {
        var response = store.Stage(Package("a", Row("1", indicator: "bedz") + Row("2")));
        Assert.Empty(response.Faults);
        var row = Assert.Single(response.NotOwned);
        Assert.Equal(("observations.csv", 2, "indicator", "bedz", "beds"), (row.File, row.Row, row.Column, row.Value, row.Hint));
    }

    [Fact]
    public void Package_ChangedFile_IsRefusedByItsHash()
    {
        var package = Package("a", Row("1"));
        package[1] = File("observations.csv", Header + Row("2"));
        Assert.Contains(store.Stage(package).Faults, f => f.File == "observations.csv" && f.Column == "sha256");
    }

    [Theory]
    [InlineData("\"official\"", "\"oficial\"", "evidence")]
    [InlineData("\"2023-04-13\"", "\"13.4.2023\"", "issuedOn")]
    [InlineData("\"revises\"", "\"revisez\"", "$.revisez")]
    [InlineData("\"test\"", "\"other\"", "services")]
    [InlineData("\"id\":\"a\"", "\"id\":\"A b\"", "id")]
    [InlineData("\"rows\":1", "\"rows\":2", "rows")]
    [InlineData("\"revises\":[]", "\"revises\":null", "$.revises")]
    public void ReleaseFile_Bad_NamesThePlace(string from, string to, string column)
    {
        var package = Package("a", Row("1"));
        package[0] = File("release.json", package[0].Content.ToStringUtf8().Replace(from, to, StringComparison.Ordinal));
        Assert.Contains(store.Stage(package).Faults, f => f.Column == column);
    }

    [Fact]
    public void Release_Staged_IsSeenByNobodyAndSurvivesARestart()
    {
        var package = Package("a", Row("1"));
        var before = store.Store.Current.DataVersion;
        Assert.Equal(StageState.Staged, store.Stage(package).State);
        Assert.Empty(store.Query().Observations);
        Assert.Equal(before, store.Store.Current.DataVersion);

        store.Restart();
        Assert.Empty(store.Query().Observations);
        store.Publisher.Activate("a");
        Assert.Equal("1", store.Single().Value);
    }

    [Fact]
    public void Release_StagedAgain_IsReplacedAndDiscardedLeavesNothing()
    {
        store.Stage(Package("a", Row("1")));
        store.Stage(Package("a", Row("2")));
        store.Publisher.Activate("a");
        Assert.Equal("2", store.Single().Value);

        store.Stage(Package("b", Row("3", "2021")));
        store.Publisher.Discard("b");
        Assert.Throws<RpcException>(() => store.Publisher.Activate("b"));
        Assert.Single(store.Query().Observations);
    }

    [Fact]
    public void Release_Again_ChangesNothingAndOtherContentIsRefused()
    {
        store.Publish(Package("a", Row("1")));
        var version = store.Store.Current.DataVersion;

        Assert.Equal(StageState.Unchanged, store.Stage(Package("a", Row("1"))).State);
        store.Publisher.Activate("a");
        Assert.Equal(version, store.Store.Current.DataVersion);
        var fault = Assert.Single(store.Stage(Package("a", Row("2"))).Faults);
        Assert.Equal(("release.json", "id", "a"), (fault.File, fault.Column, fault.Value));
    }

    [Fact]
    public void Release_ValidateOnly_StoresNothing()
    {
        Assert.Empty(store.Stage(Package("a", Row("1")), validateOnly: true).Faults);
        Assert.Throws<RpcException>(() => store.Publisher.Activate("a"));
    }

    [Fact]
    public void Version_SameContentInSameOrder_IsTheSame()
    {
        using var other = new TestStore();
        foreach (var each in new[] { store, other })
        {
            each.Publish(Package("a", Row("1")));
            each.Publish(Package("b", Row("2"), "2024"));
        }

        Assert.Equal(store.Store.Current.DataVersion, other.Store.Current.DataVersion);
        store.Restart();
        Assert.Equal(other.Store.Current.DataVersion, store.Store.Current.DataVersion);
    }

    [Fact]
    public void Register_BadCells_AreNamed()
    {
        const string places = "id,name,area,parent_id,locator,note_zh,note_en\np1,,CN,,l,,\np2,b,CN-YY,,l,,\np2,c,CN,p9,l,,\n";
        var faults = store.Stage(Package("a", "", registers: ("places.csv", "places", places))).Faults;

        Assert.Equal([(2, "name"), (3, "area"), (4, "id"), (4, "parent_id")], faults.Select(f => (f.Row, f.Column)).Order());
        Assert.Equal("p1", faults.Single(f => f.Column == "parent_id").Hint);
    }

    [Fact]
    public void Definitions_ChangedAndBad_AreVersionedAndRefused()
    {
        var version = store.Store.Current.DataVersion;
        const string header = "code,name_zh,name_en,definition_zh,definition_en,unit,decimals,direction,method_zh,method_en,actual_of\n";
        var bad = store.Publisher.Define(new() { Definitions = File("test.csv", header + "beds,床,Beds,床。,Beds.,bedz,x,up,,,\n") });
        Assert.Equal([(2, "unit"), (2, "decimals"), (2, "direction")], bad.Faults.Select(f => (f.Row, f.Column)));
        Assert.Equal(version, store.Store.Current.DataVersion);

        var changed = store.Publisher.Define(new() { Definitions = File("test.csv", header + "beds,床,Hospital beds,床。,Beds.,beds,0,none,,,\n") });
        Assert.Equal(1, changed.ChangedCount);
        Assert.Equal("Hospital beds", store.Store.Current.IndicatorsByCode["beds"].Name.En);
        Assert.Equal(2, store.Store.Current.Indicators.Count);
    }

    [Fact]
    public void Definitions_OtherUnitUnderFigures_IsRefused()
    {
        store.Publish(Package("a", Row("1")));
        const string changed = "code,name_zh,name_en,definition_zh,definition_en,unit,decimals,direction,method_zh,method_en,actual_of\nbeds,床,Beds,床。,Beds.,persons,0,none,,,\n";
        var fault = Assert.Single(store.Publisher.Define(new() { Definitions = File("test.csv", changed) }).Faults);
        Assert.Equal((2, "unit", "persons", "beds"), (fault.Row, fault.Column, fault.Value, fault.Hint));
    }

    [Fact]
    public void Releases_RevisingEachOther_AreRefused()
    {
        store.Publish(Package("a", Row("1"), revises: ["b"]));
        Assert.Contains(store.Stage(Package("b", Row("2"), revises: ["a"])).Faults, f => f.Column == "revises");
    }

    [Fact]
    public void Database_OfAnotherSchema_IsRefused()
    {
        using var folder = new TestStore();
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "x.db");
        new DataStore(path, Options, TimeProvider.System).Dispose();
        Assert.Throws<InvalidOperationException>(() => new DataStore(path, Options with { Schema = "CREATE TABLE other (x TEXT) STRICT" }, TimeProvider.System));
    }
}
