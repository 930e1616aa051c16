using System.Text.Json;
using Indicators.Contracts;
using Microsoft.AspNetCore.WebUtilities;

namespace Indicators.Gateway.Requests;

/// <summary>
/// The parameters of an address as the members of a JSON object: a value is a text, a number or true and false, several are an array, and
/// the members of a family stand in an object, `{"dimension": {"tier": "national"}}`.
/// </summary>
internal static class BodyArguments
{
    /// <exception cref="RequestRefusedException">The body is no JSON object, or something in it is wrong.</exception>
    /// <exception cref="BodyRefusedException">It is too large, or no JSON by its header.</exception>
    public static async Task<Arguments> ReadAsync(HttpContext http, Operation operation, RequestFaults faults)
    {
        using var body = await JsonBody.ReadAsync(http, faults);
        var pairs = new List<(string Name, string Value)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in body.RootElement.EnumerateObject())
        {
            if (!seen.Add(member.Name))
            {
                faults.Add(
                    "repeated_member", Errors.Short(member.Name), member.Value.GetRawText(), $"成员“{Errors.Short(member.Name)}”只能给一次。",
                    $"`{Errors.Short(member.Name)}` may be given once.");
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                Add(pairs, operation, member, faults);
            }
        }

        RefuseBoth(http, seen, faults);
        return Arguments.Of(pairs, operation.Parameters, faults);
    }

    private static void Add(List<(string Name, string Value)> pairs, Operation operation, JsonProperty member, RequestFaults faults)
    {
        if (Array.Find(operation.Parameters, p => p.Family && p.Name.TrimEnd('.') == member.Name) is { } family)
        {
            AddFamily(pairs, family, member, faults);
        }
        else if (Array.Find(operation.Parameters, p => p.Family ? member.Name.StartsWith(p.Name, StringComparison.Ordinal) : p.Name == member.Name) is { } parameter)
        {
            AddValues(pairs, parameter, member.Name, member.Value, faults);
        }
        else
        {
            var name = Errors.Short(member.Name);
            var hint = Nearest.To(member.Name, operation.Parameters.Select(p => p.Name.TrimEnd('.')));
            faults.Add("unknown_member", name, member.Value.GetRawText(), $"没有成员“{name}”。", $"There is no member `{name}`.", hint);
        }
    }

    private static void AddFamily(List<(string Name, string Value)> pairs, Parameter family, JsonProperty member, RequestFaults faults)
    {
        if (member.Value.ValueKind != JsonValueKind.Object)
        {
            Wrong(member.Name, member.Value, "对象", "an object", "{\"tier\": \"national\"}", faults);
            return;
        }

        foreach (var inner in member.Value.EnumerateObject())
        {
            AddValues(pairs, family, family.Name + inner.Name, inner.Value, faults);
        }
    }

    private static void AddValues(
        List<(string Name, string Value)> pairs, Parameter parameter, string name, JsonElement value, RequestFaults faults)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            if (TextOf(value) is { } text)
            {
                pairs.Add((name, text));
            }
            else
            {
                Wrong(name, value, "文本、数或true和false", "a text, a number or true and false", $"\"{parameter.Example}\"", faults);
            }

            return;
        }

        var texts = value.EnumerateArray().Select(TextOf).ToList();
        if (texts.Contains(null) || texts.Count == 0 || !(parameter.Many || parameter.Ordered))
        {
            var (zh, en) = parameter.Many || parameter.Ordered ? ("非空的文本数组", "an array of texts that is not empty") : ("一个值", "one value");
            Wrong(
                name, value, zh, en, parameter.Many || parameter.Ordered ? $"[\"{parameter.Example}\"]" : $"\"{parameter.Example}\"",
                faults);
        }
        else if (parameter.Ordered)
        {
            pairs.Add((name, string.Join(',', texts)));
        }
        else
        {
            pairs.AddRange(texts.Select(t => (name, t!)));
        }
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    // One place for everything: half a selection in the address and half in the body would be two answers to what was asked.
    private static void RefuseBoth(HttpContext http, HashSet<string> seen, RequestFaults faults)
    {
        foreach (var pair in new QueryStringEnumerable(http.Request.QueryString.Value))
        {
            var name = Errors.Short(pair.DecodeName().ToString());
            var value = pair.DecodeValue().ToString();
            var place = seen.Contains(name) ? "与正文中的重复" : "须写在正文中";
            faults.Add(
                "parameter_beside_body", name, value, $"使用POST时，参数“{name}”{place}。",
                $"With POST `{name}` belongs into the body and not into the address.", $"{{\"{name}\": \"{Errors.Short(value)}\"}}");
        }
    }

    private static void Wrong(string name, JsonElement value, string zh, string en, string hint, RequestFaults faults) =>
        faults.Add(
            "invalid_value", Errors.Short(name), value.GetRawText(), $"“{Errors.Short(name)}”须是{zh}。",
            $"`{Errors.Short(name)}` must be {en}.", hint);
}
