using System.Text.Json;
using Indicators.Testing;

namespace Indicators.Deploy.Tests;

/// <summary>A question of a panel.</summary>
/// <param name="Place">Dashboard, panel and question, for messages.</param>
/// <param name="Source">uid of its data source.</param>
/// <param name="Question">As it stands in the file.</param>
internal sealed record Question(string Place, string Source, JsonElement Body)
{
    public string Expression => Body.GetProperty("expr").GetString()!
        .Replace("$__rate_interval", "1m", StringComparison.Ordinal)
        .Replace("$process", ".*", StringComparison.Ordinal);
}

/// <summary>The files of deploy/grafana.</summary>
internal static class Dashboards
{
    public static Dictionary<string, JsonElement> All { get; } =
        Directory.EnumerateFiles(Tree.Path("deploy/grafana/dashboards"), "*.json").Order(StringComparer.Ordinal)
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => JsonDocument.Parse(File.ReadAllText(file)).RootElement);

    public static IEnumerable<JsonElement> Panels(JsonElement dashboard) => dashboard.GetProperty("panels").EnumerateArray();

    public static IEnumerable<Question> Questions(string source) =>
        from dashboard in All
        from panel in Panels(dashboard.Value)
        from target in panel.GetProperty("targets").EnumerateArray()
        let uid = target.GetProperty("datasource").GetProperty("uid").GetString()
        where uid == source
        select new Question($"{dashboard.Key}: {panel.GetProperty("title").GetString()}, {target.GetProperty("refId").GetString()}", uid, target);
}
