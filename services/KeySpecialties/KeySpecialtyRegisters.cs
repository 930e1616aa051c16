using Indicators.Store;
using Indicators.Store.Registers;

namespace Indicators.KeySpecialties;

/// <summary>What release packages may carry for this service, and its rows as the database gives them.</summary>
internal static class KeySpecialtyRegisters
{
    public static StoreOptions Options { get; } = new("key-specialties", EmbeddedSchema.Read(typeof(KeySpecialtyRegisters)),
    [
        new("priority_specialties",
        [
            new("name_zh", ColumnType.Text, Required: true),
            new("name_en", ColumnType.Text, Required: true),
        ]),
    ]);
}

internal sealed record PrioritySpecialtyRow : RegisterRow
{
    public const string Sql = $"SELECT {Columns}, name_zh AS NameZh, name_en AS NameEn FROM priority_specialties";

    public string NameZh { get; init; } = "";
    public string NameEn { get; init; } = "";
}
