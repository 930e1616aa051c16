using Microsoft.Data.Sqlite;

namespace Indicators.Store;

/// <summary>A reading connection. It keeps the few statements of the hot path prepared: preparing one costs as much as reading ten figures.</summary>
internal sealed class ReadConnection(SqliteConnection connection, Database owner) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

    public SqliteConnection Connection => connection;

    /// <summary>The prepared statement of a constant SQL text with the named parameters, their values to be set by the caller.</summary>
    public SqliteCommand Prepared(string sql, ReadOnlySpan<string> parameters)
    {
        if (prepared.TryGetValue(sql, out var command))
        {
            return command;
        }

        command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        prepared.Add(sql, command);
        return command;
    }

    public void Dispose() => owner.GiveBack(this);

    internal void Close()
    {
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }
}
