using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Indicators.Benchmarks.Allocation;

/// <summary>Bytes that one unary call leaves to the collector, of a service and of a bare endpoint.</summary>
internal static class AllocationBench
{
    public static void Run(bool smoke, List<Figure> figures)
    {
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(smoke ? 1 : 5).WithIterationCount(smoke ? 1 : 5).WithInvocationCount(smoke ? 256 : 8192).WithUnrollFactor(1);
        var config = ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), $"bench-{Environment.ProcessId}")).WithOptions(ConfigOptions.DisableLogFile);
        var reports = BenchmarkRunner.Run<UnaryCalls>(config).Reports;
        var bytes = reports.ToDictionary(
            r => r.BenchmarkCase.Descriptor.WorkloadMethod.Name, r => (double)(r.GcStats.GetBytesAllocatedPerOperation(r.BenchmarkCase) ?? 0));
        var (service, bare) = (bytes[nameof(UnaryCalls.Service)], bytes[nameof(UnaryCalls.BareEndpoint)]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"allocation per unary call: {service:F0} bytes, bare endpoint {bare:F0}"));
        figures.Add(new Figure("Allocation per unary call / bare endpoint with the same Protobuf work", service / bare, 2, AtMost: true));
    }
}
