using System.Security.Cryptography;
using Dapper;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Store.Targets;
using Microsoft.Data.Sqlite;

namespace Indicators.Store.Publishing;

/// <summary>The one way into the store: check whole, stage in one transaction, show.</summary>
internal sealed class Publisher(DataStore store)
{
    public DefineIndicatorsResponse Define(DefineIndicatorsRequest request)
    {
        var faults = new FaultList();
        var file = request.Definitions ?? new PackageFile();
        var rows = new DefinitionReader(store.Options.Service, faults).Read(file.Name, file.Content.ToByteArray());
        CheckUnits(file.Name, rows, faults);
        CheckPairs(file.Name, rows, faults);
        var response = new DefineIndicatorsResponse { Faults = { faults.Faults } };
        if (faults.Faults.Count == 0 && !request.ValidateOnly)
        {
            response.ChangedCount = store.Write((connection, transaction) => Define(connection, transaction, file, rows));
        }

        response.DataVersion = store.Current.DataVersion;
        return response;
    }

    public StageReleaseResponse Stage(StageReleaseRequest request)
    {
        var faults = new FaultList();
        var package = new PackageReader(store.Current, store.Options, StoredIds, faults).Read(request.Files);
        var response = new StageReleaseResponse { NotOwned = { faults.NotOwned } };
        if (package is not null)
        {
            response.ContentHash = package.Release.ContentHash;
            response.ObservationCount = package.Release.ObservationCount;
            response.RegisterRowCount = package.Release.RegisterRowCount;
            CheckAgainstStored(package, faults);
        }

        response.Faults.AddRange(faults.Faults);
        if (package is not null && faults.Faults.Count == 0)
        {
            response.State = IsShown(package) ? StageState.Unchanged
                : request.ValidateOnly ? StageState.Unspecified
                : store.Write((connection, transaction) => Stage(connection, transaction, package));
        }

        return response;
    }

    /// <summary>Shows a stage. What was staged or shown meanwhile with other content than was checked is refused.</summary>
    public string Activate(string id, string checkedHash = "") => store.Write((connection, transaction) =>
    {
        var (releaseNo, contentHash) = Staged(connection, transaction, id);
        var held = releaseNo > 0 ? contentHash : store.Current.ReleasesById.GetValueOrDefault(id)?.Release.ContentHash;
        if (checkedHash.Length > 0 && held is not null && held != checkedHash)
        {
            var message = new Types.V1.LocalizedText { Zh = "暂存的内容不是检查过的内容，请重新发布。", En = "What is stored under this id is not the content that was checked; publish it again." };
            throw Errors.Create(Grpc.Core.StatusCode.FailedPrecondition, "content_changed", "content_hash", checkedHash, message, held);
        }

        if (releaseNo > 0)
        {
            var sequence = store.NextChange(connection, transaction, "release " + id, contentHash);
            connection.Execute("UPDATE release SET sequence = @sequence WHERE release_no = @releaseNo", new { sequence, releaseNo }, transaction);
        }
        else if (!store.Current.ReleasesById.ContainsKey(id))
        {
            throw Errors.NotFound("id", id);
        }

        return true;
    })
        ? store.Current.DataVersion
        : "";

    public void Discard(string id) => store.Write((connection, transaction) =>
    {
        var (releaseNo, _) = Staged(connection, transaction, id);
        if (releaseNo == 0)
        {
            throw Errors.NotFound("id", id);
        }

        new ReleaseWriter(connection, transaction).Discard(releaseNo, store.Options.Registers);
        return true;
    });

    // Stored values are in the unit of their definition: another one would give every figure another meaning.
    private void CheckUnits(string file, List<DefinitionRow> rows, FaultList faults)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (store.Current.IndicatorsByCode.TryGetValue(rows[i].Code, out var known) && known.ObservationCount > 0 && known.Unit != rows[i].Unit)
            {
                faults.Add(file, i + 2, "unit", rows[i].Unit, "已有数据的指标不能更换单位，请另设指标。", "An indicator with figures keeps its unit; define another indicator.", known.Unit);
            }
        }
    }

    private void CheckPairs(string file, List<DefinitionRow> rows, FaultList faults)
    {
        var units = store.Current.Indicators.ToDictionary(i => i.Code, i => i.Unit, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            units[row.Code] = row.Unit;
        }

        var checks = new TargetPairChecks(file, units, faults);
        for (var i = 0; i < rows.Count; i++)
        {
            checks.Check(rows[i], i + 2);
        }
    }

    private int Define(SqliteConnection connection, SqliteTransaction transaction, PackageFile file, List<DefinitionRow> rows)
    {
        var known = connection.Query<DefinitionRow>(DefinitionRow.SelectNewest, transaction: transaction).ToDictionary(r => r.Code, r => r with { Sequence = 0 });
        var changed = rows.Where(row => !known.TryGetValue(row.Code, out var old) || old != row).ToList();
        if (changed.Count > 0)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(file.Content.Span));
            var sequence = store.NextChange(connection, transaction, "definitions", hash);
            connection.Execute(DefinitionRow.Insert, changed.Select(row => row with { Sequence = sequence }), transaction);
        }

        return changed.Count;
    }

    private StageState Stage(SqliteConnection connection, SqliteTransaction transaction, Package package)
    {
        if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM release WHERE id = @Id AND sequence IS NOT NULL", new { package.Release.Id }, transaction) > 0)
        {
            var message = new Types.V1.LocalizedText { Zh = "另一程序刚刚发布了这个编号。", En = "Another program published this id a moment ago." };
            throw Errors.Create(Grpc.Core.StatusCode.Aborted, "published_meanwhile", "id", package.Release.Id, message);
        }

        var writer = new ReleaseWriter(connection, transaction);
        if (Staged(connection, transaction, package.Release.Id) is (> 0, _) staged)
        {
            writer.Discard(staged.ReleaseNo, store.Options.Registers);
        }

        writer.Write(package);
        return StageState.Staged;
    }

    private void CheckAgainstStored(Package package, FaultList faults)
    {
        var release = package.Release;
        if (store.Current.ReleasesById.TryGetValue(release.Id, out var shown) && shown.Release.ContentHash != release.ContentHash)
        {
            faults.Add(
                ReleaseFile.FileName, 0, "id", release.Id, "这个编号的发布已有其他内容；请用新的发布并在 revises 中写明它。",
                "A release of this id is stored with other content; correct it by a new release that names it in revises.");
        }

        if (!release.Services.Contains(store.Options.Service))
        {
            faults.Add(ReleaseFile.FileName, 0, "services", string.Join(' ', release.Services), "services 没有列出本服务。", "services does not name this service.", store.Options.Service);
        }

        foreach (var revised in release.Revises.Where(id => store.Current.ReleasesById.TryGetValue(id, out var other) && other.Revises.Contains(release.Id)))
        {
            faults.Add(ReleaseFile.FileName, 0, "revises", revised, "两个发布不能互相修订。", "Two releases cannot revise each other.");
        }

        foreach (var figure in package.Figures.Where(f => f.Withdraws && release.Revises.Count == 0))
        {
            faults.Add(ObservationFileReader.FileName, 0, "action", figure.Indicator, "撤回须在 revises 中写明被撤回的发布。", "A withdrawal names in revises the release that it takes back from.");
        }
    }

    private bool IsShown(Package package) => store.Current.ReleasesById.ContainsKey(package.Release.Id);

    private IEnumerable<string> StoredIds(string register)
    {
        using var reader = store.Database.Read();
        return reader.Connection.Query<string>($"SELECT DISTINCT r.row_id FROM {register} r JOIN release s ON s.release_no = r.release_no WHERE s.sequence IS NOT NULL").ToList();
    }

    private static (long ReleaseNo, string ContentHash) Staged(SqliteConnection connection, SqliteTransaction transaction, string id) =>
        connection.QuerySingleOrDefault<(long, string)>(
            "SELECT release_no, content_hash FROM release WHERE id = @id AND sequence IS NULL", new { id }, transaction);
}
