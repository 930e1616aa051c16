using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Contracts;

/// <summary>The two states that ListChanges compares: two days, or two data versions.</summary>
public static class ChangeSpan
{
    /// <summary>
    /// Both states are given, in one way, in their order, and none lies ahead. The order of versions is left to who can read them.
    /// </summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="today">ISO 8601 day, UTC+8.</param>
    /// <param name="fault">Takes each fault: a service throws at the first, the gateway gathers them.</param>
    public static void Check(ListChangesRequest request, string today, Action<ErrorFields> fault)
    {
        var (version, with) = request.FromVersion.Length > 0 ? ("from_version", request.FromVersion) : ("to_version", request.ToVersion);
        if (with.Length == 0)
        {
            CheckDays(request, today, fault);
            return;
        }

        (string Name, string Value)[] others = [("from", request.From), ("to", request.To), ("data_version", request.DataVersion)];
        foreach (var (name, value) in others.Where(o => o.Value.Length > 0))
        {
            var message = Text($"“{Shown(name)}”不能与“{Shown(version)}”并用。", $"`{Shown(name)}` does not go together with `{Shown(version)}`.");
            fault(new("contradictory_parameters", name, value, message, ""));
        }

        Require("from_version", request.FromVersion, "", fault);
        Require("to_version", request.ToVersion, "", fault);
    }

    /// <summary>The fault of two states the wrong way round, naming both.</summary>
    public static ErrorFields Turned(string from, string to, string fromName = "from", string toName = "to") => new(
        "from_after_to",
        fromName,
        from,
        Text($"“{Shown(fromName)}”（{from}）晚于“{Shown(toName)}”（{to}）。", $"`{Shown(fromName)}` ({from}) is later than `{Shown(toName)}` ({to})."),
        $"{Shown(fromName)}={to}&{Shown(toName)}={from}");

    private static void CheckDays(ListChangesRequest request, string today, Action<ErrorFields> fault)
    {
        Require("from", request.From, "2024-12-31", fault);
        Require("to", request.To, today, fault);
        if (!IsDay("from", request.From, fault) | !IsDay("to", request.To, fault))
        {
            return;
        }

        if (string.CompareOrdinal(request.From, request.To) > 0)
        {
            fault(Turned(request.From, request.To));
        }

        if (string.CompareOrdinal(request.To, today) > 0)
        {
            fault(new("day_to_come", "to", request.To, Text($"“to”不能晚于今天（{today}）。", $"`to` is today ({today}) at the latest."), today));
        }
    }

    private static bool IsDay(string name, string value, Action<ErrorFields> fault)
    {
        if (value.Length == 0 || Periods.IsDay(value))
        {
            return value.Length > 0;
        }

        var nearest = Periods.LastDay(value) ?? Periods.LastDay(Periods.NearestTo(value)) ?? "";
        fault(new("bad_date", name, value, Text("须是一个完整日期，如 2023-04-18。", "This is no full date such as 2023-04-18."), nearest));
        return false;
    }

    private static void Require(string name, string value, string hint, Action<ErrorFields> fault)
    {
        if (value.Length == 0)
        {
            fault(new("missing_parameter", name, "", Text($"须给出“{Shown(name)}”。", $"`{Shown(name)}` is required."), hint));
        }
    }

    private static string Shown(string field) => field switch
    {
        "from_version" => "fromVersion",
        "to_version" => "toVersion",
        "data_version" => "version",
        _ => field,
    };

    private static LocalizedText Text(string zh, string en) => new() { Zh = zh, En = en };
}
