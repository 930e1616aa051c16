using Indicators.Types.V1;

namespace Indicators.Store;

/// <summary>A row of the table of definitions.</summary>
internal sealed record DefinitionRow
{
    public const string SelectNewest = """
        SELECT i.code AS Code, i.sequence AS Sequence, i.name_zh AS NameZh, i.name_en AS NameEn, i.definition_zh AS DefinitionZh,
               i.definition_en AS DefinitionEn, i.method_zh AS MethodZh, i.method_en AS MethodEn, i.unit AS Unit, i.decimals AS Decimals,
               i.direction AS Direction, i.actual_of AS ActualOf
        FROM indicator i
        WHERE i.sequence = (SELECT MAX(n.sequence) FROM indicator n WHERE n.code = i.code)
        ORDER BY i.code
        """;

    public const string Insert = """
        INSERT INTO indicator (code, sequence, name_zh, name_en, definition_zh, definition_en, method_zh, method_en, unit, decimals, direction, actual_of)
        VALUES (@Code, @Sequence, @NameZh, @NameEn, @DefinitionZh, @DefinitionEn, @MethodZh, @MethodEn, @Unit, @Decimals, @Direction, @ActualOf)
        """;

    public string Code { get; init; } = "";
    public long Sequence { get; init; }
    public string NameZh { get; init; } = "";
    public string NameEn { get; init; } = "";
    public string DefinitionZh { get; init; } = "";
    public string DefinitionEn { get; init; } = "";
    public string MethodZh { get; init; } = "";
    public string MethodEn { get; init; } = "";
    public string Unit { get; init; } = "";
    public long Decimals { get; init; }
    public long Direction { get; init; }
    public string ActualOf { get; init; } = "";

    public Indicator ToIndicator(string service) => new()
    {
        Code = Code,
        Name = new() { Zh = NameZh, En = NameEn },
        Definition = new() { Zh = DefinitionZh, En = DefinitionEn },
        Method = new() { Zh = MethodZh, En = MethodEn },
        Unit = Unit,
        Decimals = (int)Decimals,
        Direction = (Direction)Direction,
        Service = service,
        ActualOf = ActualOf,
    };
}
