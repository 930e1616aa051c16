using Indicators.Contracts;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>The fields of a figure that an answer shows, in their order.</summary>
internal sealed class FieldChoice
{
    private const string Source = "source";
    private const string AlsoStatedBy = "alsoStatedBy";
    private const string Alternatives = "alternatives";

    private static readonly string[] Known = [.. ObservationColumns.All.Select(c => c.Name), Source];

    // Members as JSON names them; null: all, in the order of the item.
    private readonly List<string>? members;

    private FieldChoice(List<string>? members, Column[] columns) => (this.members, Columns) = (members, columns);

    /// <summary>The flat columns; `source` stands for all of its own.</summary>
    public Column[] Columns { get; }

    /// <summary>No field was named: rows are as the columns have them.</summary>
    public bool IsAll => members is null;

    /// <summary>Every field that `lang`, `labels` and `change` leave in.</summary>
    public static FieldChoice All(Columns columns) => new(null, Array.FindAll(ObservationColumns.All, c => c.IsIn(columns)));

    /// <summary>Reads `fields` beside `lang` and `labels`.</summary>
    public static FieldChoice Read(Ask ask)
    {
        var names = ask.Arguments.One(Parameters.Fields).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct().ToList();
        if (names.Count == 0)
        {
            return All(ask.Columns);
        }

        // Who names the fields one by one has chosen the languages with them; only what was asked for in as many words contradicts.
        var asked = Formats.Columns.Of(ask.Arguments.One(Parameters.Lang), ask.Arguments.One(Parameters.Labels)) with
        {
            Change = ask.Columns.Change,
        };
        var columns = new List<Column>();
        foreach (var name in names)
        {
            if (name == Source)
            {
                columns.AddRange(
                    ObservationColumns.All.Where(c => c.Name.StartsWith("source_", StringComparison.Ordinal) && c.IsIn(asked)));
            }
            else if (!ObservationColumns.ByName.TryGetValue(name, out var column))
            {
                Unknown(name, ask.Faults);
            }
            else if (column.IsIn(asked))
            {
                columns.Add(column);
            }
            else
            {
                Contradicts(name, column, asked, ask.Faults);
            }
        }

        return new FieldChoice(names, [.. columns.Distinct()]);
    }

    /// <summary>A figure as the members of a JSON object that the caller opens and closes.</summary>
    public void Write(RowWriter rows, FigureTexts texts, Observation observation)
    {
        if (members is null)
        {
            ObservationJson.Write(rows, observation);
            return;
        }

        foreach (var name in members)
        {
            switch (name)
            {
                case Source:
                    SourceJson.Write(rows, SourceJson.Name, observation.Source);
                    break;
                case AlsoStatedBy:
                    ObservationJson.WriteSame(rows, observation);
                    break;
                case Alternatives:
                    ObservationJson.WriteAlternatives(rows, observation);
                    break;
                default:
                    Write(rows, ObservationColumns.ByName[name], texts, observation);
                    break;
            }
        }
    }

    private static void Write(RowWriter rows, Column column, FigureTexts texts, Observation observation)
    {
        var cell = column.Cell(texts, observation);
        switch (column.Type)
        {
            case CellType.Number or CellType.Integer:
                rows.Decimal(Json.Encode(column.Name), cell);
                break;
            case CellType.Flag:
                rows.Json.WriteBoolean(column.Name, cell == "true");
                break;
            case CellType.Text when cell.Length == 0 && column.Part.HasFlag(ColumnPart.Change):
                rows.Json.WriteNull(column.Name);
                break;
            default:
                rows.Json.WriteString(column.Name, cell);
                break;
        }
    }

    private static void Unknown(string name, RequestFaults faults)
    {
        var nearest = Nearest.To(name, Known);
        faults.Add(
            "unknown_field", "fields", name, $"没有字段“{Errors.Short(name)}”。", $"There is no field `{Errors.Short(name)}`.",
            nearest.Length > 0 ? nearest : Known.FirstOrDefault(k => k.StartsWith(name, StringComparison.Ordinal)) ?? "");
    }

    private static void Contradicts(string name, Column column, Columns asked, RequestFaults faults)
    {
        var other = column.Part.HasFlag(ColumnPart.Change) ? "change"
            : column.Part.HasFlag(ColumnPart.Code) || (column.Part.HasFlag(ColumnPart.Name) && !asked.Names) ? "labels"
            : "lang";
        faults.Add(
            "contradiction", "fields", name, $"“fields”要字段“{name}”，而“{other}”去掉它；请去掉其中之一。",
            $"`fields` asks for `{name}` and `{other}` leaves it out; ask for one of the two.", other);
    }
}
