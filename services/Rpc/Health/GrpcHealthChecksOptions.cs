using System.Collections;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Which health checks stand for which gRPC service.</summary>
public sealed class GrpcHealthChecksOptions
{
    /// <summary>The services that can be asked for; the whole server (the empty name) stands for all checks unless mapped anew.</summary>
    public ServiceMappingCollection Services { get; } = [];

    /// <summary>Whether Check answers what was published last instead of running the checks.</summary>
    public bool UseHealthChecksCache { get; set; }

    /// <summary>Whether watches go on while the host shuts down.</summary>
    public bool SuppressCompletionOnShutdown { get; set; }
}

/// <summary>One gRPC service and the health checks that stand for it.</summary>
public sealed class ServiceMapping(string name, Func<HealthCheckMapContext, bool> predicate)
{
    /// <summary>The service's name.</summary>
    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));

    /// <summary>Selects the checks.</summary>
    public Func<HealthCheckMapContext, bool> HealthCheckPredicate { get; } =
        predicate ?? throw new ArgumentNullException(nameof(predicate));
}

/// <summary>What a mapping knows of a health check.</summary>
public sealed class HealthCheckMapContext(string name, IEnumerable<string> tags)
{
    /// <summary>The check's name.</summary>
    public string Name { get; } = name;

    /// <summary>The check's tags.</summary>
    public IEnumerable<string> Tags { get; } = tags;
}

/// <summary>Mappings, one for each service name.</summary>
public sealed class ServiceMappingCollection : ICollection<ServiceMapping>
{
    private readonly Dictionary<string, ServiceMapping> mappings = [];

    /// <inheritdoc/>
    public int Count => mappings.Count;

    bool ICollection<ServiceMapping>.IsReadOnly => false;

    /// <summary>Maps a service to checks; an earlier mapping of the name is replaced.</summary>
    public void Map(string name, Func<HealthCheckMapContext, bool> predicate) => mappings[name] = new ServiceMapping(name, predicate);

    /// <summary>Adds a mapping; each name once.</summary>
    public void Add(ServiceMapping serviceMapping) => mappings.Add(serviceMapping.Name, serviceMapping);

    /// <inheritdoc/>
    public void Clear() => mappings.Clear();

    /// <inheritdoc/>
    public bool Contains(ServiceMapping item) => mappings.ContainsValue(item);

    /// <inheritdoc/>
    public void CopyTo(ServiceMapping[] array, int arrayIndex) => mappings.Values.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public bool Remove(ServiceMapping item) => mappings.Remove(item.Name);

    /// <inheritdoc/>
    public IEnumerator<ServiceMapping> GetEnumerator() => mappings.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
