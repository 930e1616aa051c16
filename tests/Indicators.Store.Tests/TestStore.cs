using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Store.Publishing;
using Indicators.Store.Registers;
using Indicators.Types.V1;

namespace Indicators.Store.Tests;

/// <summary>A store on a database file of its own, with two indicators and a register, and packages built in memory.</summary>
internal sealed class TestStore : IDisposable
{
    public const string Header = "indicator,area,period,dimensions,value,unit,qualifier,kind,locator,preliminary,series_break,action,note_zh,note_en\n";

    private const string DefinitionHeader = "code,name_zh,name_en,definition_zh,definition_en,unit,decimals,direction,method_zh,method_en,actual_of\n";

    private const string Schema = """
        CREATE TABLE places (row_id TEXT NOT NULL, release_no INTEGER NOT NULL, name TEXT NOT NULL, area TEXT NOT NULL, parent_id TEXT NOT NULL,
                             locator TEXT NOT NULL, note_zh TEXT NOT NULL, note_en TEXT NOT NULL, PRIMARY KEY (row_id, release_no)) STRICT
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("store-").FullName;

    private readonly TimeProvider clock;

    public TestStore(TimeProvider? clock = null)
    {
        this.clock = clock ?? TimeProvider.System;
        Store = Open();
        Define("beds,床位数,Beds,床位数。,Beds.,beds,0,higher_is_better,,,", "share,占比,Share,占比。,A share.,percent,1,higher_is_better,,,");
    }

    public static StoreOptions Options { get; } = new("test", Schema,
    [
        new("places", [new("name", ColumnType.Text, Required: true), new("area", ColumnType.Area), new("parent_id", ColumnType.Text, References: "places")]),
    ]);

    public DataStore Store { get; private set; }

    public Publisher Publisher => new(Store);

    public static PackageFile File(string name, string text) => new() { Name = name, Content = ByteString.CopyFromUtf8(text) };

    /// <summary>A package of one file of figures, or of files given by name.</summary>
    public static List<PackageFile> Package(
        string id, string rows, string issuedOn = "2023-04-13", string evidence = "official", string[]? revises = null, bool preliminary = false, string readOn = "",
        params (string Name, string Register, string Text)[] registers)
    {
        var files = registers.Select(r => (r.Name, r.Register, r.Text)).ToList();
        if (rows.Length > 0)
        {
            files.Insert(0, ("observations.csv", "", Header + rows));
        }

        var release = new
        {
            id,
            title = new { zh = "题", en = "Title" },
            issuer = new { zh = "机构", en = "Issuer" },
            issuedOn,
            readOn,
            evidence,
            preliminary,
            revises = revises ?? [],
            services = new[] { "test" },
            files = files.Select(f => new { name = f.Name, register = f.Register, rows = f.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1, sha256 = Hash(f.Text) }),
        };
        return [File("release.json", JsonSerializer.Serialize(release)), .. files.Select(f => File(f.Name, f.Text))];
    }

    public static string Row(
        string value, string period = "2022", string kind = "actual", string qualifier = "exact", string area = "CN", string indicator = "beds",
        string unit = "beds", string dimensions = "", string action = "", string note = "n") =>
        $"{indicator},{area},{period},{dimensions},{value},{unit},{qualifier},{kind},row 1,,,{action},{note},{note}\n";

    /// <summary>Defines indicators, a row each.</summary>
    public void Define(params string[] rows) =>
        Assert.Empty(Publisher.Define(new() { Definitions = File("test.csv", DefinitionHeader + string.Join('\n', rows) + "\n") }).Faults);

    public StageReleaseResponse Stage(IEnumerable<PackageFile> package, bool validateOnly = false) =>
        Publisher.Stage(new StageReleaseRequest { Files = { package }, ValidateOnly = validateOnly });

    /// <summary>Publishes a package that must be free of faults.</summary>
    public void Publish(List<PackageFile> package)
    {
        var staged = Stage(package);
        Assert.Empty(staged.Faults);
        Assert.Empty(staged.NotOwned);
        Publisher.Activate(JsonDocument.Parse(package[0].Content.ToStringUtf8()).RootElement.GetProperty("id").GetString()!);
    }

    /// <summary>A page; whatever is asked, the bytes that are written straight from the rows must be those of the messages.</summary>
    public ObservationPage Query(ObservationSelection? selection = null, int pageSize = 1000, string pageToken = "")
    {
        var queries = new ObservationQueries(Store);
        var page = queries.Page(selection ?? new(), pageSize, pageToken);
        var encoded = queries.Page(selection ?? new(), pageSize, pageToken).Encode(omitReleases: false);
        Assert.Equal(page.Observations.Select(o => o.ToByteString()), encoded.Observations);
        Assert.Equal(page.Releases.Select(r => r.ToByteString()), encoded.Releases);
        Assert.Equal((page.NextPageToken, page.DataVersion, page.Skipped), (encoded.NextPageToken, encoded.DataVersion, encoded.Skipped));
        Assert.Equal(page.Warnings, encoded.Warnings);
        return page;
    }

    public Observation Single(ObservationSelection? selection = null) => Assert.Single(Query(selection).Observations);

    public void Restart()
    {
        Store.Dispose();
        Store = Open();
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private DataStore Open() => new(Path.Combine(folder, "test.db"), Options, clock);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
