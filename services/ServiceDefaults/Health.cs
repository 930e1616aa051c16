using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Indicators.ServiceDefaults;

internal static class Health
{
    // A check of a part that the process can do without, such as a service behind the gateway: told, and no reason not to be ready.
    private const string Part = "part";

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", Options(_ => false)).RequireListener(Listener.Operations);
        app.MapHealthChecks("/health/ready", Options(check => !check.Tags.Contains(Part))).RequireListener(Listener.Operations);
    }

    private static HealthCheckOptions Options(Func<HealthCheckRegistration, bool> includes) =>
        new() { Predicate = includes, ResponseWriter = Write };

    private static Task Write(HttpContext context, HealthReport report)
    {
        var checks = report.Entries.Select(e => new { name = e.Key, status = Word(e.Value.Status), description = e.Value.Description });
        return context.Response.WriteAsJsonAsync(new { status = Word(report.Status), checks });
    }

    private static string Word(HealthStatus status) => status.ToString().ToLowerInvariant();
}
