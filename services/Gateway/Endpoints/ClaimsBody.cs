using System.Text.Json;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Endpoints;

/// <summary>Reads the body of a verification, `{"claims": [...]}`: every member is checked, none is guessed.</summary>
internal static class ClaimsBody
{
    private static readonly string[] Top = ["claims"];
    private static readonly string[] Members = ["indicator", "area", "period", "value", "kind", "dimensions"];

    /// <exception cref="RequestRefusedException">The body has not this form.</exception>
    public static async Task<List<Claim>> ReadAsync(HttpContext http, RequestFaults faults)
    {
        using var body = await JsonBody.ReadAsync(http, faults);
        var claims = new List<Claim>();
        foreach (var member in Known(body.RootElement, "", Top, faults))
        {
            if (member.Value.ValueKind != JsonValueKind.Array)
            {
                Wrong("claims", member.Value, "数组", "an array", "[]", faults);
                continue;
            }

            foreach (var claim in member.Value.EnumerateArray().Take(ClaimChecks.MostClaims + 1))
            {
                claims.Add(Read(claim, $"claims[{claims.Count}]", faults));
            }
        }

        faults.ThrowIfAny();
        return claims;
    }

    private static Claim Read(JsonElement element, string place, RequestFaults faults)
    {
        var claim = new Claim();
        if (element.ValueKind != JsonValueKind.Object)
        {
            Wrong(place, element, "对象", "an object", "{}", faults);
            return claim;
        }

        foreach (var member in Known(element, place + ".", Members, faults))
        {
            var name = $"{place}.{member.Name}";
            switch (member.Name)
            {
                case "dimensions" when member.Value.ValueKind == JsonValueKind.Object:
                    claim.Dimensions.AddRange(member.Value.EnumerateObject().Select(d => new Dimension { Key = d.Name, Value = Text(d.Value, $"{name}.{d.Name}", faults) }));
                    break;
                case "dimensions":
                    Wrong(name, member.Value, "对象", "an object", "{\"tier\":\"national\"}", faults);
                    break;
                case "kind":
                    claim.Kind = new Member(name, faults).Choice(member.Value, Enums.Kinds);
                    break;

                // A number may stand as a number: its digits are taken as they are written.
                case "value" when member.Value.ValueKind == JsonValueKind.Number:
                    claim.Value = member.Value.GetRawText();
                    break;
                default:
                    Set(claim, member.Name, Text(member.Value, name, faults));
                    break;
            }
        }

        return claim;
    }

    private static void Set(Claim claim, string member, string text) => _ = member switch
    {
        "indicator" => claim.Indicator = text,
        "area" => claim.Area = text,
        "period" => claim.Period = text,
        _ => claim.Value = text,
    };

    private static IEnumerable<JsonProperty> Known(JsonElement element, string place, string[] known, RequestFaults faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var name = place + Errors.Short(member.Name);
            if (Array.IndexOf(known, member.Name) < 0)
            {
                faults.Add(
                    "unknown_member", name, member.Value.GetRawText(), $"没有成员“{name}”。", $"There is no member `{name}`.",
                    Nearest.To(member.Name, known));
            }
            else if (!seen.Add(member.Name))
            {
                faults.Add("repeated_member", name, member.Value.GetRawText(), $"成员“{name}”只能给一次。", $"`{name}` may be given once.");
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                yield return member;
            }
        }
    }

    private static string Text(JsonElement value, string name, RequestFaults faults)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString()!;
        }

        Wrong(name, value, "文本", "a text", $"\"{Errors.Short(value.GetRawText().Trim('[', ']', '{', '}', '"'))}\"", faults);
        return "";
    }

    private static void Wrong(string name, JsonElement value, string zh, string en, string hint, RequestFaults faults) =>
        faults.Add("invalid_value", name, value.GetRawText(), $"“{name}”须是{zh}。", $"`{name}` must be {en}.", hint);
}
