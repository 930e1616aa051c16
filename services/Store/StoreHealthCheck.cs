using Dapper;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Indicators.Store;

/// <summary>Ready: the database can be read, its migrations are done and releases are shown.</summary>
internal sealed class StoreHealthCheck(DataStore store) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var reader = store.Database.Read();
        reader.Connection.QuerySingle<long>("SELECT COUNT(*) FROM migration");
        var snapshot = store.Current;
        return Task.FromResult(snapshot.NewestFirst.Count > 0
            ? HealthCheckResult.Healthy($"data version {snapshot.DataVersion}, {snapshot.NewestFirst.Count} releases")
            : HealthCheckResult.Unhealthy("no release is published yet"));
    }
}
