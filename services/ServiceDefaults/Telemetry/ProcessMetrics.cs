using System.Diagnostics;
using System.Globalization;

namespace Indicators.ServiceDefaults.Telemetry;

/// <summary>What the system says of this process, under the names that every Prometheus client library gives it.</summary>
internal static class ProcessMetrics
{
    private const string Descriptors = "/proc/self/fd";
    private const string Limits = "/proc/self/limits";

    private static readonly DateTime Started = Process.GetCurrentProcess().StartTime.ToUniversalTime();

    public static void Write(MetricsWriter writer)
    {
        writer.Family("process_cpu_seconds", "counter", "seconds", "Processor time used, user and system");
        writer.Sample("", [], Environment.CpuUsage.TotalTime.TotalSeconds);
        Gauge(writer, "process_resident_memory_bytes", "bytes", "Physical memory in use", Environment.WorkingSet);
        Gauge(writer, "process_start_time_seconds", "seconds", "Start of the process since the Unix epoch", (Started - DateTime.UnixEpoch).TotalSeconds);
        if (Directory.Exists(Descriptors))
        {
            Gauge(writer, "process_open_fds", "", "Open file descriptors", Directory.EnumerateFileSystemEntries(Descriptors).Count());
            if (MostDescriptors() is { } most)
            {
                Gauge(writer, "process_max_fds", "", "Most file descriptors that may be open", most);
            }
        }
    }

    private static void Gauge(MetricsWriter writer, string name, string unit, string help, double value)
    {
        writer.Family(name, "gauge", unit, help);
        writer.Sample("", [], value);
    }

    private static double? MostDescriptors() =>
        File.ReadLines(Limits).FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal))?
            .Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var soft, ..]
        && double.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : null;
}
