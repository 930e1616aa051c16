using System.Globalization;
using System.Text;
using System.Text.Json;
using Indicators.Testing;

namespace Indicators.Services.Tests.Seeds;

/// <summary>
/// The seeds read a second time, as simply as can be and without any code of the suite: what the services answer is held against this.
/// </summary>
internal static class SeedFiles
{
    public static string[] ServiceNames { get; } =
        Directory.GetFiles(Tree.Path("seeds/indicators"), "*.csv").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal).ToArray();

    /// <summary>Indicators by code: the service that owns each, and its base unit.</summary>
    public static Dictionary<string, (string Service, string Unit)> Indicators { get; } = ServiceNames
        .SelectMany(service => Rows($"seeds/indicators/{service}.csv").Select(row => (Code: row["code"], Owner: (service, row["unit"]))))
        .ToDictionary(i => i.Code, i => i.Owner);

    public static List<SeedRelease> Releases { get; } =
        Directory.GetDirectories(Tree.Path("seeds/releases")).Order(StringComparer.Ordinal).Select(ReadRelease).ToList();

    private static Dictionary<(string, string), decimal> Factors { get; } =
        Rows("protos/codes/published_units.csv").ToDictionary(row => (row["published"], row["unit"]), row => Number(row["factor"]));

    public static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>A published value in the base unit of its indicator.</summary>
    public static decimal Scale(string value, string published, string unit) => Number(value) * (published == unit ? 1 : Factors[(published, unit)]);

    /// <summary>Rows of a CSV file of the repository, each by column name.</summary>
    public static List<Dictionary<string, string>> Rows(string path)
    {
        var records = Parse(File.ReadAllText(Tree.Path(path), Encoding.UTF8));
        return records.Skip(1).Select(cells => records[0].Zip(cells).ToDictionary(c => c.First, c => c.Second)).ToList();
    }

    private static SeedRelease ReadRelease(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "release.json")));
        var root = json.RootElement;
        var tables = root.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("name").GetString()!)
            .ToDictionary(name => Path.GetFileNameWithoutExtension(name), name => Rows(Path.Combine(folder, name)));
        var id = root.GetProperty("id").GetString()!;
        var revises = root.GetProperty("revises").EnumerateArray().Select(r => r.GetString()!).ToList();
        var preliminary = root.GetProperty("preliminary").GetBoolean();
        var figures = tables.GetValueOrDefault("observations", []).ConvertAll(row => new SeedFigure(id, revises, preliminary, row));
        tables.Remove("observations");
        return new SeedRelease(id, figures, tables);
    }

    private static List<List<string>> Parse(string text)
    {
        var records = new List<List<string>> { new() };
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append(text[++i]);
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is ',' or '\n' && !quoted)
            {
                records[^1].Add(cell.ToString());
                cell.Clear();
                if (c == '\n' && i + 1 < text.Length)
                {
                    records.Add([]);
                }
            }
            else
            {
                cell.Append(c);
            }
        }

        return records;
    }
}

/// <summary>A release package: its figures, and the rows of its registers by the name of the register.</summary>
internal sealed record SeedRelease(string Id, List<SeedFigure> Figures, Dictionary<string, List<Dictionary<string, string>>> Registers);

/// <summary>A row of observations.csv.</summary>
internal sealed record SeedFigure(string Release, List<string> Revises, bool OfPreliminaryRelease, Dictionary<string, string> Row)
{
    public bool Preliminary => OfPreliminaryRelease || Row["preliminary"] == "true";

    public string Service => SeedFiles.Indicators[Row["indicator"]].Service;

    public bool Withdraws => Row["action"] == "withdraw";

    /// <summary>`indicator|area|period|dimensions|kind`, as the ledger writes it.</summary>
    public string Key => $"{Row["indicator"]}|{Row["area"]}|{Row["period"]}|{Row["dimensions"]}|{Row["kind"]}";

    public decimal Value => SeedFiles.Scale(Row["value"], Row["unit"], SeedFiles.Indicators[Row["indicator"]].Unit);
}
