using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Indicators.ServiceDefaults.Logs;

/// <summary>
/// One flat JSON object a line, with the trace that it belongs to. The formatter that comes with the console repeats every message and
/// nests the trace in a list of scopes.
/// </summary>
/// <param name="process">Name of the process, such as `gateway`.</param>
/// <param name="clock">Says when.</param>
internal sealed class JsonLines(string process, TimeProvider clock) : ConsoleFormatter(Name)
{
    public new const string Name = "json-lines";

    private const string Template = "{OriginalFormat}";

    // Chinese as it is: what is written is no part of a page.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var line = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(line, Plain))
        {
            json.WriteStartObject();
            json.WriteString("time", clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ"));
            json.WriteString("level", Word(entry.LogLevel));
            json.WriteString("service", process);
            json.WriteString("category", entry.Category);
            json.WriteNumber("event", entry.EventId.Id);
            json.WriteString("message", entry.Formatter(entry.State, entry.Exception));
            if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } span)
            {
                json.WriteString("traceId", span.TraceId.ToHexString());
                json.WriteString("spanId", span.SpanId.ToHexString());
            }

            if (entry.State is IReadOnlyList<KeyValuePair<string, object?>> values)
            {
                WriteValues(json, values);
            }

            if (entry.Exception is { } exception)
            {
                json.WriteString("exception", exception.ToString());
            }

            json.WriteEndObject();
        }

        textWriter.Write(Encoding.UTF8.GetString(line.WrittenSpan));
        textWriter.Write('\n');
    }

    private static void WriteValues(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        json.WriteStartObject("values");
        foreach (var (key, value) in values)
        {
            if (key != Template)
            {
                json.WriteString(key, value?.ToString());
            }
        }

        json.WriteEndObject();
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
