using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using CsvHelper;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>Reads every format back into rows of text cells, by readers that share no code with the writers.</summary>
internal static class FormatsReading
{
    private static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>The rows of all JSON pages, flat.</summary>
    public static async Task<List<Dictionary<string, string>>> JsonRowsAsync(this SuiteHost suite, string query) =>
        [.. (await suite.AllPagesAsync($"/v1/observations?pageSize=1000&{query}")).Select(row => Flat(JsonDocument.Parse(row).RootElement))];

    /// <summary>The rows of a file.</summary>
    public static async Task<List<Dictionary<string, string>>> FileRowsAsync(this SuiteHost suite, string format, string query)
    {
        using var response = await suite.Client.GetAsync($"/v1/observations?format={format}&{query}");
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.True(response.IsSuccessStatusCode, System.Text.Encoding.UTF8.GetString(bytes));
        return format switch
        {
            "csv" => Csv(bytes, ','),
            "xlsx" => Xlsx(bytes, "xl/worksheets/sheet1.xml"),
            _ => [.. System.Text.Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Flat(JsonDocument.Parse(line).RootElement))],
        };
    }

    public static List<Dictionary<string, string>> Csv(byte[] bytes, char separator)
    {
        using var reader = CsvReader.Create(bytes, new CsvReaderOptions { Separator = separator });
        var rows = new List<Dictionary<string, string>>();
        while (reader.Read())
        {
            rows.Add(reader.Headers.ToArray().Index().ToDictionary(h => h.Item, h => reader.GetString(h.Index)));
        }

        return rows;
    }

    /// <summary>The rows of a sheet; days and truth values as the other formats write them.</summary>
    public static List<Dictionary<string, string>> Xlsx(byte[] bytes, string sheet)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        using var part = zip.GetEntry(sheet)!.Open();
        return Rows(part);
    }

    /// <summary>The rows of a sheet's XML by the names in its first row.</summary>
    public static List<Dictionary<string, string>> Rows(Stream sheet)
    {
        var rows = XDocument.Load(sheet).Descendants(Sheet + "row").Select(row => row.Elements(Sheet + "c").ToDictionary(c => c.Attribute("r")!.Value.TrimEnd([.. "0123456789"]), Text)).ToList();
        return [.. rows.Skip(1).Select(row => rows[0].ToDictionary(h => h.Value, h => row.GetValueOrDefault(h.Key, "")))];
    }

    public static Dictionary<string, string> Flat(JsonElement item)
    {
        var row = new Dictionary<string, string>();
        foreach (var member in item.EnumerateObject())
        {
            switch (member.Value.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var (name, value) in Flat(member.Value))
                    {
                        row[$"{member.Name}_{name}"] = value;
                    }

                    break;
                case JsonValueKind.Array:
                    row[member.Name] = $"{member.Value.GetArrayLength()}";
                    row[member.Name + "_releases"] = string.Join(';', member.Value.EnumerateArray().Select(Release));
                    break;
                case JsonValueKind.Null:
                    row[member.Name] = "";
                    break;
                default:
                    row[member.Name] = member.Value.ToString() is "True" or "False" ? member.Value.GetRawText() : member.Value.ToString();
                    break;
            }
        }

        return row;
    }

    private static string Release(JsonElement statement) => (statement.TryGetProperty("source", out var source) ? source : statement).Text("release");

    private static string Text(XElement cell) => (cell.Attribute("t")?.Value, cell.Attribute("s")?.Value) switch
    {
        ("inlineStr", _) => cell.Element(Sheet + "is")!.Value,
        ("b", _) => cell.Value == "1" ? "true" : "false",
        (null, "1") => DateOnly.FromDateTime(DateTime.FromOADate(double.Parse(cell.Value))).ToString("yyyy-MM-dd"),
        _ => cell.Value,
    };
}
