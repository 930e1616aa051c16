using Indicators.Data.V1;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Charts;

/// <summary>What a picture is asked for by.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels; 0: as high as what it shows needs.</param>
/// <param name="Theme">light, dark or auto.</param>
/// <param name="Type">series, bars, target or map; "" where the figures decide.</param>
/// <param name="Selection">Which figures.</param>
internal sealed record ChartRequest(int Width, int Height, ChartWords Words, string Theme, string Type, ObservationSelection Selection)
{
    public const int LeastWidth = 240;
    public const int MostWidth = 2000;
    public const int LeastHeight = 160;
    public const int MostHeight = 1200;
    public const int UsualWidth = 720;

    public static readonly Parameter WidthParameter = new("width", "Width in pixels; 720 unless said.") { Number = (LeastWidth, MostWidth), Example = "720" };

    public static readonly Parameter HeightParameter = new("height", "Height in pixels; without it as high as the figures need.")
    {
        Number = (LeastHeight, MostHeight), Example = "400",
    };

    public static readonly Parameter LangParameter = new("lang", "Language of the picture; Chinese unless said.") { Choices = ["zh", "en"], Example = "en" };

    public static readonly Parameter ThemeParameter = new("theme", "Light, dark, or `auto`: as the reader's device is set; light unless said.")
    {
        Choices = ["light", "dark", "auto"], Example = "light",
    };

    public static readonly Parameter TypeParameter = new(
        "type", "Kind of chart: a time series, bars by category or area, targets beside what measures them, or a tile map of provinces; the figures decide unless it is said.")
    {
        Choices = ["series", "bars", "target", "map"], Example = "series",
    };

    public static readonly Parameter Areas = new("areas", "Codes of areas, see `/v1/areas`; the nation, or all where it has no figures, unless said.")
    {
        Many = true, Field = "areas", Example = "CN",
    };

    /// <summary>Everything that a picture is asked for by.</summary>
    public static readonly Parameter[] Parameters =
    [
        WidthParameter, HeightParameter, LangParameter, ThemeParameter, TypeParameter, Areas, Requests.Parameters.Area, Requests.Parameters.Period,
        Requests.Parameters.Dimension, Requests.Parameters.AsOf,
    ];

    /// <summary>Areas were named, so that the choice is the reader's.</summary>
    public bool NamesAreas => Selection.Areas.Count > 0;

    /// <summary>Whether a path with its query is the address of a picture.</summary>
    public static bool IsPicture(ReadOnlySpan<char> target)
    {
        var path = target.IndexOf('?') is var query and >= 0 ? target[..query] : target;
        return path.StartsWith("/v1/indicators/") && (path.EndsWith("/chart.svg") || path.EndsWith("/chart.png"));
    }

    public static ChartRequest Read(Ask ask)
    {
        var arguments = ask.Arguments;
        var selection = SelectionArguments.Read(arguments, ask.Faults);
        selection.Indicators.Add(ask.Id);
        selection.Areas.AddRange(arguments.Many(Areas).Except(selection.Areas).ToList());
        return new(
            arguments.Number(WidthParameter, UsualWidth), arguments.Number(HeightParameter, 0), new ChartWords(arguments.One(LangParameter) != "en"), Or(arguments.One(ThemeParameter), "light"),
            arguments.One(TypeParameter), selection);
    }

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;
}
