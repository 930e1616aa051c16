using System.IO.Compression;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Indicators.Contracts;
using Indicators.Gateway.Calls;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Indicators.Gateway.Downloads;

/// <summary>The contracts of this build as files: what a caller of the gateway generates clients from.</summary>
internal static class ContractBundle
{
    private const string Own = "indicators.";

    // A zip can hold no earlier day; the same contracts give the same bytes, and with them the same tag.
    private static readonly DateTimeOffset NoDay = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<byte[]> Zipped = new(MakeZip);
    private static readonly Lazy<byte[]> Described = new(MakeSet);

    /// <summary>The files, each after those that it imports.</summary>
    public static IReadOnlyList<FileDescriptor> Files { get; } =
        [.. Services.SelectMany(service => WithImports(service.File)).Distinct()];

    /// <summary>The services that are ours; health and reflection are contracts of gRPC itself.</summary>
    public static IEnumerable<ServiceDescriptor> Services =>
        SuiteReflection.Services.Where(service => service.FullName.StartsWith(Own, StringComparison.Ordinal));

    /// <summary>The .proto files as they were compiled, comments included.</summary>
    public static byte[] Zip => Zipped.Value;

    /// <summary>A google.protobuf.FileDescriptorSet.</summary>
    public static byte[] DescriptorSet => Described.Value;

    private static IEnumerable<FileDescriptor> WithImports(FileDescriptor file) => file.Dependencies.SelectMany(WithImports).Append(file);

    private static byte[] MakeSet() => new FileDescriptorSet
    {
        File = { Files.Select(file => FileDescriptorProto.Parser.ParseFrom(file.SerializedData)) },
    }.ToByteArray();

    private static byte[] MakeZip()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var file in Files)
            {
                var entry = zip.CreateEntry(file.Name);
                entry.LastWriteTime = NoDay;
                using var content = entry.Open();
                using var source = ContractFiles.Open(file.Name);
                source.CopyTo(content);
            }
        }

        return bytes.ToArray();
    }
}
