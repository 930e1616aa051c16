using System.Text.Json;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>The texts of enumerations: lower_snake_case, without the name of the enumeration.</summary>
internal static class Enums
{
    public static readonly EnumTexts<Kind> Kinds = new();
    public static readonly EnumTexts<Qualifier> Qualifiers = new();
    public static readonly EnumTexts<Status> Statuses = new();
    public static readonly EnumTexts<Evidence> Evidences = new();
    public static readonly EnumTexts<Direction> Directions = new();
    public static readonly EnumTexts<Frequency> Frequencies = new();
    public static readonly EnumTexts<Data.V1.TargetState> TargetStates = new();
    public static readonly EnumTexts<Data.V1.VerifyResult> VerifyResults = new();
    public static readonly EnumTexts<Data.V1.VintageStatus> VintageStatuses = new();
    public static readonly EnumTexts<Data.V1.ReplacementReason> ReplacementReasons = new();
    public static readonly EnumTexts<Data.V1.ChangeType> ChangeTypes = new();
    public static readonly EnumTexts<MedicalCenters.V1.Inclusion> Inclusions = new();
    public static readonly EnumTexts<Reforms.V1.Verdict> Verdicts = new();
    public static readonly EnumTexts<Reforms.V1.HospitalType> HospitalTypes = new();
}

/// <summary>Texts of one enumeration both ways; its zero value, "not said", is the empty text.</summary>
internal sealed class EnumTexts<T>
    where T : struct, Enum
{
    private readonly JsonEncodedText[] encoded;
    private readonly string[] texts;

    public EnumTexts()
    {
        texts = [.. Enum.GetValues<T>().Select(v => Convert.ToInt32(v, null) == 0 ? "" : JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()))];
        encoded = [.. texts.Select(t => JsonEncodedText.Encode(t))];
    }

    /// <summary>Every text but the empty one.</summary>
    public string[] Choices => texts[1..];

    /// <summary>The text of a value; "" for the zero value.</summary>
    public string Text(T value) =>
        System.Runtime.CompilerServices.Unsafe.As<T, int>(ref value) is var i && (uint)i < (uint)texts.Length ? texts[i] : "";

    public JsonEncodedText Encoded(T value) =>
        System.Runtime.CompilerServices.Unsafe.As<T, int>(ref value) is var i && (uint)i < (uint)encoded.Length ? encoded[i] : default;

    /// <summary>The value of a text; the zero value where there is none.</summary>
    public T Of(string text) => Array.IndexOf(texts, text) is var i and > 0 ? (T)Enum.ToObject(typeof(T), i) : default;
}
