using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Formats;

/// <summary>Refuses parameters that say nothing to the format beside them.</summary>
internal static class WritingChecks
{
    public static void Check(Ask ask, Format format)
    {
        if (format.MostRows > 0)
        {
            foreach (var parameter in (ReadOnlySpan<Parameter>)[Parameters.PageSize, Parameters.PageToken, .. Parameters.Numbering])
            {
                Refuse(ask, parameter, format, "给出全部所选数字，不分页", "gives all that is selected and has no pages", Format.Json);
            }
        }

        if (format != Format.Csv)
        {
            Refuse(ask, Parameters.Bom, format, "没有字节顺序标记", "has no byte order mark", Format.Csv);
            Refuse(ask, Parameters.Delimiter, format, "没有分隔符", "has no delimiter", Format.Csv);
        }

        if (format == Format.JsonStat)
        {
            Refuse(ask, Parameters.Fields, format, "的内容由标准规定", "holds what its standard says", Format.Json);
            if (ask.Arguments.Many(Parameters.Kind).Skip(1).Any())
            {
                SeveralKinds(ask, string.Join(',', ask.Arguments.Many(Parameters.Kind)));
            }
        }
    }

    /// <summary>What describes the CSV describes no other format.</summary>
    public static void OnlyCsv(Ask ask, string format)
    {
        if (format.Length > 0 && format != Format.Csv.Name)
        {
            ask.Faults.Add(
                "contradiction", "format", format, "此地址描述CSV，不描述其他格式。", "This address describes the CSV and no other format.",
                Format.Csv.Name);
        }
    }

    /// <summary>A cube has one kind.</summary>
    public static void SeveralKinds(Ask ask, string kinds) => ask.Faults.Add(
        "several_kinds", "kind", kinds, "JSON-stat一次只写一种性质的数字（kind）。", "JSON-stat holds figures of one kind at a time.",
        kinds.Split(',')[0]);

    private static void Refuse(Ask ask, Parameter parameter, Format format, string zh, string en, Format hint)
    {
        if (ask.Arguments.One(parameter) is { Length: > 0 } value)
        {
            ask.Faults.Add(
                "contradiction", parameter.Name, value, $"格式（format）{format.Name}{zh}，不能与“{parameter.Name}”并用。",
                $"The `format` {format.Name} {en}; it does not go together with `{parameter.Name}`.", $"format={hint.Name}");
        }
    }
}
