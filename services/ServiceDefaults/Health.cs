using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Indicators.ServiceDefaults;

internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", Options(_ => false)).RequireListener(Listener.Operations);
        app.MapHealthChecks("/health/ready", Options(_ => true)).RequireListener(Listener.Operations);
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
