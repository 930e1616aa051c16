using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.Collections;
using Indicators.Contracts;
using Indicators.Data.V1;

namespace Indicators.Store.Publishing;

/// <summary>Takes a package apart and checks all of it; gives this service's part, or null where release.json cannot be read.</summary>
internal sealed class PackageReader(Snapshot snapshot, StoreOptions options, Func<string, IEnumerable<string>> storedIds, FaultList faults)
{
    public Package? Read(RepeatedField<PackageFile> files)
    {
        var byName = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (!byName.TryAdd(file.Name, file.Content.ToByteArray()))
            {
                faults.Add(file.Name, 0, "", "", "同名文件出现两次。", "Two files carry this name.");
            }
        }

        if (!byName.Remove(ReleaseFile.FileName, out var json))
        {
            faults.Add(ReleaseFile.FileName, 0, "", "", "缺少这个文件。", "This file is missing.");
            return null;
        }

        return ReleaseFile.Read(json, faults) is { } manifest ? Read(manifest, byName, ContentHash(files)) : null;
    }

    private Package Read(ReleaseFile manifest, Dictionary<string, byte[]> files, string contentHash)
    {
        var release = manifest.ToRelease(contentHash);
        var figures = new List<PackageFigure>();
        var registers = new List<PackageRegister>();
        var registerReader = new RegisterFileReader(faults);
        foreach (var unlisted in files.Keys.Except(manifest.Files.Select(f => f.Name)))
        {
            faults.Add(unlisted, 0, "", "", "release.json 的 files 没有列出这个文件。", "release.json does not list this file.");
        }

        foreach (var entry in manifest.Files)
        {
            if (Table(entry, files) is not { } table)
            {
                continue;
            }

            if (entry.Name == ObservationFileReader.FileName && HasHeader(entry.Name, table, ObservationFileReader.Columns))
            {
                figures = new ObservationFileReader(snapshot, release, faults).Read(table);
            }
            else if (entry.Name != ObservationFileReader.FileName && Spec(entry) is { } spec && HasHeader(entry.Name, table, RegisterFileReader.Header(spec)))
            {
                registers.Add(registerReader.Read(spec, table));
            }
        }

        registerReader.CheckReferences(storedIds);
        release.ObservationCount = figures.Count;
        release.RegisterRowCount = registers.Sum(r => r.Rows.Count);
        return new Package(release, figures, registers);
    }

    private CsvTable? Table(ManifestFile entry, Dictionary<string, byte[]> files)
    {
        if (!files.TryGetValue(entry.Name, out var content))
        {
            faults.Add(entry.Name, 0, "", "", "release.json 列出的文件不存在。", "release.json lists this file and it is not there.", Nearest.To(entry.Name, files.Keys));
            return null;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        if (!string.Equals(hash, entry.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            faults.Add(entry.Name, 0, "sha256", entry.Sha256, "文件内容与 release.json 的 sha256 不符。", "The file is not the one whose sha256 release.json gives.", hash);
        }

        try
        {
            var table = CsvTable.Read(new MemoryStream(content));
            if (table.Rows.Count != entry.Rows)
            {
                faults.Add(entry.Name, 0, "rows", $"{entry.Rows}", "行数与 release.json 不符。", "The number of rows is not the one that release.json gives.", $"{table.Rows.Count}");
            }

            return table;
        }
        catch (InvalidDataException bad)
        {
            faults.Add(entry.Name, 0, "", "", "不是有效的 UTF-8 CSV 文件。", $"This is no valid UTF-8 CSV file: {bad.Message}.");
            return null;
        }
    }

    private Registers.RegisterSpec? Spec(ManifestFile entry)
    {
        var spec = options.Registers.FirstOrDefault(r => r.Name == entry.Register);
        if (spec is null)
        {
            var hint = Nearest.To(entry.Register ?? "", options.Registers.Select(r => r.Name));
            faults.AddNotOwned(entry.Name, 0, "register", entry.Register ?? "", "没有这个登记册。", "There is no such register.", hint);
        }
        else if (entry.Name != spec.Name + ".csv")
        {
            faults.Add(entry.Name, 0, "name", entry.Name, "登记册文件须以登记册命名。", "A register's file carries the register's name.", spec.Name + ".csv");
        }

        return spec;
    }

    private bool HasHeader(string file, CsvTable table, IEnumerable<string> wanted)
    {
        var columns = wanted.ToList();
        if (table.Header.SequenceEqual(columns))
        {
            foreach (var row in table.Rows.Where(r => r.Cells.Count != columns.Count))
            {
                faults.Add(file, row.Number, "", "", $"本行有 {row.Cells.Count} 列，表头有 {columns.Count} 列。", $"This row has {row.Cells.Count} cells where the header has {columns.Count}.");
            }

            return true;
        }

        faults.Add(file, 1, "", string.Join(',', table.Header), "表头不符。", "The header is not the one that is asked for.", string.Join(',', columns));
        return false;
    }

    private static string ContentHash(RepeatedField<PackageFile> files)
    {
        var lines = files.OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => $"{f.Name} {Convert.ToHexStringLower(SHA256.HashData(f.Content.Span))}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
