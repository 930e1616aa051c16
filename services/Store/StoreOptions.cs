using Indicators.Store.Registers;

namespace Indicators.Store;

/// <summary>What a service tells its store.</summary>
/// <param name="Service">Name of the service, such as `medical-centers`: owner of its indicators, name of its database file.</param>
/// <param name="Schema">SQL that creates the tables of the registers; "" for a service without registers.</param>
/// <param name="Registers">The registers that release packages may carry for this service.</param>
public sealed record StoreOptions(string Service, string Schema, IReadOnlyList<RegisterSpec> Registers);
