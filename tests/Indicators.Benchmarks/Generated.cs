using System.Text.Json;
using Indicators.Contracts;
using Microsoft.Data.Sqlite;

namespace Indicators.Benchmarks;

/// <summary>
/// Figures that nobody stated, written straight into a service's database: a package of ten million rows is no way to fill it. Indicators `generated_0000`
/// and on, each for 50 areas and 40 years.
/// </summary>
internal static class Generated
{
    public const int Areas = 50;
    public const int Years = 40;
    public const int PerIndicator = Areas * Years;
    private const int FirstYear = 1985;

    public static IReadOnlyList<string> AreaCodes { get; } = [.. CodeLists.Areas.Keys.Order(StringComparer.Ordinal).Take(Areas)];

    /// <summary>Adds one release with this many figures, rounded up to whole indicators.</summary>
    /// <param name="database">The file; its service must not be running.</param>
    public static void Fill(string database, int figures) => Fill(database, (figures + PerIndicator - 1) / PerIndicator, Areas, Years);

    /// <summary>The same of a shape of its own; the first of the areas is the nation.</summary>
    public static void Fill(string database, int indicators, int areas, int years)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        foreach (var statement in Script)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.CommandTimeout = 0;
            command.Parameters.AddWithValue("@indicators", indicators);
            command.Parameters.AddWithValue("@areas", areas);
            command.Parameters.AddWithValue("@codes", JsonSerializer.Serialize(AreaCodes.Take(areas)));
            command.Parameters.AddWithValue("@years", years);
            command.Parameters.AddWithValue("@first", FirstYear);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public static string Code(int number) => $"generated_{number:D4}";

    private static readonly string[] Script =
    [
        """
        INSERT INTO change SELECT MAX(sequence) + 1, 'release generated', lower(hex(zeroblob(32))), lower(hex(randomblob(32))), '2026-01-01T00:00:00Z' FROM change
        """,
        """
        INSERT INTO release (id, sequence, content_hash, title_zh, title_en, issuer_zh, issuer_en, document_number, issued_on, published_on, published_by, url,
                             evidence, preliminary, note_zh, note_en, known_from, services, observation_count, register_row_count)
        SELECT 'generated', MAX(sequence), lower(hex(zeroblob(32))), '生成的数据', 'Generated figures', '测试', 'Benchmark', '', '2025-01-01', '', '', '',
               4, 0, '', '', '2025-01-01', 'health-resources', @indicators * @areas * @years, 0 FROM change
        """,
        """
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @indicators)
        INSERT INTO indicator SELECT printf('generated_%04d', i), (SELECT MAX(sequence) FROM change), '生成指标' || i || '号床位', 'Generated indicator number ' || i,
               '用于测量的第' || i || '个指标，不是任何文件的数据。', 'Indicator ' || i || ' of a measurement; no document states it.', '', '', 'count', 0, 3, '' FROM n
        """,
        """
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @indicators),
             area(code) AS (SELECT value FROM json_each(@codes))
        INSERT INTO series (indicator, area, dimensions) SELECT printf('generated_%04d', i), code, '' FROM n CROSS JOIN area
        """,
        """
        WITH RECURSIVE y(year) AS (SELECT @first UNION ALL SELECT year + 1 FROM y WHERE year + 1 < @first + @years)
        INSERT INTO statement
        SELECT s.series_id, year || '-01-01', year || '-12-31', 1, (SELECT release_no FROM release WHERE id = 'generated'), year || '',
               (s.series_id * 31 + year * 7) % 100000 || '', '1', 1, (s.series_id * 31 + year * 7) % 100000 || '', '个', 'row ' || s.series_id, 0, 0, 0, '', ''
        FROM series s CROSS JOIN y
        WHERE s.indicator >= 'generated_' AND s.indicator < 'generated`'
        ORDER BY s.series_id, year
        """,
    ];
}
