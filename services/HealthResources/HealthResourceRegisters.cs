using Indicators.Store;

namespace Indicators.HealthResources;

/// <summary>This service holds figures only: no document that it covers lists real things.</summary>
internal static class HealthResourceRegisters
{
    public static StoreOptions Options { get; } = new("health-resources", Schema: "", Registers: []);
}
