using System.Text.Json;
using Google.Protobuf;
using Indicators.Contracts;
using Indicators.Data.V1;

namespace Indicators.Cli.Publishing;

/// <summary>A release package as it lies on disk, and the two things that the way to its services needs: its id and their names.</summary>
internal sealed record PackageFolder(string Path, string Id, IReadOnlyList<string> Services, IReadOnlyList<PackageFile> Files)
{
    private const string Manifest = "release.json";

    /// <summary>Reads the folder. All else that release.json says is checked by each service, so that there is one truth about it.</summary>
    public static PackageFolder? Read(string path, IReadOnlyCollection<string> known, List<Fault> faults)
    {
        if (!Directory.Exists(path))
        {
            faults.Add(Fault("", 0, "", "", "没有这个文件夹。", "There is no such folder."));
            return null;
        }

        faults.AddRange(Directory.GetDirectories(path).Select(inner =>
            Fault(System.IO.Path.GetFileName(inner), 0, "", "", "发布包中不能有文件夹。", "A release package holds files only, this is a folder.")));
        var files = Directory.GetFiles(path).Order(StringComparer.Ordinal)
            .Select(file => new PackageFile { Name = System.IO.Path.GetFileName(file), Content = ByteString.CopyFrom(File.ReadAllBytes(file)) })
            .ToList();
        if (files.Find(f => f.Name == Manifest) is not { } manifest)
        {
            faults.Add(Fault(Manifest, 0, "", "", "缺少这个文件。", "This file is missing."));
            return null;
        }

        return Read(path, files, manifest, known, faults);
    }

    private static PackageFolder? Read(string path, List<PackageFile> files, PackageFile manifest, IReadOnlyCollection<string> known, List<Fault> faults)
    {
        Head? head;
        try
        {
            head = JsonSerializer.Deserialize<Head>(manifest.Content.Span, JsonSerializerOptions.Web);
        }
        catch (JsonException bad)
        {
            faults.Add(Fault(Manifest, (int)(bad.LineNumber ?? 0) + 1, bad.Path ?? "", "", "不是要求的 JSON。", $"This is not the JSON that is asked for: {bad.Message}"));
            return null;
        }

        var services = head?.Services ?? [];
        if (services.Count == 0)
        {
            faults.Add(Fault(Manifest, 0, "services", "", "须写明至少一个服务。", "At least one service must be named.", string.Join(", ", known)));
        }

        faults.AddRange(services.Where(s => !known.Contains(s)).Select(s =>
            Fault(Manifest, 0, "services", s, "没有这个服务。", "There is no such service.", Nearest.To(s, known))));
        return faults.Count == 0 ? new PackageFolder(path, head?.Id ?? "", services.Distinct().ToList(), files) : null;
    }

    private static Fault Fault(string file, int row, string column, string value, string zh, string en, string hint = "") =>
        new() { File = file, Row = row, Column = column, Value = value, Message = new() { Zh = zh, En = en }, Hint = hint };

    private sealed record Head(string? Id, IReadOnlyList<string>? Services);
}
