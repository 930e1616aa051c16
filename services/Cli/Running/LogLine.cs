using System.Text.Json;

namespace Indicators.Cli.Running;

/// <summary>A line of a program's log as a person reads it.</summary>
internal static class LogLine
{
    /// <summary>Time, level, message and what failed of a JSON line; any other line as it is.</summary>
    public static string Readable(string line)
    {
        if (!line.StartsWith('{'))
        {
            return line;
        }

        try
        {
            using var json = JsonDocument.Parse(line);
            string[] names = ["time", "level", "message", "exception"];
            return string.Join(' ', names.Select(name => json.RootElement.TryGetProperty(name, out var value) ? value.ToString() : "").Where(text => text.Length > 0));
        }
        catch (JsonException)
        {
            return line;
        }
    }
}
