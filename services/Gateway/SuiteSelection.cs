using Google.Protobuf.Collections;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway;

/// <summary>
/// A selection held against the codes of the suite and split by owner. A code unknown among several is a warning, anything else that is wrong a fault,
/// and a code that may belong to a service that was never seen is neither: it cannot be told.
/// </summary>
internal sealed class SuiteSelection
{
    private const int MostCodes = 500;
    private readonly ObservationSelection?[] byService = new ObservationSelection?[ServiceOrder.Count];
    private readonly Catalog catalog;

    private SuiteSelection(Catalog catalog) => this.catalog = catalog;

    public List<Warning> Warnings { get; } = [];

    /// <summary>Services whose codes are not known yet and that the selection may need.</summary>
    public HashSet<int> Untold { get; } = [];

    /// <summary>The part of one service; null where it owns nothing of it.</summary>
    public ObservationSelection? Of(int service) => byService[service];

    /// <exception cref="RequestRefusedException">Something is wrong with it.</exception>
    /// <exception cref="UpstreamDownException">No code is known, and a service that was never seen may know one.</exception>
    public static SuiteSelection Read(ObservationSelection request, Catalog catalog, RequestFaults faults)
    {
        var selection = new SuiteSelection(catalog);
        var indicators = selection.Indicators(request.Indicators, faults);
        var areas = selection.Known("areas", request.Areas, CodeLists.Areas.ContainsKey, () => CodeLists.Areas.Keys, faults);
        Periods(request.Periods, faults);
        var dimensions = request.Dimensions.Select(d => selection.Dimension(d, faults)).ToList();
        Rest(request, faults);
        faults.ThrowIfAny();
        if (request.Indicators.Count > 0 && indicators.Count == 0)
        {
            throw new UpstreamDownException(selection.Untold.First());
        }

        selection.Split(request, indicators, areas, dimensions);
        return selection;
    }

    private List<IndicatorEntry> Indicators(RepeatedField<string> codes, RequestFaults faults)
    {
        var known = Known("indicators", codes, catalog.IndicatorsByCode.ContainsKey, () => catalog.IndicatorsByCode.Keys, faults, mayBeUntold: !catalog.IsComplete);
        return known.ConvertAll(code => catalog.IndicatorsByCode[code]);
    }

    private List<string> Known(
        string parameter, RepeatedField<string> codes, Func<string, bool> isKnown, Func<IEnumerable<string>> all, RequestFaults faults, bool mayBeUntold = false)
    {
        var known = new List<string>(codes.Count);
        if (codes.Count > MostCodes)
        {
            faults.Add("too_many_values", parameter, $"{codes.Count}", $"最多{MostCodes}个代码。", $"At most {MostCodes} codes.", $"{MostCodes}");
            return known;
        }

        var unknown = new List<string>();
        foreach (var code in codes)
        {
            (isKnown(code) ? known : unknown).Add(code);
        }

        if (unknown.Count > 0 && mayBeUntold)
        {
            Untold.UnionWith(catalog.Missing);
        }

        foreach (var code in unknown)
        {
            Unknown(parameter, code, Nearest.To(code, all()), known.Count == 0 && !mayBeUntold, faults);
        }

        return known;
    }

    private void Unknown(string parameter, string code, string hint, bool isFault, RequestFaults faults)
    {
        var message = new LocalizedText { Zh = $"没有代码“{Errors.Short(code)}”。", En = $"There is no code `{Errors.Short(code)}`." };
        if (isFault)
        {
            faults.Add("unknown_code", parameter, code, message.Zh, message.En, hint);
            return;
        }

        Warnings.Add(new Warning { Code = "unknown_code", Parameter = parameter, Value = Errors.Short(code), Message = message, Hint = hint });
    }

    private DimensionFilter Dimension(DimensionFilter filter, RequestFaults faults)
    {
        if (!CodeLists.DimensionKeys.ContainsKey(filter.Key))
        {
            var hint = Nearest.To(filter.Key, CodeLists.DimensionKeys.Keys);
            faults.Add("unknown_code", "dimensions", filter.Key, $"没有维度“{Errors.Short(filter.Key)}”。", $"There is no dimension `{Errors.Short(filter.Key)}`.", hint);
            return filter;
        }

        var values = Known(
            $"dimensions.{filter.Key}",
            filter.Values,
            value => CodeLists.DimensionValues.ContainsKey((filter.Key, value)),
            () => CodeLists.DimensionValues.Keys.Where(d => d.Key == filter.Key).Select(d => d.Value),
            faults);
        return new DimensionFilter { Key = filter.Key, Values = { values } };
    }

    private static void Periods(RepeatedField<string> periods, RequestFaults faults)
    {
        foreach (var text in periods)
        {
            if (PeriodRange.Parse(text) is null)
            {
                const string Zh = "不是期间：可写2022、2022-12-31、2023-04、2023-H2、2023-Q1、2018..2022或exact(2022)。";
                const string En = "This is no period: write 2022, 2022-12-31, 2023-04, 2023-H2, 2023-Q1, 2018..2022 or exact(2022).";
                faults.Add("bad_period", "periods", text, Zh, En, NearestPeriod(text));
            }
        }
    }

    private static string NearestPeriod(string text)
    {
        // The longest start of it that is a period: `2022-13` was meant to lie in 2022.
        for (var length = Math.Min(text.Length, 10); length >= 4; length--)
        {
            if (Contracts.Periods.TryParse(text[..length], out _))
            {
                return text[..length];
            }
        }

        return "2022";
    }

    private static void Rest(ObservationSelection request, RequestFaults faults)
    {
        foreach (var kind in request.Kinds)
        {
            if (kind == Kind.Unspecified || !Enum.IsDefined(kind))
            {
                faults.Add("unknown_code", "kinds", $"{(int)kind}", "没有这个种类。", "There is no such kind.", "1");
            }
        }

        if (request.Latest < 0)
        {
            faults.Add("bad_latest", "latest", $"{request.Latest}", "latest是不小于0的整数。", "latest is a whole number of 0 or more.", "1");
        }

        if (request.AsOf.Length > 0 && !Contracts.Periods.IsDay(request.AsOf))
        {
            var hint = request.AsOf.Length <= 10 && Contracts.Periods.LastDay(request.AsOf) is { } day ? day : NearestDay(request.AsOf);
            faults.Add("bad_date", "as_of", request.AsOf, "须是一个完整日期，如2023-04-18。", "This is no full date such as 2023-04-18.", hint);
        }
    }

    private static string NearestDay(string text) => Contracts.Periods.LastDay(NearestPeriod(text)) ?? "";

    private void Split(ObservationSelection request, List<IndicatorEntry> indicators, List<string> areas, List<DimensionFilter> dimensions)
    {
        for (var service = 0; service < byService.Length; service++)
        {
            if (request.Indicators.Count == 0 || indicators.Exists(i => i.Service == service))
            {
                var part = new ObservationSelection { Latest = request.Latest, AsOf = request.AsOf };
                foreach (var indicator in indicators)
                {
                    if (indicator.Service == service)
                    {
                        part.Indicators.Add(indicator.Indicator.Code);
                    }
                }

                part.Areas.AddRange(areas);
                part.Periods.AddRange(request.Periods);
                part.Dimensions.AddRange(dimensions);
                part.Kinds.AddRange(request.Kinds);
                byService[service] = part;
            }
        }
    }
}
