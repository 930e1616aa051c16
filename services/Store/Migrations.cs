using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Indicators.Store;

/// <summary>Brings a database file to the schema of this build, each numbered script once and in its own transaction.</summary>
internal static class Migrations
{
    private const string Prefix = "migrations/";

    /// <summary>How many scripts a database of this build has seen.</summary>
    public static int Count(StoreOptions options) => StoreScripts().Count() + (options.Schema.Length > 0 ? 1 : 0);

    public static void Apply(SqliteConnection connection, StoreOptions options)
    {
        connection.Execute("CREATE TABLE IF NOT EXISTS migration (scope TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (scope, number)) STRICT");
        foreach (var (number, sql) in StoreScripts())
        {
            Apply(connection, "store", number, sql);
        }

        if (options.Schema.Length > 0)
        {
            Apply(connection, options.Service, 1, options.Schema);
        }
    }

    private static void Apply(SqliteConnection connection, string scope, int number, string sql)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
        using var transaction = connection.BeginTransaction();
        var applied = connection.QuerySingleOrDefault<string>(
            "SELECT hash FROM migration WHERE scope = @scope AND number = @number", new { scope, number }, transaction);
        if (applied is null)
        {
            connection.Execute(sql, transaction: transaction);
            connection.Execute("INSERT INTO migration (scope, number, hash) VALUES (@scope, @number, @hash)", new { scope, number, hash }, transaction);
        }
        else if (applied != hash)
        {
            throw new InvalidOperationException(
                $"The database was made by another version of the schema ({scope} {number}). A schema script is never changed once it was applied: add a new one.");
        }

        transaction.Commit();
    }

    private static IEnumerable<(int Number, string Sql)> StoreScripts()
    {
        var assembly = typeof(Migrations).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (int.Parse(name.AsSpan(Prefix.Length, 3)), reader.ReadToEnd());
        }
    }
}
