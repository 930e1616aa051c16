using System.Text.Json;
using Indicators.Data.V1;

namespace Indicators.Gateway.Formats;

/// <summary>What stands under the items of every page.</summary>
internal static class PageFooter
{
    private static readonly JsonEncodedText NextName = Json.Encode("next");
    private static readonly JsonEncodedText PageTokenName = Json.Encode("pageToken");
    private static readonly JsonEncodedText WarningsName = Json.Encode("warnings");
    private static readonly JsonEncodedText UnavailableName = Json.Encode("unavailable");
    private static readonly TextColumns Message = new("message");

    public static void Write(
        RowWriter rows, string? next, string pageToken, VersionVector versions, IReadOnlyList<Warning> warnings,
        IReadOnlyList<string> unavailable)
    {
        var json = rows.Json;
        json.WriteString(NextName, next);
        json.WriteString(PageTokenName, pageToken);
        json.WriteString(Json.DataVersion, versions.Encoded);
        WriteWarnings(rows, warnings);
        WriteUnavailable(json, unavailable);
    }

    /// <summary>What to know beside the data.</summary>
    public static void WriteWarnings(RowWriter rows, IReadOnlyList<Warning> warnings)
    {
        var json = rows.Json;
        json.WriteStartArray(WarningsName);
        foreach (var warning in warnings)
        {
            json.WriteStartObject();
            json.WriteString("code", warning.Code);
            json.WriteString("parameter", warning.Parameter);
            json.WriteString("value", warning.Value);
            json.WriteString("message", rows.Columns.En ? warning.Message?.En : warning.Message?.Zh);
            rows.Text(Message, warning.Message);
            json.WriteString("hint", warning.Hint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Services that did not answer; under an item too.</summary>
    public static void WriteUnavailable(Utf8JsonWriter json, IReadOnlyList<string> unavailable)
    {
        json.WriteStartArray(UnavailableName);
        foreach (var service in unavailable)
        {
            json.WriteStringValue(service);
        }

        json.WriteEndArray();
    }
}
