using System.Globalization;
using System.Text.Json;
using Indicators.Contracts;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>
/// Writes a cube as JSON-stat 2.0: sparse values and states by position, and what the standard has no place for under `extension`.
/// </summary>
internal sealed class JsonStatWriter(RowWriter rows, JsonStatCube cube, FigureTexts texts)
{
    private static readonly LocalizedText TotalName = new() { Zh = "合计（无此维度）", En = "Total (without this dimension)" };
    private readonly Utf8JsonWriter json = rows.Json;

    /// <summary>The whole document.</summary>
    /// <param name="address">Path and query of the same figures for ever.</param>
    /// <param name="stream">What it was made from.</param>
    /// <param name="ask">The request, for its warnings.</param>
    public void Write(string address, SuiteStream stream, Ask ask)
    {
        json.WriteStartObject();
        json.WriteString("version", "2.0");
        json.WriteString("class", "dataset");
        json.WriteString("label", string.Join("; ", cube.Axes[0].Categories.Take(3).Select(code => Label(texts.Name(code)))) + (cube.Axes[0].Categories.Length > 3 ? "; …" : ""));
        json.WriteString(
            "source",
            string.Join("; ", cube.Releases.Select(r => Label(FigureTexts.OrNothing(r.Issuer))).Where(i => i.Length > 0).Distinct()));
        if (cube.Releases.Select(r => r.KnownFrom).Max(StringComparer.Ordinal) is { Length: > 0 } updated)
        {
            json.WriteString("updated", updated);
        }

        json.WriteString("href", address);
        WriteTexts("id", cube.Axes.Select(a => a.Name));
        json.WriteStartArray("size");
        foreach (var axis in cube.Axes)
        {
            json.WriteNumberValue(axis.Categories.Length);
        }

        json.WriteEndArray();
        json.WriteStartObject("role");
        WriteTexts("time", ["period"]);
        WriteTexts("geo", ["area"]);
        WriteTexts("metric", ["indicator"]);
        json.WriteEndObject();
        json.WriteStartObject("dimension");
        foreach (var axis in cube.Axes)
        {
            WriteAxis(axis);
        }

        json.WriteEndObject();
        WriteCells();
        WriteExtension(stream, ask);
        json.WriteEndObject();
    }

    private void WriteAxis(JsonStatCube.Axis axis)
    {
        json.WriteStartObject(axis.Name);
        json.WriteString("label", Label(Name(axis.Name)));
        json.WriteStartObject("category");
        WriteTexts("index", axis.Categories);
        if (rows.Columns.Names)
        {
            json.WriteStartObject("label");
            foreach (var category in axis.Categories)
            {
                json.WriteString(category, Label(Name(axis.Name, category)));
            }

            json.WriteEndObject();
        }

        if (axis.Name == "indicator")
        {
            WriteUnits(axis);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteUnits(JsonStatCube.Axis axis)
    {
        json.WriteStartObject("unit");
        foreach (var code in axis.Categories)
        {
            var indicator = texts.Indicator(code)?.Indicator ?? new Indicator();
            json.WriteStartObject(code);
            json.WriteNumber("decimals", indicator.Decimals);
            json.WriteString("label", Label(FigureTexts.Unit(indicator.Unit)));
            json.WriteString("code", indicator.Unit);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteCells()
    {
        json.WriteStartObject("value");
        foreach (var (position, cell) in cube.Cells)
        {
            json.WritePropertyName(Text(position));
            rows.DecimalValue(cell.Value);
        }

        json.WriteEndObject();
        WriteByPosition("status", cell => Enums.Statuses.Text(cell.Status));
    }

    private void WriteExtension(SuiteStream stream, Ask ask)
    {
        json.WriteStartObject("extension");
        json.WriteString(Json.DataVersion, stream.Versions.Encoded);
        json.WriteString("kind", Enums.Kinds.Text(cube.Kind));
        json.WriteString("license", "https://creativecommons.org/licenses/by/4.0/");
        WriteByPosition("qualifier", cell => Enums.Qualifiers.Text(cell.Qualifier));
        WriteByPosition("release", cell => cell.Release);
        json.WriteStartObject("releases");
        foreach (var release in cube.Releases)
        {
            json.WriteStartObject(release.Id);
            rows.Text(new TextColumns("title"), release.Title);
            rows.Text(new TextColumns("issuer"), release.Issuer);
            json.WriteString("documentNumber", release.DocumentNumber);
            json.WriteString("issuedOn", release.IssuedOn);
            json.WriteString("url", release.Url);
            json.WriteString("evidence", Enums.Evidences.Text(release.Evidence));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteWarnings(stream, ask);
        json.WriteEndObject();
    }

    private void WriteWarnings(SuiteStream stream, Ask ask)
    {
        json.WriteStartArray("warnings");
        foreach (var warning in ask.Arguments.Warnings.Concat(stream.Warnings.Select(w => ParameterNames.Rename(w.Clone(), ask.Operation))))
        {
            json.WriteStartObject();
            json.WriteString("code", warning.Code);
            json.WriteString("parameter", warning.Parameter);
            json.WriteString("value", warning.Value);
            rows.Text(new TextColumns("message"), warning.Message);
            json.WriteString("hint", warning.Hint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteByPosition(string name, Func<JsonStatCube.Cell, string> text)
    {
        json.WriteStartObject(name);
        foreach (var (position, cell) in cube.Cells)
        {
            json.WriteString(Text(position), text(cell));
        }

        json.WriteEndObject();
    }

    private void WriteTexts(string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private LocalizedText Name(string axis, string category) => axis switch
    {
        "indicator" => texts.Name(category),
        "area" => FigureTexts.Area(category),
        "period" => new() { Zh = category, En = category },
        _ when category == JsonStatCube.Total => TotalName,
        _ => CodeLists.DimensionValues.GetValueOrDefault((axis, category))?.ValueName ?? new() { Zh = category, En = category },
    };

    private static LocalizedText Name(string axis) => axis switch
    {
        "indicator" => new() { Zh = "指标", En = "Indicator" },
        "area" => new() { Zh = "地区", En = "Area" },
        "period" => new() { Zh = "期间", En = "Period" },
        _ => CodeLists.DimensionKeys.GetValueOrDefault(axis) ?? new() { Zh = axis, En = axis },
    };

    // The standard has one text for each label.
    private string Label(LocalizedText text) => !rows.Columns.En ? text.Zh
        : !rows.Columns.Zh || text.Zh == text.En ? text.En
        : $"{text.Zh} / {text.En}";

    private static string Text(int position) => position.ToString(CultureInfo.InvariantCulture);
}
