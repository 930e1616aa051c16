using System.Text.Json;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Formats;

/// <summary>What the CSV of a query holds, as metadata of tabular data (W3C, "CSV on the Web").</summary>
internal static class CsvMetadata
{
    public static Answer Answer(Ask ask, SuiteStream stream, FieldChoice fields)
    {
        var rows = RowWriter.Rent(ask.Columns, stream.State.Catalog, []);
        var json = rows.Json;
        json.WriteStartObject();
        json.WriteString("@context", "http://www.w3.org/ns/csvw");
        json.WriteString("url", $"observations?{QueryAddress.Pinned(ask, stream.Versions, Format.Csv)}");
        json.WriteStartArray("dc:title");
        WriteText(json, "zh", "卫生指标");
        WriteText(json, "en", "Indicators");
        json.WriteEndArray();
        json.WriteStartObject("dc:license");
        json.WriteString("@id", "https://creativecommons.org/licenses/by/4.0/");
        json.WriteEndObject();
        WriteDialect(json, CsvDialect.Of(ask.Arguments.One(Parameters.Delimiter), ""));
        WriteSchema(json, fields.Columns);
        json.WriteEndObject();
        return new Answer(rows, stream.Versions)
        {
            Variant = ask.Variant, Language = ask.Columns.Language, ContentType = "application/csvm+json", IsPinned = true, Names = stream.State.Versions.Text,
        };
    }

    private static void WriteText(Utf8JsonWriter json, string language, string text)
    {
        json.WriteStartObject();
        json.WriteString("@value", text);
        json.WriteString("@language", language);
        json.WriteEndObject();
    }

    private static void WriteDialect(Utf8JsonWriter json, CsvDialect dialect)
    {
        json.WriteStartObject("dialect");
        json.WriteString("encoding", "utf-8");
        json.WriteString("delimiter", $"{dialect.Delimiter}");
        json.WriteString("quoteChar", "\"");
        json.WriteBoolean("doubleQuote", true);
        json.WriteBoolean("header", true);
        json.WriteStartArray("lineTerminators");
        json.WriteStringValue("\r\n");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSchema(Utf8JsonWriter json, Column[] columns)
    {
        json.WriteStartObject("tableSchema");
        json.WriteStartArray("columns");
        foreach (var column in columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);

            // A reader holds the header against the titles, so the header is one of them.
            json.WriteStartObject("titles");
            WriteTitles(json, "zh", column.Name, column.Title.Zh);
            WriteTitles(json, "en", column.Name, column.Title.En);
            json.WriteEndObject();
            json.WritePropertyName("datatype");
            WriteType(json, column.Type);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (ObservationColumns.Key.All(key => Array.Exists(columns, c => c.Name == key)))
        {
            json.WriteStartArray("primaryKey");
            foreach (var key in ObservationColumns.Key)
            {
                json.WriteStringValue(key);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteTitles(Utf8JsonWriter json, string language, params ReadOnlySpan<string> titles)
    {
        json.WriteStartArray(language);
        foreach (var title in titles)
        {
            json.WriteStringValue(title);
        }

        json.WriteEndArray();
    }

    private static void WriteType(Utf8JsonWriter json, CellType type)
    {
        switch (type)
        {
            case CellType.Date:
                WriteType(json, "date", "yyyy-MM-dd");
                break;
            case CellType.Flag:
                WriteType(json, "boolean", "true|false");
                break;
            default:
                json.WriteStringValue(type switch { CellType.Number => "decimal", CellType.Integer => "integer", _ => "string" });
                break;
        }
    }

    private static void WriteType(Utf8JsonWriter json, string name, string format)
    {
        json.WriteStartObject();
        json.WriteString("base", name);
        json.WriteString("format", format);
        json.WriteEndObject();
    }
}
