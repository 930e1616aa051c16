using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Indicators.ServiceDefaults.Logs;

/// <summary>Logs to the standard output: JSON for whoever collects them, text for whoever sits at a terminal.</summary>
internal static class LogRegistration
{
    private const string Key = "Suite:Logs:Format";

    public static void AddLogs(this IHostApplicationBuilder builder, string process)
    {
        builder.Logging.ClearProviders();
        if (IsJson(builder.Configuration))
        {
            builder.Services.AddSingleton<ConsoleFormatter>(services => new JsonLines(process, services.GetRequiredService<TimeProvider>()));
            builder.Logging.AddConsole(console => console.FormatterName = JsonLines.Name);
        }
        else
        {
            builder.Logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            });
        }

        // The host's own record of every request costs a tenth of a short call, whether anybody reads it or not; traces are made where they are asked for.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }

    private static bool IsJson(IConfiguration configuration) => configuration[Key] switch
    {
        "json" => true,
        "text" => false,
        null or "" => Console.IsOutputRedirected,
        var other => throw new InvalidOperationException($"{Key} is `{other}`; it must be json, text, or blank for text at a terminal and json elsewhere"),
    };
}
