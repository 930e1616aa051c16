using System.Globalization;
using System.Text.Json;
using Indicators.Data.V1;
using Indicators.Types.V1;
using static Indicators.Contracts.RequestLimits;

namespace Indicators.Contracts;

/// <summary>
/// The checks of request fields that services and the gateway share. A code unknown among several is a warning, anything else that is wrong a fault.
/// </summary>
/// <param name="fault">Takes each fault: a service throws at the first, the gateway gathers them.</param>
public sealed partial class RequestChecks(Action<ErrorFields> fault)
{
    /// <summary>Checks of a service: the first fault is thrown as INVALID_ARGUMENT.</summary>
    public RequestChecks()
        : this(Errors.Throw)
    {
    }

    /// <summary>Codes that are unknown beside others that are known.</summary>
    public List<Warning> Warnings { get; } = [];

    /// <summary>The page size to use: 100 for 0, else 1 to 1,000.</summary>
    public static int PageSize(int asked, Action<ErrorFields> fault)
    {
        if (asked is < 0 or > LargestPageSize)
        {
            var message = Text("每页条数须在 1 到 1000 之间。", "A page holds 1 to 1,000 items.");
            fault(new ErrorFields("bad_page_size", "page_size", $"{asked}", message, asked < 0 ? "1" : $"{LargestPageSize}"));
        }

        return asked == 0 ? UsualPageSize : asked;
    }

    /// <summary>A batch holds 1 to 64 questions, for 10,000 items at most together.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT naming `requests`.</exception>
    public static void BatchSize(BatchQueryObservationsRequest batch)
    {
        var count = batch.Requests.Count;
        if (count is 0 or > MostQuestions)
        {
            var message = Text($"一批须有 1 至 {MostQuestions} 个查询。", $"A batch holds 1 to {MostQuestions} questions.");
            throw Errors.Invalid("bad_batch_size", "requests", $"{count}", message, count == 0 ? "1" : $"{MostQuestions}");
        }

        var items = batch.Requests.Sum(r => r.PageSize == 0 ? UsualPageSize : Math.Clamp((long)r.PageSize, 0, MostBatchItems));
        if (items > MostBatchItems)
        {
            var message = Text($"一批的页大小合计最多 {MostBatchItems}。", $"The page sizes of a batch come to {MostBatchItems} at most.");
            throw Errors.Invalid("batch_too_large", "requests.page_size", $"{items}", message, $"{MostBatchItems / count}");
        }
    }

    /// <summary>The known codes of a list as they were asked for; empty for all.</summary>
    /// <param name="parameter">Field that holds them.</param>
    /// <param name="codes">What was asked for.</param>
    /// <param name="isKnown">Whether there is such a code.</param>
    /// <param name="hint">The nearest valid codes to an unknown one.</param>
    /// <param name="mayBeUntold">Not every code is known here, so that all of them unknown is no fault.</param>
    public List<string> Known(
        string parameter, IReadOnlyList<string> codes, Func<string, bool> isKnown, Func<string, string> hint, bool mayBeUntold = false)
    {
        var known = new List<string>(codes.Count);
        if (codes.Count > MostCodes)
        {
            fault(new ErrorFields("too_many_values", parameter, $"{codes.Count}", Text($"最多 {MostCodes} 个值。", $"At most {MostCodes} values."), $"{MostCodes}"));
            return known;
        }

        foreach (var code in codes)
        {
            if (isKnown(code))
            {
                known.Add(code);
            }
        }

        if (known.Count < codes.Count)
        {
            foreach (var code in codes.Where(code => !isKnown(code)))
            {
                var message = Text($"没有代码“{Errors.Short(code)}”。", $"There is no code `{Errors.Short(code)}`.");
                Unknown(new ErrorFields("unknown_code", parameter, code, message, hint(code)), known.Count == 0 && !mayBeUntold);
            }
        }

        return known;
    }

    /// <summary>The known codes of a list of areas.</summary>
    public List<string> Areas(IReadOnlyList<string> codes) => Known("areas", codes, CodeLists.Areas.ContainsKey, Hints.Area);

    /// <summary>
    /// The years between the first and the last that rows are known of; a gap between them is no mistake of the caller.
    /// </summary>
    public List<int> Years(IReadOnlyList<int> years, IReadOnlyCollection<int> known)
    {
        if (years.Count == 0 || known.Count == 0)
        {
            return [.. years];
        }

        var (first, last) = (known.Min(), known.Max());
        List<int> inside = [.. years.Where(year => year >= first && year <= last)];
        foreach (var year in years.Where(year => year < first || year > last))
        {
            var message = Text($"年份须在 {first} 到 {last} 之间。", $"Years are {first} to {last}.");
            Unknown(new ErrorFields("unknown_year", "years", $"{year}", message, year < first ? $"{first}" : $"{last}"), inside.Count == 0);
        }

        return inside;
    }

    /// <summary>Every value is a named one other than "not said".</summary>
    public void Defined<T>(string parameter, IEnumerable<T> values)
        where T : struct, Enum
    {
        foreach (var value in values)
        {
            var number = Convert.ToInt32(value, CultureInfo.InvariantCulture);
            if (number == 0 || !Enum.IsDefined(value))
            {
                var nearest = Enum.ToObject(typeof(T), Math.Clamp(number, 1, Enum.GetValues<T>().Length - 1));
                var message = Text("没有这个取值。", "There is no such value.");
                fault(new ErrorFields("unknown_code", parameter, $"{number}", message, JsonNamingPolicy.SnakeCaseLower.ConvertName($"{nearest}")));
            }
        }
    }

    /// <summary>The ranges that texts select.</summary>
    public List<PeriodRange> Periods(IReadOnlyList<string> texts)
    {
        var ranges = new List<PeriodRange>(texts.Count);
        foreach (var text in texts)
        {
            if (PeriodRange.Parse(text) is { } range)
            {
                ranges.Add(range);
                continue;
            }

            if (PeriodRange.Top(text) is { } top)
            {
                if (texts.Count > 1)
                {
                    var alone = Text(
                        $"{text} 须单独使用，不能与其他期间并列；要取某一范围内最新的，请用 latest={top}。",
                        $"{text} stands alone and not beside other periods; for the newest inside a range use latest={top}.");
                    fault(new ErrorFields("contradictory_periods", "periods", string.Join(',', texts), alone, text));
                }

                continue;
            }

            var hint = PeriodRange.NearestTo(text);
            var message = PeriodRange.Turned(text) is not null
                ? Text("期间的起点晚于终点。", "The period ends before it starts.")
                : Text(
                    "不是期间：可写 2022、2022-12-31、2023-04、2023-H2、2023-Q1、2018..2022、from(2018)、exact(2022) 或 top(3)。",
                    "This is no period: write 2022, 2022-12-31, 2023-04, 2023-H2, 2023-Q1, 2018..2022, from(2018), exact(2022) or top(3).");
            fault(new ErrorFields("bad_period", "periods", text, message, hint));
        }

        return ranges;
    }

    /// <summary>A filter without the values that are unknown among several; a key that is not declared is a fault.</summary>
    public DimensionFilter Dimension(DimensionFilter filter)
    {
        if (!CodeLists.DimensionKeys.ContainsKey(filter.Key))
        {
            // Named with its key, for that is what REST calls the parameter.
            var key = Errors.Short(filter.Key);
            var nearest = Hints.Named(filter.Key, CodeLists.DimensionKeys.Select(k => (k.Key, k.Value)));
            var hint = nearest.Length == 0 ? "" : $"dimensions.{nearest.Split(',')[0]}";
            fault(new ErrorFields("unknown_dimension", $"dimensions.{key}", string.Join(',', filter.Values), Text($"没有维度“{key}”。", $"There is no dimension `{key}`."), hint));
            return filter;
        }

        var values = Known(
            $"dimensions.{filter.Key}",
            filter.Values,
            value => CodeLists.DimensionValues.ContainsKey((filter.Key, value)),
            value => Hints.Named(value, CodeLists.DimensionValues.Values.Where(d => d.Key == filter.Key).Select(d => (d.Value, d.ValueName))));
        return new DimensionFilter { Key = filter.Key, Values = { values } };
    }

    private void Unknown(ErrorFields unknown, bool isFault)
    {
        if (isFault)
        {
            fault(unknown);
            return;
        }

        var (code, parameter, value, message, hint) = unknown;
        Warnings.Add(new Warning { Code = code, Parameter = parameter, Value = Errors.Short(value), Message = message, Hint = hint });
    }

    private static LocalizedText Text(string zh, string en) => new() { Zh = zh, En = en };
}
