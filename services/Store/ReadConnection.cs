using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Indicators.Store;

/// <summary>A reading connection. It keeps the few statements of the hot path prepared: preparing one costs as much as reading ten figures.</summary>
internal sealed class ReadConnection(SqliteConnection connection, Database owner) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

    private CancellationTokenRegistration interruption;

    public SqliteConnection Connection => connection;

    /// <summary>The span of this read; null where nobody traces it.</summary>
    internal Activity? Span { get; set; }

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

    public void Dispose()
    {
        // Waits for an interrupt that is under way: it must not meet the next reader of this connection.
        interruption.Dispose();
        interruption = default;
        Span?.Dispose();
        Span = null;
        owner.GiveBack(this);
    }

    // The command's own Cancel does nothing.
    internal void InterruptOn(CancellationToken cancellation)
    {
        if (cancellation.CanBeCanceled)
        {
            interruption = cancellation.UnsafeRegister(static reader => ((ReadConnection)reader!).Interrupt(), this);
        }
    }

    internal void Close()
    {
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private void Interrupt() => raw.sqlite3_interrupt(connection.Handle);
}
