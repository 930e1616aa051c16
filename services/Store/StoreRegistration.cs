using Indicators.Store.Figures;
using Indicators.Store.Registers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Indicators.Store;

/// <summary>Adds the store of a service to its process.</summary>
public static class StoreRegistration
{
    /// <summary>
    /// Adds the store with its queries and its readiness check. The file is `&lt;service&gt;.db` in the folder that `Suite:Data` names.
    /// </summary>
    public static IServiceCollection AddStore(this IServiceCollection services, StoreOptions options)
    {
        services.AddSingleton(provider =>
        {
            var folder = provider.GetRequiredService<IConfiguration>()["Suite:Data"] ?? throw new InvalidOperationException("Suite:Data names no folder.");
            return new DataStore(Path.Combine(folder, options.Service + ".db"), options, provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton<ObservationQueries>().AddSingleton<CatalogQueries>().AddSingleton<AvailabilityQueries>().AddSingleton<RegisterQueries>();
        services.AddSingleton<StoreMetrics>().AddHostedService<StoreMetricsStart>();
        services.AddSingleton<DataGrpcService>().AddSingleton<PublishGrpcService>();
        services.AddHealthChecks().AddCheck<StoreHealthCheck>("store", tags: ["ready"]);
        return services;
    }
}
