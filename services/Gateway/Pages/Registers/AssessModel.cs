using Grpc.Core;
using Indicators.Contracts;
using Indicators.Gateway.Requests;
using Indicators.Reforms.V1;
using Microsoft.AspNetCore.WebUtilities;

namespace Indicators.Gateway.Pages.Registers;

/// <summary>The assessment form: what was filled in, what is wrong with it, and the result where nothing is.</summary>
/// <param name="Values">What was filled in, by the name of the field, as it came.</param>
/// <param name="Faults">What is wrong.</param>
/// <param name="Result">The assessment; null where nothing was sent or something is wrong.</param>
/// <param name="Criteria">The conditions with their sources.</param>
internal sealed record AssessModel(
    IReadOnlyDictionary<string, string> Values, IReadOnlyList<ErrorFields> Faults, AssessMultiCampusResponse? Result,
    IReadOnlyList<MultiCampusCriterion> Criteria)
{
    private const int Service = ServiceOrder.Reforms;
    private const int LongestKept = 200;

    public bool IsSent => Values.Count > 0;

    /// <summary>What is wrong with a field; the service names the grades of all years by one name.</summary>
    public ErrorFields? FaultOf(AssessField field) =>
        Faults.FirstOrDefault(f => f.Parameter == field.Name || (f.Parameter == field.RequestField && !field.Name.EndsWith(".2", StringComparison.Ordinal) && !field.Name.EndsWith(".3", StringComparison.Ordinal)));

    public static ValueTask<(AssessModel Model, Reading Reading)> ReadAsync(Ask ask)
    {
        var (values, request) = (Filled(ask.Http.Request.QueryString.Value), Read(ask));
        return Reading.WholeAsync(ask, reading => ReadAsync(reading, values, request));
    }

    private static async ValueTask<AssessModel> ReadAsync(
        Reading reading, IReadOnlyDictionary<string, string> values, AssessMultiCampusRequest request)
    {
        var ask = reading.Ask;
        var criteria = await reading.CallAsync(
            Service, ask.Upstreams.Reforms.ListMultiCampusCriteriaAsync, new ListMultiCampusCriteriaRequest { PageSize = Reading.MostRows },
            r => r.DataVersion);
        var result = values.Count == 0 || ask.Faults.Any ? null : await AssessAsync(reading, request);
        return new(values, [.. ask.Faults.All], result, criteria.MultiCampusCriteria);
    }

    private static async Task<AssessMultiCampusResponse?> AssessAsync(Reading reading, AssessMultiCampusRequest request)
    {
        var ask = reading.Ask;
        try
        {
            return await reading.CallAsync(Service, ask.Upstreams.Reforms.AssessMultiCampusAsync, request, r => r.DataVersion);
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.InvalidArgument && Errors.Read(refused) is { } error)
        {
            ask.Faults.Add(error);
            return null;
        }
    }

    private static AssessMultiCampusRequest Read(Ask ask)
    {
        var request = new AssessMultiCampusRequest();
        for (var i = 0; i < AssessFields.All.Count; i++)
        {
            var (field, value) = (AssessFields.All[i], ask.Arguments.One(AssessFields.Parameters[i]));
            if (value.Length == 0)
            {
                continue;
            }

            var before = ask.Faults.All.Count;
            field.Check(value, ask.Faults);
            if (ask.Faults.All.Count == before)
            {
                field.Set(request, value);
            }
        }

        return request;
    }

    // Wrong values too: whoever filled in nine fields does not do so again for the tenth.
    private static Dictionary<string, string> Filled(string? query)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(query))
        {
            if (AssessFields.All.Any(f => pair.DecodeName().Span.SequenceEqual(f.Name)))
            {
                var value = pair.DecodeValue();
                values[pair.DecodeName().ToString()] = value[..Math.Min(value.Length, LongestKept)].ToString();
            }
        }

        return values;
    }
}
