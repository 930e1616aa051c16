using System.Net;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Indicators.Gateway.Formats;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>The same figures in every format.</summary>
public sealed class FormatsTests(SuiteHost suite)
{
    private static readonly string[] Selections =
    [
        "", "indicator=beds,beds_per_1000&area=CN", "kind=target", "area=CN-GD", "indicator=key_specialty_projects&kind=actual",
        "period=2022&labels=codes", "period=2022&labels=texts&lang=zh", "latest=1&lang=en", "asOf=2020-12-31", "indicator=beds&period=1901", "indicator=beds&area=CN&kind=actual&change=yoy", "indicator=beds&sort=-value&kind=actual",
        "indicator=beds&fields=value,indicator,period", "kind=actual&fields=periodEnd,source_release,noteZh,alsoStatedBy,seriesBreak,revision",
    ];

    public static MatrixTheoryData<string, string> Files => new(["ndjson", "csv", "xlsx"], Selections);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task File_AnySelection_HoldsTheRowsOfThePages(string format, string query)
    {
        var pages = query.Contains("1901") ? [] : await suite.JsonRowsAsync(query);
        var file = await suite.FileRowsAsync(format, query);
        Assert.Equal(pages.Count, file.Count);
        foreach (var (page, row) in pages.Zip(file))
        {
            var names = row.Keys.Intersect(page.Keys).ToList();
            Assert.Equal(format == "ndjson" ? page.Count : row.Count, names.Count);
            Assert.Equal(names.Select(n => $"{n}: {page[n]}"), names.Select(n => $"{n}: {row[n]}"));
        }
    }

    [Fact]
    public async Task Csv_Columns_AreThePublishedList()
    {
        var header = (await suite.Client.GetStringAsync("/v1/observations?format=csv&indicator=beds")).Split("\r\n")[0];
        Assert.Equal(string.Join(',', ObservationColumns.All.Where(c => !c.Name.StartsWith("change")).Select(c => c.Name)), header);
        Assert.Equal("indicator,nameZh,nameEn,service,area,areaZh,areaEn,period,periodStart,periodEnd,frequency,dimensions,dimensionsZh,dimensionsEn,kind,value,unit", header[..header.IndexOf(",unitZh")]);
    }

    [Theory]
    [InlineData("comma", ',')]
    [InlineData("semicolon", ';')]
    [InlineData("tab", '\t')]
    public async Task Csv_Delimiter_IsWhatIsAskedFor(string name, char separator)
    {
        var bytes = await suite.Client.GetByteArrayAsync($"/v1/observations?format=csv&indicator=beds&delimiter={name}");
        Assert.Equal(await suite.JsonRowsAsync("indicator=beds&fields=noteEn,dimensions,value"), FormatsReading.Csv(bytes, separator).Select(r => new Dictionary<string, string> { ["noteEn"] = r["noteEn"], ["dimensions"] = r["dimensions"], ["value"] = r["value"] }));
    }

    [Fact]
    public async Task Csv_Bom_StartsWithTheMarkAndHoldsTheSame()
    {
        var plain = await suite.Client.GetByteArrayAsync("/v1/observations?format=csv&indicator=beds");
        var marked = await suite.Client.GetByteArrayAsync("/v1/observations?format=csv&indicator=beds&bom=true");
        Assert.Equal([0xEF, 0xBB, 0xBF, .. plain], marked);
        Assert.EndsWith("\r\n", Encoding.UTF8.GetString(plain));
    }

    [Fact]
    public async Task Xlsx_Workbook_IsValidWithTypedCellsFrozenHeaderAndSources()
    {
        var bytes = await suite.Client.GetByteArrayAsync("/v1/observations?format=xlsx");
        using var book = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
        Assert.Empty(new OpenXmlValidator().Validate(book).Take(3).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        var sheets = book.WorkbookPart!.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().ToList();
        Assert.Equal(["observations", "sources"], sheets.Select(s => s.Name!.Value));
        var sheet = ((WorksheetPart)book.WorkbookPart.GetPartById(sheets[0].Id!)).Worksheet;
        Assert.Equal(PaneStateValues.Frozen, sheet.Descendants<Pane>().Single().State!.Value);
        var first = sheet.Descendants<Row>().Skip(1).First().Elements<Cell>().ToDictionary(c => c.CellReference!.Value!);
        Assert.Null(first["P2"].DataType);
        Assert.Equal(1u, first["I2"].StyleIndex!.Value);
        var sources = FormatsReading.Xlsx(bytes, "xl/worksheets/sheet2.xml");
        var named = FormatsReading.Xlsx(bytes, "xl/worksheets/sheet1.xml").SelectMany(r => $"{r["source_release"]};{r["alsoStatedBy_releases"]};{r["alternatives_releases"]}".Split(';'));
        Assert.Equal(named.Where(r => r.Length > 0).Distinct().Order(StringComparer.Ordinal), sources.Select(s => s["release"]));
        Assert.All(sources, s => Assert.NotEqual("", s["titleZh"]));
    }

    [Theory]
    [InlineData("indicator=beds,beds_per_1000&kind=actual")]
    [InlineData("indicator=key_specialty_projects&kind=actual&lang=zh")]
    [InlineData("area=CN-GD&kind=actual&labels=codes")]
    [InlineData("kind=target&period=2025&lang=en")]
    public async Task JsonStat_Unfolded_HoldsTheRowsOfThePages(string query)
    {
        var cube = await suite.JsonAsync($"/v1/observations?format=jsonstat&{query}");
        Assert.Equal("2.0", cube.Text("version"));
        var axes = cube.GetProperty("id").EnumerateArray().Select(a => a.GetString()!).ToList();
        var categories = axes.ConvertAll(a => cube.GetProperty("dimension").GetProperty(a).GetProperty("category").GetProperty("index").EnumerateArray().Select(c => c.GetString()!).ToList());
        var unfolded = cube.GetProperty("value").EnumerateObject().Select(v =>
        {
            var place = int.Parse(v.Name);
            var codes = new string[axes.Count];
            for (var i = axes.Count - 1; i >= 0; i--)
            {
                (place, var index) = Math.DivRem(place, categories[i].Count);
                codes[i] = categories[i][index];
            }

            var dimensions = axes.Zip(codes).Where(a => a.First is not ("indicator" or "area" or "period") && a.Second != "_T").Select(a => $"{a.First}={a.Second}");
            var extension = cube.GetProperty("extension");
            return $"{codes[0]} {codes[1]} {codes[^1]} {string.Join(';', dimensions)} {v.Value.GetRawText()} {cube.GetProperty("status").Text(v.Name)} {extension.GetProperty("qualifier").Text(v.Name)} {extension.GetProperty("release").Text(v.Name)}";
        });
        var rows = (await suite.JsonRowsAsync(query + "&fields=indicator,area,period,dimensions,value,status,qualifier,source_release")).Select(r => string.Join(' ', r.Values));
        Assert.Equal(rows.Order(StringComparer.Ordinal), unfolded.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task JsonStat_Unit_HasDecimalsAndRolesAreSet()
    {
        var cube = await suite.JsonAsync("/v1/observations?format=jsonstat&indicator=beds_per_1000&kind=actual&lang=en");
        Assert.Equal(2, cube.GetProperty("dimension").GetProperty("indicator").GetProperty("category").GetProperty("unit").GetProperty("beds_per_1000").GetProperty("decimals").GetInt32());
        Assert.Equal("""{"time":["period"],"geo":["area"],"metric":["indicator"]}""", cube.GetProperty("role").GetRawText());
        var again = await suite.JsonAsync(cube.Text("href"));
        Assert.Equal(cube.GetProperty("value").GetRawText(), again.GetProperty("value").GetRawText());
    }

    [Fact]
    public async Task JsonStat_NothingSelected_Is404() =>
        Assert.Equal("no_figures", (await suite.JsonAsync("/v1/observations?format=jsonstat&indicator=beds&period=1901", HttpStatusCode.NotFound)).GetProperty("errors")[0].Text("code"));

    [Fact]
    public async Task Fields_Chosen_AreInThatOrderInEveryFormat()
    {
        const string Query = "indicator=beds&area=CN&latest=1&fields=value,source_titleZh,period,seriesBreak,indicator";
        string[] expected = ["value", "source_titleZh", "period", "seriesBreak", "indicator"];
        Assert.Equal(expected, (await suite.ItemsAsync($"/v1/observations?{Query}"))[0].EnumerateObject().Select(m => m.Name));
        Assert.All(["csv", "ndjson", "xlsx"], format => Assert.Equal(expected, suite.FileRowsAsync(format, Query).Result[0].Keys));
    }

    [Fact]
    public async Task RowCounter_MoreThanTheFormatHolds_IsRefused()
    {
        var counter = new RowCounter(Gateway.Formats.Format.Csv with { MostRows = 1 });
        var message = new Data.V1.StreamObservationsResponse { Observations = { new Types.V1.Observation() } };
        await counter.WriteAsync(message);
        var refused = await Assert.ThrowsAsync<TooManyRowsException>(() => counter.WriteAsync(message));
        Assert.Equal(2, refused.Rows);
    }
}
