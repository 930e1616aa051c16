using System.Globalization;
using System.Text;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Types.V1;
using Microsoft.AspNetCore.WebUtilities;

namespace Indicators.Gateway.Requests;

/// <summary>The query of one request, held against the declared parameters of its address.</summary>
internal sealed class Arguments
{
    private readonly List<Argument> values;

    private Arguments(List<Argument> values, List<Warning> warnings) => (this.values, Warnings) = (values, warnings);

    /// <summary>Values that are none of the valid ones, beside others that are.</summary>
    public IReadOnlyList<Warning> Warnings { get; }

    /// <summary>Reads a query; what is not declared, repeated or out of bounds becomes a fault.</summary>
    public static Arguments Read(string? query, Parameter[] declared, RequestFaults faults)
    {
        var values = new List<Argument>();
        foreach (var pair in new QueryStringEnumerable(query))
        {
            Add(values, pair.DecodeName().ToString(), pair.DecodeValue().ToString(), declared, faults);
        }

        return InOrder(values, faults);
    }

    /// <summary>Takes names with values from wherever they were given.</summary>
    public static Arguments Of(IEnumerable<(string Name, string Value)> pairs, Parameter[] declared, RequestFaults faults)
    {
        var values = new List<Argument>();
        foreach (var (name, value) in pairs)
        {
            Add(values, name, value, declared, faults);
        }

        return InOrder(values, faults);
    }

    /// <summary>The one value of a parameter, or "".</summary>
    public string One(Parameter parameter)
    {
        foreach (var argument in values)
        {
            if (argument.Fault is null && ReferenceEquals(argument.Parameter, parameter))
            {
                return argument.Value;
            }
        }

        return "";
    }

    /// <summary>A number, or what stands for it when it is left out.</summary>
    public int Number(Parameter parameter, int otherwise) =>
        int.TryParse(One(parameter), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>The values of a parameter in order, each once.</summary>
    public IEnumerable<string> Many(Parameter parameter)
    {
        foreach (var argument in values)
        {
            if (argument.Fault is null && ReferenceEquals(argument.Parameter, parameter))
            {
                yield return argument.Value;
            }
        }
    }

    /// <summary>The numbers of a parameter in order.</summary>
    public IEnumerable<int> Numbers(Parameter parameter) =>
        Many(parameter).Select(v => int.Parse(v, NumberStyles.None, CultureInfo.InvariantCulture));

    /// <summary>The members of a family: what follows the prefix, with its value.</summary>
    public IEnumerable<(string Key, string Value)> Family(Parameter parameter)
    {
        foreach (var argument in values)
        {
            if (argument.Fault is null && ReferenceEquals(argument.Parameter, parameter))
            {
                yield return (argument.Key[parameter.Name.Length..], argument.Value);
            }
        }
    }

    /// <summary>Writes the query in its one order, without some parameters.</summary>
    public StringBuilder Write(StringBuilder text, params ReadOnlySpan<Parameter> without)
    {
        var last = "";
        var start = text.Length;
        foreach (var (_, parameter, key, value, _) in values)
        {
            if (without.Contains(parameter))
            {
                continue;
            }

            if (key == last)
            {
                text.Append(',');
            }
            else
            {
                text.Append(text.Length == start ? "" : "&").Append(Uri.EscapeDataString(key)).Append('=');
            }

            text.Append(Uri.EscapeDataString(value));
            last = key;
        }

        return text;
    }

    private static void Add(List<Argument> values, string name, string value, Parameter[] declared, RequestFaults faults)
    {
        if (Array.FindIndex(declared, p => IsCalled(p, name)) is var order and >= 0)
        {
            Add(values, new Argument(order, declared[order], name, value, null), faults);
        }
        else
        {
            var hint = Nearest.To(name, declared.Select(p => p.Name));
            faults.Add(
                "unknown_parameter", Errors.Short(name), value, $"没有参数“{Errors.Short(name)}”。",
                $"There is no parameter `{Errors.Short(name)}` here.", hint);
        }
    }

    // One order whatever order they were asked in: pages, links and entity tags are bound to it.
    private static Arguments InOrder(List<Argument> values, RequestFaults faults)
    {
        values.Sort(static (a, b) => a.Order != b.Order ? a.Order - b.Order
            : string.CompareOrdinal(a.Key, b.Key) is var key && key != 0 ? key
            : string.CompareOrdinal(a.Value, b.Value));
        return new Arguments(values, Warn(values, faults));
    }

    private static bool IsCalled(Parameter parameter, string name) =>
        parameter.Family
            ? name.Length > parameter.Name.Length && name.StartsWith(parameter.Name, StringComparison.Ordinal)
            : name == parameter.Name;

    private static void Add(List<Argument> values, Argument argument, RequestFaults faults)
    {
        if (argument.Parameter.Many)
        {
            foreach (var part in argument.Value.AsSpan().Split(','))
            {
                var one = argument with { Value = argument.Value[part].Trim() };
                if (IsEmpty(one, faults))
                {
                    continue;
                }

                // Whether it is a fault is known when all values are: beside a valid one it is a warning.
                one = one with { Fault = FaultOf(one) };
                if (!values.Contains(one))
                {
                    values.Add(one);
                }
            }
        }
        else if (values.Exists(v => v.Order == argument.Order))
        {
            faults.Add(
                "repeated_parameter", argument.Key, argument.Value, $"参数“{argument.Key}”只能给一次。", $"`{argument.Key}` may be given once.");
        }
        else if (!IsEmpty(argument, faults))
        {
            if (FaultOf(argument) is { } fault)
            {
                faults.Add(fault);
                return;
            }

            values.Add(argument);
        }
    }

    private static List<Warning> Warn(List<Argument> values, RequestFaults faults)
    {
        var warnings = new List<Warning>();
        foreach (var (_, parameter, _, _, fault) in values)
        {
            if (fault is null)
            {
                continue;
            }

            if (values.Exists(v => ReferenceEquals(v.Parameter, parameter) && v.Fault is null))
            {
                warnings.Add(new Warning { Code = fault.Code, Parameter = fault.Parameter, Value = fault.Value, Message = fault.Message, Hint = fault.Hint });
            }
            else
            {
                faults.Add(fault);
            }
        }

        return warnings;
    }

    private static bool IsEmpty(Argument argument, RequestFaults faults)
    {
        var (_, parameter, name, value, _) = argument;
        if (value.Length > 0 || parameter.MayBeEmpty)
        {
            return false;
        }

        faults.Add("empty_value", name, value, $"参数“{name}”没有值。", $"`{name}` has no value.", parameter.Example);
        return true;
    }

    private static ErrorFields? FaultOf(Argument argument)
    {
        var (_, parameter, name, value, _) = argument;
        if (value.Length > 0 && parameter is { Choices.Length: > 0, IsNegotiated: false } && Array.IndexOf(parameter.Choices, value) < 0)
        {
            var choices = string.Join(", ", parameter.Choices);
            var hint = Nearest.To(value, parameter.Choices);
            return Wrong($"“{name}”的值只能是：{choices}。", $"`{name}` is one of {choices}.", hint.Length > 0 ? hint : parameter.Choices[0]);
        }

        return value.Length > 0 && parameter.Number is var (least, most) && !IsInside(value, least, most, out var nearest)
            ? Wrong($"“{name}”是{least}至{most}的整数。", $"`{name}` is a whole number from {least} to {most}.", nearest)
            : null;

        ErrorFields Wrong(string zh, string en, string hint) =>
            new("invalid_value", name, Errors.Short(value), new LocalizedText { Zh = zh, En = en }, hint);
    }

    private static bool IsInside(string value, int least, int most, out string nearest)
    {
        var isNumber = long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        nearest = (isNumber ? Math.Clamp(number, least, most) : least).ToString(CultureInfo.InvariantCulture);
        return isNumber && number >= least && number <= most && char.IsAsciiDigit(value[0]);
    }

    private readonly record struct Argument(int Order, Parameter Parameter, string Key, string Value, ErrorFields? Fault);
}
