using System.Text;
using Indicators.ServiceDefaults;

namespace Indicators.Cli.Running;

/// <summary>What a newcomer reads once the suite is ready.</summary>
internal static class Welcome
{
    public static string Summary(string lines)
    {
        var releases = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return $"Seeds: {releases.Count(l => l.StartsWith("published ", StringComparison.Ordinal))} releases published, "
            + $"{releases.Count(l => l.StartsWith("unchanged ", StringComparison.Ordinal))} unchanged.";
    }

    public static string Text(SuiteSettings settings)
    {
        var gateway = settings.Gateway;
        var rest = settings.Address(gateway.Rest).ToString().TrimEnd('/');
        var text = new StringBuilder("\nThe suite is ready. Ctrl-C stops it.\n\n");
        Row("gateway", "REST", gateway.Rest);
        Row("gateway", "gRPC", gateway.Grpc);
        Row("gateway", "health", gateway.Operations);
        foreach (var (name, ports) in settings.Services)
        {
            Row(name, "gRPC", ports.Grpc);
        }

        text.Append($"""

            For a journalist   curl '{rest}/v1/observations?indicator=key_specialty_projects&latest=1'
            For a system       make query INDICATOR=key_specialty_projects
            For a developer    curl '{rest}/openapi/v1.json'
            """);
        return text.ToString();

        void Row(string name, string what, int port) =>
            text.Append($"  {name,-18} {what,-7} {(what == "gRPC" ? settings.GrpcAddress(port) : settings.Address(port)).ToString().TrimEnd('/')}\n");
    }
}
