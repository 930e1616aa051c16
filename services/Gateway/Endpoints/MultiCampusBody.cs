using System.Text.Json;
using Indicators.Contracts;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using Indicators.Reforms.V1;

namespace Indicators.Gateway.Endpoints;

/// <summary>Reads the body of an assessment: every member is checked, none is guessed.</summary>
internal static class MultiCampusBody
{
    private static readonly Dictionary<string, Action<AssessMultiCampusRequest, JsonElement, Member>> Members = new(StringComparer.Ordinal)
    {
        ["hospitalType"] = (r, v, m) => r.HospitalType = m.Choice(v, Enums.HospitalTypes),
        ["hospitalGrade"] = (r, v, m) => r.HospitalGrade = m.Text(v),
        ["publicHospital"] = (r, v, m) => r.PublicHospital = m.Flag(v),
        ["bedOccupancy"] = (r, v, m) => r.BedOccupancy = m.Number(v, 200),
        ["averageLengthOfStayRank"] = (r, v, m) => r.AverageLengthOfStayRank = m.Number(v, 100),
        ["caseComplexityRank"] = (r, v, m) => r.CaseComplexityRank = m.Number(v, 100),
        ["performanceGrades"] = (r, v, m) => r.PerformanceGrades.AddRange(m.Texts(v)),
        ["majorIncidents"] = (r, v, m) => r.MajorIncidents = (int)m.Whole(v, 1_000_000),
    };

    /// <exception cref="RequestRefusedException">The body is no JSON object, or a member is unknown or of the wrong type.</exception>
    public static async Task<AssessMultiCampusRequest> ReadAsync(HttpContext http, RequestFaults faults)
    {
        using var body = await JsonBody.ReadAsync(http, faults);
        var request = new AssessMultiCampusRequest();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in body.RootElement.EnumerateObject())
        {
            if (!Members.TryGetValue(member.Name, out var read))
            {
                var name = Errors.Short(member.Name);
                faults.Add(
                    "unknown_member", name, member.Value.GetRawText(), $"没有成员“{name}”。", $"There is no member `{name}`.",
                    Nearest.To(member.Name, Members.Keys));
            }
            else if (!seen.Add(member.Name))
            {
                faults.Add(
                    "repeated_member", member.Name, member.Value.GetRawText(), $"成员“{member.Name}”只能给一次。",
                    $"`{member.Name}` may be given once.");
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                read(request, member.Value, new Member(member.Name, faults));
            }
        }

        faults.ThrowIfAny();
        return request;
    }
}
