using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Indicators.Gateway.Formats;
using Indicators.Types.V1;

namespace Indicators.Gateway.Tests;

/// <summary>Rows that are written once and given again: never of other names than the catalog has, and never more of them than the bound.</summary>
public sealed class KnownFigureTests
{
    private static readonly Columns Both = Columns.Of("", "");

    [Fact]
    public void Figure_OfReleasesThatTheCatalogLacks_IsNotKnown()
    {
        var figures = Catalog("Title").Figures;

        Assert.Null(figures.Of(Figure(1, "r2"), isKept: true));
        Assert.Null(figures.Of(Figure(1, "r1", also: "r2"), isKept: true));
        Assert.Equal("r1", Assert.Single(figures.Of(Figure(1, "r1", also: "r1"), isKept: true)!.Releases).Release.Id);
    }

    [Fact]
    public void Row_WrittenAgain_IsTheSameAndOfItsColumns()
    {
        var catalog = Catalog("Title");
        var bytes = Figure(7, "r1");

        var first = Row(catalog, bytes, Both);
        Assert.Equal(Expected(Catalog("Title"), bytes, Both), first);
        Assert.Equal(first, Row(catalog, bytes, Both));
        foreach (var columns in new[] { Columns.Of("zh", ""), Columns.Of("en", "codes"), Columns.Of("", "texts"), Both with { Change = true } })
        {
            Assert.Equal(Expected(Catalog("Title"), bytes, columns), Row(catalog, bytes, columns));
            Assert.NotEqual(first, Row(catalog, bytes, columns));
        }
    }

    [Fact]
    public void Row_OfAFigureThatIsNotKept_IsTheSame()
    {
        var catalog = Catalog("Title");
        var bytes = Figure(7, "r1");

        Assert.Equal(Row(catalog, bytes, Both, isKept: false), Row(catalog, bytes, Both));
        Assert.False(Catalog("Title").Figures.Of(bytes, isKept: false)!.IsKept);
    }

    [Fact]
    public void Row_OfAnotherCatalog_HasItsNames()
    {
        var bytes = Figure(7, "r1");

        Assert.Contains("Before", Row(Catalog("Before"), bytes, Both), StringComparison.Ordinal);
        Assert.Contains("After", Row(Catalog("After"), bytes, Both), StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_BeyondTheBound_TakeThePlaceOfOthersAndStayRight()
    {
        var catalog = Catalog("Title");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 40_000; i++)
        {
            _ = Row(catalog, Figure(i, "r1"), Both);
        }

        // Two generations of 8 MB, what dictionaries and objects take beside the bytes that are counted, and what else runs here; all would be 80 MB.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, 0, 48_000_000);
        Assert.Equal(Expected(Catalog("Title"), Figure(3, "r1"), Both), Row(catalog, Figure(3, "r1"), Both));
        Assert.Equal(Expected(Catalog("Title"), Figure(39_999, "r1"), Both), Row(catalog, Figure(39_999, "r1"), Both));
    }

    private static Catalog Catalog(string title) => Gateway.Catalog.Empty.With(0, new CatalogPart(
        [new IndicatorEntry(new Indicator { Code = "beds", Name = new() { Zh = "床位", En = "Beds" }, Unit = "beds" }, 0)],
        [new Release { Id = "r1", Title = new() { Zh = "题", En = title }, Issuer = new() { Zh = "机构", En = "Issuer" } }]));

    private static ByteString Figure(int value, string release, string? also = null)
    {
        var figure = new Observation
        {
            Indicator = "beds", Area = "CN", Period = new() { Code = "2022", Start = "2022-01-01", End = "2022-12-31", Frequency = Frequency.Year },
            Kind = Kind.Actual, Value = $"{value}", Number = value, Unit = "beds", Qualifier = Qualifier.Exact, Status = Status.Confirmed,
            Source = new() { ReleaseId = release, Locator = "table 1", Evidence = Evidence.Official }, KnownFrom = "2023-01-01",
        };
        if (also is not null)
        {
            figure.AlsoStatedBy.Add(new Source { ReleaseId = also });
            figure.AlsoStated.Add(new Statement { Value = $"{value}", Source = new() { ReleaseId = also } });
        }

        return figure.ToByteString();
    }

    private static string Row(Catalog catalog, ByteString figure, Columns columns, bool isKept = true) =>
        Write(catalog, columns, rows => catalog.Figures.Write(rows, catalog.Figures.Of(figure, isKept)!));

    private static string Expected(Catalog catalog, ByteString figure, Columns columns) =>
        Write(catalog, columns, rows => ObservationJson.WriteValue(rows, Observation.Parser.ParseFrom(figure)));

    private static string Write(Catalog catalog, Columns columns, Action<RowWriter> write)
    {
        var rows = RowWriter.Rent(columns, catalog, []);
        write(rows);
        var text = Encoding.UTF8.GetString(rows.Written.Span);
        rows.Return();
        using var parsed = JsonDocument.Parse(text);
        return text;
    }
}
