using System.Text.Encodings.Web;
using System.Text.Json;

namespace Indicators.Gateway.Formats;

/// <summary>Names that every JSON answer shares, encoded once.</summary>
internal static class Json
{
    // Chinese stays readable. The answer is application/json with nosniff, so HTML's special characters need no escape.
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static readonly JsonWriterOptions Options = new() { Encoder = Encoder, SkipValidation = true };

    public static readonly JsonEncodedText Items = Encode("items");
    public static readonly JsonEncodedText DataVersion = Encode("dataVersion");

    public static JsonEncodedText Encode(string text) => JsonEncodedText.Encode(text, Encoder);
}

/// <summary>The two columns of a text: `nameZh` and `nameEn`.</summary>
internal readonly struct TextColumns(string name)
{
    public readonly JsonEncodedText Zh = Json.Encode(name + "Zh");
    public readonly JsonEncodedText En = Json.Encode(name + "En");
}
