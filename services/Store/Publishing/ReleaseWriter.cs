using Dapper;
using Microsoft.Data.Sqlite;

namespace Indicators.Store.Publishing;

/// <summary>Stores a package inside one transaction and reads it back: what differs from the package is never committed.</summary>
internal sealed class ReleaseWriter(SqliteConnection connection, SqliteTransaction transaction)
{
    private const string InsertStatement = """
        INSERT INTO statement (series_id, period_start, period_end, kind, release_no, period, value, quantum, qualifier, published_value,
                               published_unit, locator, preliminary, series_break, withdraws, note_zh, note_en)
        VALUES (@SeriesId, @PeriodStart, @PeriodEnd, @Kind, @ReleaseNo, @Period, @Value, @Quantum, @Qualifier, @PublishedValue,
                @PublishedUnit, @Locator, @Preliminary, @SeriesBreak, @Withdraws, @NoteZh, @NoteEn)
        """;

    private const string SelectStatements = """
        SELECT s.indicator AS Indicator, s.area AS Area, s.dimensions AS Dimensions, t.period_start AS PeriodStart, t.period_end AS PeriodEnd,
               t.kind AS Kind, t.period AS Period, t.value AS Value, t.quantum AS Quantum, t.qualifier AS Qualifier,
               t.published_value AS PublishedValue, t.published_unit AS PublishedUnit, t.locator AS Locator, t.preliminary AS Preliminary,
               t.series_break AS SeriesBreak, t.withdraws AS Withdraws, t.note_zh AS NoteZh, t.note_en AS NoteEn
        FROM statement t JOIN series s ON s.series_id = t.series_id
        WHERE t.release_no = @releaseNo
        """;

    public void Write(Package package)
    {
        var releaseNo = connection.QuerySingle<long>(ReleaseRow.Insert, ReleaseRow.From(package.Release), transaction);
        foreach (var revisedId in package.Release.Revises)
        {
            connection.Execute("INSERT INTO release_revises (release_no, revised_id) VALUES (@releaseNo, @revisedId)", new { releaseNo, revisedId }, transaction);
        }

        var statements = package.Figures.Select(StoredStatement.From).ToList();
        foreach (var statement in statements)
        {
            connection.Execute(InsertStatement, statement with { SeriesId = SeriesOf(statement), ReleaseNo = releaseNo }, transaction);
        }

        foreach (var register in package.Registers)
        {
            WriteRegister(register, releaseNo);
        }

        Verify(statements, package.Registers, releaseNo);
    }

    /// <summary>Removes a staged release; a shown one is never removed.</summary>
    public void Discard(long releaseNo, IEnumerable<Registers.RegisterSpec> registers)
    {
        var tables = registers.Select(r => r.Name).Concat(["statement", "release_revises", "release"]);
        foreach (var table in tables)
        {
            connection.Execute($"DELETE FROM {table} WHERE release_no = @releaseNo", new { releaseNo }, transaction);
        }
    }

    private long SeriesOf(StoredStatement statement)
    {
        connection.Execute(
            "INSERT INTO series (indicator, area, dimensions) VALUES (@Indicator, @Area, @Dimensions) ON CONFLICT (indicator, area, dimensions) DO NOTHING",
            statement,
            transaction);
        return connection.QuerySingle<long>(
            "SELECT series_id FROM series WHERE indicator = @Indicator AND area = @Area AND dimensions = @Dimensions", statement, transaction);
    }

    // Names of tables and columns come from the service's own declaration, never from a package; values are parameters.
    private void WriteRegister(PackageRegister register, long releaseNo)
    {
        var columns = Columns(register);
        var sql = $"INSERT INTO {register.Spec.Name} (release_no, {Quoted(columns)}) VALUES (@release_no, {string.Join(", ", columns.Select(c => "@" + c))})";
        foreach (var row in register.Rows)
        {
            var parameters = new DynamicParameters();
            parameters.Add("release_no", releaseNo);
            for (var i = 0; i < columns.Count; i++)
            {
                parameters.Add(columns[i], row[i]);
            }

            connection.Execute(sql, parameters, transaction);
        }
    }

    private void Verify(List<StoredStatement> statements, IReadOnlyList<PackageRegister> registers, long releaseNo)
    {
        var stored = connection.Query<StoredStatement>(SelectStatements, new { releaseNo }, transaction).ToHashSet();
        if (stored.Count != statements.Count || !stored.SetEquals(statements))
        {
            throw new InvalidOperationException($"The figures read back are not those of the package: {statements.Count} written, {stored.Count} read.");
        }

        foreach (var register in registers)
        {
            var rows = StoredRows(register, releaseNo);
            if (rows.Count != register.Rows.Count || !register.Rows.All(row => rows.Contains(string.Join('\u001f', row))))
            {
                throw new InvalidOperationException($"The rows of {register.Spec.Name} read back are not those of the package.");
            }
        }
    }

    private HashSet<string> StoredRows(PackageRegister register, long releaseNo)
    {
        var sql = $"SELECT {Quoted(Columns(register))} FROM {register.Spec.Name} WHERE release_no = @releaseNo";
        using var reader = connection.ExecuteReader(sql, new { releaseNo }, transaction);
        var rows = new HashSet<string>(StringComparer.Ordinal);
        var cells = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(cells);
            rows.Add(string.Join('\u001f', cells));
        }

        return rows;
    }

    // A register may name a column with a word that SQL keeps for itself, such as `group`.
    private static string Quoted(IEnumerable<string> columns) => string.Join(", ", columns.Select(c => $"\"{c}\""));

    private static List<string> Columns(PackageRegister register) =>
        [.. register.Spec.Columns.Select(c => c.Name).Prepend("row_id"), "locator", "note_zh", "note_en"];
}
