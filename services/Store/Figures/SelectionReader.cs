using Google.Protobuf.Collections;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>Checks a request's selection: a code unknown among several is a warning, anything else that is wrong is INVALID_ARGUMENT.</summary>
internal sealed class SelectionReader(Snapshot snapshot)
{
    private const int MostCodes = 500;

    public List<Warning> Warnings { get; } = [];

    public Selection Read(ObservationSelection request, long sequence)
    {
        var indicators = Known("indicators", request.Indicators, snapshot.IndicatorsByCode.ContainsKey, () => snapshot.IndicatorsByCode.Keys);
        var areas = Known("areas", request.Areas, CodeLists.Areas.ContainsKey, () => CodeLists.Areas.Keys);
        var periods = request.Periods.Select(Period).ToList();
        var dimensions = request.Dimensions.Select(Dimension).ToList();
        if (request.Latest < 0)
        {
            throw Invalid("bad_latest", "latest", $"{request.Latest}", "latest 须是不小于 0 的整数。", "latest is a whole number of 0 or more.", "1");
        }

        if (request.AsOf.Length > 0 && !Periods.IsDay(request.AsOf))
        {
            throw Invalid("bad_date", "as_of", request.AsOf, "须是一个完整日期，如 2023-04-18。", "This is no full date such as 2023-04-18.", Periods.LastDay(request.AsOf) ?? "");
        }

        return new Selection(sequence, request.AsOf, Scans(indicators, areas), periods, dimensions, Kinds(request.Kinds), request.Latest);
    }

    /// <summary>The known codes of a list in page order; empty for all.</summary>
    public List<string> Known(string parameter, RepeatedField<string> codes, Func<string, bool> isKnown, Func<IEnumerable<string>> all)
    {
        if (codes.Count > MostCodes)
        {
            throw Invalid("too_many_values", parameter, $"{codes.Count}", $"最多 {MostCodes} 个代码。", $"At most {MostCodes} codes.", "");
        }

        var known = new List<string>(codes.Count);
        foreach (var code in codes)
        {
            if (isKnown(code))
            {
                known.Add(code);
                continue;
            }

            var hint = Nearest.To(code, all());
            Warnings.Add(new Warning { Code = "unknown_code", Parameter = parameter, Value = Errors.Short(code), Message = Unknown(code), Hint = hint });
        }

        if (codes.Count > 0 && known.Count == 0)
        {
            throw Errors.Invalid("unknown_code", parameter, codes[0], Unknown(codes[0]), Warnings[^codes.Count].Hint);
        }

        // Two walks of the same rows would give every figure twice.
        return known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
    }

    private List<Scan> Scans(List<string> indicators, List<string> areas)
    {
        if (areas.Count == 0)
        {
            return indicators.Count == 0 ? [Scan.All] : indicators.ConvertAll(i => new Scan(i, ""));
        }

        var owners = indicators.Count > 0 ? indicators : snapshot.Indicators.Select(i => i.Code);
        return owners.SelectMany(i => areas.Select(a => new Scan(i, a))).ToList();
    }

    private static PeriodRange Period(string text) =>
        PeriodRange.Parse(text)
        ?? throw Invalid("bad_period", "periods", text, "不是期间：可写 2022、2022-12-31、2023-H2、2018..2022 或 exact(2022)。", "This is no period: write 2022, 2022-12-31, 2023-H2, 2018..2022 or exact(2022).", "2022");

    private DimensionFilter Dimension(DimensionFilter filter)
    {
        if (!CodeLists.DimensionKeys.ContainsKey(filter.Key))
        {
            throw Errors.Invalid("unknown_code", "dimensions", filter.Key, Unknown(filter.Key), Nearest.To(filter.Key, CodeLists.DimensionKeys.Keys));
        }

        var values = Known(
            $"dimensions.{filter.Key}",
            filter.Values,
            value => CodeLists.DimensionValues.ContainsKey((filter.Key, value)),
            () => CodeLists.DimensionValues.Keys.Where(d => d.Key == filter.Key).Select(d => d.Value));
        return new DimensionFilter { Key = filter.Key, Values = { values } };
    }

    private static int Kinds(RepeatedField<Kind> kinds)
    {
        var mask = 0;
        foreach (var kind in kinds)
        {
            if (kind == Kind.Unspecified || !Enum.IsDefined(kind))
            {
                throw Invalid("unknown_code", "kinds", $"{(int)kind}", "没有这个种类。", "There is no such kind.", "actual");
            }

            mask |= 1 << (int)kind;
        }

        return mask;
    }

    private static LocalizedText Unknown(string code) =>
        new() { Zh = $"没有代码“{Errors.Short(code)}”。", En = $"There is no code `{Errors.Short(code)}`." };

    private static Grpc.Core.RpcException Invalid(string code, string parameter, string value, string zh, string en, string hint) =>
        Errors.Invalid(code, parameter, value, new LocalizedText { Zh = zh, En = en }, hint);
}
