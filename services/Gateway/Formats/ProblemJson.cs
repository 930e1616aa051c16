using Indicators.Contracts;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>Problem details with the faults one by one.</summary>
internal static class ProblemJson
{
    private static readonly TextColumns Title = new("title");
    private static readonly TextColumns Detail = new("detail");
    private static readonly TextColumns Message = new("message");

    public static void Write(
        RowWriter rows, int status, string type, LocalizedText title, string instance, IReadOnlyList<ErrorFields> errors)
    {
        var json = rows.Json;
        var detail = errors.Count > 0 ? errors[0].Message : title;
        json.WriteStartObject();
        json.WriteString("type", $"urn:indicators:problem:{type}");
        json.WriteString("title", Plain(rows, title));
        rows.Text(Title, title);
        json.WriteNumber("status", status);
        json.WriteString("detail", Plain(rows, detail));
        rows.Text(Detail, detail);
        json.WriteString("instance", Errors.Short(instance));
        json.WriteStartArray("errors");
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteString("code", error.Code);
            json.WriteString("parameter", error.Parameter);
            json.WriteString("value", error.Value);
            json.WriteString("message", Plain(rows, error.Message));
            rows.Text(Message, error.Message);
            json.WriteString("hint", error.Hint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Where both are asked for, the plain member is the English one, which every tool can show.
    private static string Plain(RowWriter rows, LocalizedText text) => rows.Columns.En ? text.En : text.Zh;
}
