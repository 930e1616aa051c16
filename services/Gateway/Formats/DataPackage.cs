using System.Text.Json;
using Grpc.Core;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>The CSV of a query as a Frictionless data package, with every document that its rows name.</summary>
internal static class DataPackage
{
    public static async ValueTask<Answer> AnswerAsync(Ask ask, SuiteStream stream, FieldChoice fields)
    {
        // The standard knows no address without a host that leads out of the folder of the package.
        var origin = $"{ask.Http.Request.Scheme}://{ask.Http.Request.Host}";
        if (Make(null, ask, stream, origin) is var held && AnswerWriter.IsHeld(ask, held))
        {
            return held;
        }

        var sources = new ReleaseGatherer(new FigureTexts(stream.State.Catalog));
        await stream.CopyWholeAsync(sources, ask.Cancellation);
        var rows = RowWriter.Rent(ask.Columns, stream.State.Catalog, []);
        Write(rows.Json, ask, stream, fields.Columns, sources, origin);
        return Make(rows, ask, stream, origin);
    }

    private static Answer Make(RowWriter? rows, Ask ask, SuiteStream stream, string origin) => new(rows, stream.Versions)
    {
        Variant = $"{origin}, {ask.Variant}", Language = ask.Columns.Language, Names = stream.State.Versions.Text, NamesHost = true,
    };

    private static void Write(Utf8JsonWriter json, Ask ask, SuiteStream stream, Column[] columns, ReleaseGatherer sources, string origin)
    {
        json.WriteStartObject();
        json.WriteString("profile", "tabular-data-package");
        json.WriteString("name", "indicators-observations");
        json.WriteString("title", "卫生指标 / Indicators");
        json.WriteString("version", stream.Versions.Encoded);
        json.WriteStartArray("licenses");
        json.WriteStartObject();
        json.WriteString("name", "CC-BY-4.0");
        json.WriteString("title", "CC BY 4.0");
        json.WriteString("path", "https://creativecommons.org/licenses/by/4.0/");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("sources");
        foreach (var release in sources.Releases)
        {
            WriteSource(json, release);
        }

        json.WriteEndArray();
        json.WriteStartArray("resources");
        json.WriteStartObject();
        json.WriteString("profile", "tabular-data-resource");
        json.WriteString("name", "observations");
        json.WriteString("path", $"{origin}/v1/observations?{QueryAddress.Pinned(ask, stream.Versions, Format.Csv)}");
        json.WriteString("format", "csv");
        json.WriteString("mediatype", "text/csv");
        json.WriteString("encoding", "utf-8");
        json.WriteNumber("rows", sources.Rows);
        WriteDialect(json, CsvDialect.Of(ask.Arguments.One(Parameters.Delimiter), ""));
        WriteSchema(json, columns);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter json, Release release)
    {
        json.WriteStartObject();
        json.WriteString("title", release.Title?.Zh is { Length: > 0 } zh ? zh : release.Id);
        json.WriteString("titleEn", release.Title?.En ?? "");
        json.WriteString("issuer", release.Issuer?.Zh ?? "");
        json.WriteString("release", release.Id);
        if (release.Url.Length > 0)
        {
            json.WriteString("path", release.Url);
        }

        json.WriteEndObject();
    }

    private static void WriteDialect(Utf8JsonWriter json, CsvDialect dialect)
    {
        json.WriteStartObject("dialect");
        json.WriteString("delimiter", $"{dialect.Delimiter}");
        json.WriteString("lineTerminator", "\r\n");
        json.WriteString("quoteChar", "\"");
        json.WriteBoolean("doubleQuote", true);
        json.WriteBoolean("header", true);
        json.WriteEndObject();
    }

    private static void WriteSchema(Utf8JsonWriter json, Column[] columns)
    {
        json.WriteStartObject("schema");
        json.WriteStartArray("fields");
        foreach (var column in columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type switch
            {
                CellType.Number => "number",
                CellType.Integer => "integer",
                CellType.Flag => "boolean",
                CellType.Date => "date",
                _ => "string",
            });
            json.WriteString("title", column.Title.En);
            json.WriteString("titleZh", column.Title.Zh);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("missingValues");
        json.WriteStringValue("");
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

    private sealed class ReleaseGatherer(FigureTexts texts) : IServerStreamWriter<StreamObservationsResponse>
    {
        private readonly SortedSet<string> ids = new(StringComparer.Ordinal);

        public WriteOptions? WriteOptions { get; set; }

        public long Rows { get; private set; }

        public IEnumerable<Release> Releases => ids.Select(texts.Release);

        public Task WriteAsync(StreamObservationsResponse message)
        {
            texts.Add(message.Releases);
            Rows += message.Observations.Count;
            foreach (var figure in message.Observations)
            {
                ids.UnionWith(ObservationSources.Of(figure).Select(s => s.ReleaseId));
            }

            return Rows > Limits.FileRows ? Task.FromException(new TooManyRowsException(Format.Csv, Rows)) : Task.CompletedTask;
        }

        public Task WriteAsync(StreamObservationsResponse message, CancellationToken cancellationToken) => WriteAsync(message);
    }
}
