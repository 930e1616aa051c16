namespace Indicators.Gateway.Formats;

/// <summary>Which columns a row has: codes, names or both, in one language or both.</summary>
internal readonly record struct Columns(bool Codes, bool Names, bool Zh, bool En)
{
    /// <summary>The change of figures was asked for.</summary>
    public bool Change { get; init; }

    /// <summary>Of the parameters `lang` and `labels`, "" being both.</summary>
    public static Columns Of(string lang, string labels) =>
        new(labels != "texts", labels != "codes", lang != "en", lang != "zh");
}
