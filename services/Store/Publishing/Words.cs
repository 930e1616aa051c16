using System.Collections.Frozen;
using Indicators.Types.V1;

namespace Indicators.Store.Publishing;

/// <summary>The words of package files and what they stand for.</summary>
internal static class Words
{
    public static FrozenDictionary<string, Kind> Kinds { get; } = new Dictionary<string, Kind>
    {
        ["actual"] = Kind.Actual,
        ["target"] = Kind.Target,
        ["norm"] = Kind.Norm,
        ["derived"] = Kind.Derived,
    }.ToFrozenDictionary();

    public static FrozenDictionary<string, Qualifier> Qualifiers { get; } = new Dictionary<string, Qualifier>
    {
        ["exact"] = Qualifier.Exact,
        ["more_than"] = Qualifier.MoreThan,
        ["at_least"] = Qualifier.AtLeast,
        ["at_most"] = Qualifier.AtMost,
        ["about"] = Qualifier.About,
        ["strive_for"] = Qualifier.StriveFor,
    }.ToFrozenDictionary();

    public static FrozenDictionary<string, Evidence> Evidences { get; } = new Dictionary<string, Evidence>
    {
        ["official"] = Evidence.Official,
        ["press"] = Evidence.Press,
        ["transcription"] = Evidence.Transcription,
        ["copy"] = Evidence.Copy,
    }.ToFrozenDictionary();

    public static FrozenDictionary<string, Direction> Directions { get; } = new Dictionary<string, Direction>
    {
        ["higher_is_better"] = Direction.HigherIsBetter,
        ["lower_is_better"] = Direction.LowerIsBetter,
        ["none"] = Direction.None,
    }.ToFrozenDictionary();

    public static FrozenDictionary<string, bool> Flags { get; } = new Dictionary<string, bool> { [""] = false, ["true"] = true }.ToFrozenDictionary();

    public static FrozenDictionary<string, bool> Actions { get; } = new Dictionary<string, bool> { [""] = false, ["withdraw"] = true }.ToFrozenDictionary();
}
