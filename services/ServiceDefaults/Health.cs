using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Indicators.ServiceDefaults;

internal static class Health
{
    // A check of a part that the process can do without, such as a service behind the gateway: told, and no reason not to be ready.
    private const string Part = "part";

    // Times and Chinese stand in it as they are: it is read by people and is never part of a page.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", Options(_ => false)).RequireListener(Listener.Operations);
        app.MapHealthChecks("/health/ready", Options(check => !check.Tags.Contains(Part))).RequireListener(Listener.Operations);

        // For whoever watches: 503 while anything is wrong, a part too, where `ready` only says whether calls should come here.
        app.MapHealthChecks("/health", Options(_ => true)).RequireListener(Listener.Operations);
    }

    private static HealthCheckOptions Options(Func<HealthCheckRegistration, bool> includes) =>
        new() { Predicate = includes, ResponseWriter = Write };

    // By hand: a serializer that reflects costs every process more memory than the rest of its health endpoint.
    private static async Task Write(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Readable);
        json.WriteStartObject();
        json.WriteString("status", Word(report.Status));
        json.WriteStartArray("checks");
        foreach (var (name, entry) in report.Entries)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("status", Word(entry.Status));
            json.WriteString("description", entry.Description);
            foreach (var (key, value) in entry.Data)
            {
                json.WriteString(key, value.ToString());
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Word(HealthStatus status) => status.ToString().ToLowerInvariant();
}
