using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using static Indicators.Gateway.Requests.Parameters;

namespace Indicators.Gateway.Requests;

/// <summary>Reads which figures a query selects.</summary>
internal static class SelectionArguments
{
    /// <summary>The selection that a query asks for.</summary>
    public static ObservationSelection Read(Arguments arguments, RequestFaults faults)
    {
        var selection = new ObservationSelection
        {
            Latest = arguments.Number(Latest, 0),
            AsOf = arguments.One(AsOf),
            DataVersion = arguments.One(Parameters.Version),
            UpdatedAfter = arguments.One(UpdatedAfter),
            Change = arguments.One(Change).Length > 0 ? Comparison.YearOnYear : Comparison.Unspecified,
        };
        if (arguments.One(Sort) is { Length: > 0 } sort)
        {
            selection.Sort.AddRange(sort.Split(',', StringSplitOptions.TrimEntries));
        }

        selection.Indicators.AddRange(arguments.Many(Indicator));
        selection.Areas.AddRange(arguments.Many(Area));
        selection.Periods.AddRange(arguments.Many(Period));
        foreach (var kind in arguments.Many(Kind))
        {
            selection.Kinds.Add(Enums.Kinds.Of(kind));
        }

        foreach (var mixed in arguments.Family(Dimension).GroupBy(d => d.Key).Where(g => g.Count() > 1 && g.Any(d => d.Value.Length == 0)))
        {
            const string Zh = "空值选取没有这个维度的数据，不能与取值并用。";
            const string En = "An empty value selects figures without this dimension; it does not go together with values.";
            faults.Add("mixed_dimension", "dimension." + mixed.Key, "", Zh, En, mixed.First(d => d.Value.Length > 0).Value);
        }

        foreach (var (key, value) in arguments.Family(Dimension))
        {
            if (selection.Dimensions.Count == 0 || selection.Dimensions[^1].Key != key)
            {
                selection.Dimensions.Add(new DimensionFilter { Key = key });
            }

            if (value.Length > 0)
            {
                selection.Dimensions[^1].Values.Add(value);
            }
        }

        return selection;
    }
}
