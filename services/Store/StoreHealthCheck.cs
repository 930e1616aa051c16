using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Indicators.Store;

/// <summary>Ready: the database can be read, its migrations are done and releases are shown.</summary>
internal sealed class StoreHealthCheck(DataStore store) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        try
        {
            using var connection = store.Database.OpenProbe();
            var done = connection.QuerySingle<int>("SELECT COUNT(*) FROM migration");
            var needed = Migrations.Count(store.Options);
            if (done < needed)
            {
                return HealthCheckResult.Unhealthy($"{done} of {needed} migrations are done");
            }

            connection.QuerySingleOrDefault<long>("SELECT release_no FROM statement LIMIT 1");
        }
        catch (SqliteException failure)
        {
            return HealthCheckResult.Unhealthy($"the database cannot be read: {failure.Message}", failure);
        }

        return Describe(store.Current);
    }

    private static HealthCheckResult Describe(Snapshot snapshot)
    {
        if (snapshot.NewestFirst.Count == 0)
        {
            return HealthCheckResult.Unhealthy("no release is published yet");
        }

        var last = snapshot.NewestFirst.MaxBy(release => release.StoredAt, StringComparer.Ordinal)!;
        var data = new Dictionary<string, object>
        {
            ["dataVersion"] = snapshot.DataVersion,
            ["lastRelease"] = last.Id,
            ["lastReleaseStoredAt"] = last.StoredAt,
        };
        return HealthCheckResult.Healthy($"data version {snapshot.DataVersion}, {snapshot.NewestFirst.Count} releases", data);
    }
}
