using System.Security.Cryptography;
using System.Text;

namespace Indicators.Gateway.Charts;

/// <summary>
/// The style sheets of the pictures: one constant text for each theme, so that a page that puts a picture inline can allow exactly these by their
/// hashes. Plain rules and no variables: librsvg knows none. Colours are told apart by colour-blind readers and never stand alone: lines have
/// their own marks, states their own shapes.
/// </summary>
internal static class ChartStyle
{
    /// <summary>Lines that can be told apart; there are no more in one picture.</summary>
    public const int MostLines = 6;

    /// <summary>Steps of the map.</summary>
    public const int Steps = 5;

    private static readonly Colours Day = new(
        "#ffffff", "#1f2933", "#53606c", "#dde3e8", "#7b8794", "#a3341f",
        ["#0069ab", "#c24e00", "#00785a", "#a03a78", "#6b5200", "#53606c"],
        ["#d5e6f4", "#a6cbe8", "#6ba8d8", "#2b7ab8", "#0a4a7c"], ["#1f2933", "#1f2933", "#1f2933", "#ffffff", "#ffffff"]);

    private static readonly Colours Night = new(
        "#14191f", "#eef2f5", "#aab6c1", "#2f3943", "#8593a0", "#ff9b85",
        ["#62b4f2", "#ff9a5c", "#46cfa4", "#ec94cb", "#dcbb5f", "#b3bfca"],
        ["#1d3245", "#24527a", "#3078b0", "#63aae2", "#bfe0f8"], ["#eef2f5", "#eef2f5", "#ffffff", "#14191f", "#14191f"]);

    /// <summary>Text of the style sheet of a theme: light, dark, or whichever the reader's device is set to.</summary>
    public static string Of(string theme) => Sheets[theme];

    /// <summary>The style sheets by theme.</summary>
    public static IReadOnlyDictionary<string, string> Sheets { get; } = new Dictionary<string, string>
    {
        ["light"] = Rules("light", Day),
        ["dark"] = Rules("dark", Night),
        ["auto"] = $"{Rules("auto", Day)}@media (prefers-color-scheme:dark){{{Rules("auto", Night)}}}",
    };

    /// <summary>What a Content-Security-Policy allows them by: `'sha256-…'` each.</summary>
    public static IReadOnlyList<string> Hashes { get; } = [.. Sheets.Values.Select(HashOf)];

    /// <summary>`'sha256-…'` of one theme.</summary>
    public static string Hash(string theme) => HashOf(Sheets[theme]);

    private static string HashOf(string sheet) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(sheet)))}'";

    private static string Rules(string theme, Colours colours)
    {
        var rules = new StringBuilder();
        Add(".paper", $"fill:{colours.Paper}");
        Add(".ink", $"fill:{colours.Ink}");
        Add(".head", $"fill:{colours.Ink};font-weight:600");
        Add(".soft", $"fill:{colours.Soft}");
        Add(".warn", $"fill:{colours.Warn}");
        Add(".grid", $"stroke:{colours.Grid}");
        Add(".axis", $"stroke:{colours.Axis}");
        Add(".goal", $"color:{colours.Ink};stroke:{colours.Ink}");
        Add(".halo", $"fill:{colours.Paper};stroke:{colours.Paper}");
        Add(".mark:focus", $"outline:2px solid {colours.Ink}");
        for (var i = 0; i < MostLines; i++)
        {
            Add($".k{i}", $"color:{colours.Lines[i]}");
        }

        for (var i = 0; i < Steps; i++)
        {
            Add($".m{i}", $"fill:{colours.Map[i]}");
            Add($".n{i}", $"fill:{colours.OnMap[i]}");
        }

        return rules.ToString();

        void Add(string selector, string rule) => rules.Append(".chart-").Append(theme).Append(' ').Append(selector).Append('{').Append(rule).Append('}');
    }

    private sealed record Colours(
        string Paper, string Ink, string Soft, string Grid, string Axis, string Warn, string[] Lines, string[] Map, string[] OnMap);
}
