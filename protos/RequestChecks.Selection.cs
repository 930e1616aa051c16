using Indicators.Data.V1;
using Indicators.Types.V1;
using static Indicators.Contracts.RequestLimits;

namespace Indicators.Contracts;

/// <summary>What makes a selection contradict itself or the calendar.</summary>
public sealed partial class RequestChecks
{
    /// <summary>Kinds, `latest`, days, change and order of a selection.</summary>
    public void Rest(ObservationSelection request)
    {
        Defined("kinds", request.Kinds);
        Latest(request);
        if (IsDay("as_of", request.AsOf) & IsDay("updated_after", request.UpdatedAfter)
            && request.AsOf.Length > 0 && string.CompareOrdinal(request.UpdatedAfter, request.AsOf) > 0)
        {
            var message = Text(
                $"updatedAfter（{request.UpdatedAfter}）晚于 asOf（{request.AsOf}），不可能有数据。",
                $"updatedAfter ({request.UpdatedAfter}) is later than asOf ({request.AsOf}): nothing can match.");
            fault(new ErrorFields("contradictory_dates", "updated_after", request.UpdatedAfter, message, request.AsOf));
        }

        if (request.Change != Comparison.Unspecified)
        {
            Defined("change", [request.Change]);
        }

        Sort(request.Sort);
    }

    /// <summary>The newest periods of each series and kind that a selection takes, by `latest` or by `top(3)`; 0 for all.</summary>
    public static int LatestOf(ObservationSelection request) =>
        request.Periods.Count == 1 && PeriodRange.Top(request.Periods[0]) is { } top ? top : request.Latest;

    /// <summary>Nothing is known yet on a day to come.</summary>
    /// <param name="request">The selection; its days may be no days at all, which is not told here.</param>
    /// <param name="today">Today in UTC+8, ISO 8601.</param>
    /// <param name="fault">Takes each fault.</param>
    public static void NotAfter(ObservationSelection request, string today, Action<ErrorFields> fault)
    {
        Check("as_of", "asOf", request.AsOf);
        Check("updated_after", "updatedAfter", request.UpdatedAfter);

        void Check(string field, string name, string day)
        {
            if (day.Length > 0 && string.CompareOrdinal(day, today) > 0 && Contracts.Periods.IsDay(day))
            {
                fault(new ErrorFields("day_to_come", field, day, Text($"{name} 不能晚于今天（{today}，东八区）。", $"{name} is no later than today ({today}, UTC+8)."), today));
            }
        }
    }

    /// <summary>How many figures are passed over: 0 to 100,000, and not beside a page token.</summary>
    public static int Offset(int asked, string pageToken, Action<ErrorFields> fault)
    {
        if (asked is < 0 or > LargestOffset)
        {
            var message = Text($"offset 须在 0 到 {LargestOffset} 之间；更远处请用 pageToken。", $"offset is 0 to {LargestOffset}; go further by pageToken.");
            fault(new ErrorFields("bad_offset", "offset", $"{asked}", message, asked < 0 ? "0" : $"{LargestOffset}"));
        }
        else if (asked > 0 && pageToken.Length > 0)
        {
            var message = Text("offset 与 pageToken 不能并用：页标记本身就是位置。", "offset and pageToken do not go together: a page token is a place by itself.");
            fault(new ErrorFields("contradictory_paging", "offset", $"{asked}", message, "0"));
        }

        return asked;
    }

    /// <summary>A page token that nobody gave, or that was given for another query; whoever holds it begins anew either way.</summary>
    public static ErrorFields BadPageToken(string token) => new(
        "bad_page_token",
        "page_token",
        token,
        Text("这不是本查询给出的页标记；请不带它，从第一页重新开始。", "This is no page token of this query; start again from the first page, without it."),
        "");

    /// <summary>More figures were to be sorted than are.</summary>
    public static ErrorFields TooManyToSort(IEnumerable<string> sort) => new(
        "too_many_to_sort",
        "sort",
        string.Join(',', sort),
        Text($"排序最多 {MostSorted} 条数据，本次选取更多；请缩小选取范围。", $"At most {MostSorted} figures are sorted and this selection holds more; narrow it."),
        "");

    private void Latest(ObservationSelection request)
    {
        if (request.Latest < 0)
        {
            fault(new ErrorFields("bad_latest", "latest", $"{request.Latest}", Text("latest 须是不小于 0 的整数。", "latest is a whole number of 0 or more."), "1"));
        }
        else if (request.Latest > 0 && LatestOf(request) is var top && top != request.Latest)
        {
            var message = Text($"latest={request.Latest} 与 period=top({top}) 矛盾。", $"latest={request.Latest} contradicts period=top({top}).");
            fault(new ErrorFields("contradictory_latest", "latest", $"{request.Latest}", message, $"{top}"));
        }
    }

    private bool IsDay(string field, string day)
    {
        if (day.Length == 0 || Contracts.Periods.IsDay(day))
        {
            return true;
        }

        var nearest = Contracts.Periods.LastDay(day) ?? Contracts.Periods.LastDay(Contracts.Periods.NearestTo(day)) ?? "";
        fault(new ErrorFields("bad_date", field, day, Text("须是一个完整日期，如 2023-04-18。", "This is no full date such as 2023-04-18."), nearest));
        return false;
    }

    private void Sort(IReadOnlyList<string> sort)
    {
        for (var i = 0; i < sort.Count; i++)
        {
            var field = sort[i].StartsWith('-') ? sort[i][1..] : sort[i];
            if (!SortFields.Contains(field))
            {
                var choices = string.Join(", ", SortFields);
                var nearest = Nearest.To(field, SortFields);
                var message = Text($"只能按 {choices} 排序，前加 - 为降序。", $"Figures are sorted by {choices}, descending with - before it.");
                fault(new ErrorFields("unknown_sort", "sort", sort[i], message, nearest.Length > 0 ? nearest : SortFields[0]));
            }
            else if (sort.Take(i).Any(before => before.TrimStart('-') == field))
            {
                fault(new ErrorFields("repeated_sort", "sort", sort[i], Text($"{field} 只能排序一次。", $"{field} is sorted by once."), sort.First(s => s.TrimStart('-') == field)));
            }
        }
    }
}
