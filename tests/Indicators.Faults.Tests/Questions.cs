using System.Net;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Indicators.CountyHospitals.V1;
using Indicators.Data.V1;
using Indicators.FiscalProjects.V1;
using Indicators.HealthResources.V1;
using Indicators.KeySpecialties.V1;
using Indicators.MedicalCenters.V1;
using Indicators.Reforms.V1;

namespace Indicators.Faults.Tests;

/// <summary>What readers ask of the gateway: for each service registers, figures in three formats, and calls over gRPC; and one across two services.</summary>
internal sealed class Questions(HttpClient rest, GrpcChannel grpc)
{
    private static readonly Dictionary<string, string> Registers = new()
    {
        ["medical-centers"] = "/v1/medical-centers/national",
        ["county-hospitals"] = "/v1/county-hospitals/centers",
        ["key-specialties"] = "/v1/key-specialties/priority-specialties",
        ["fiscal-projects"] = "/v1/fiscal-projects/demonstration-cities",
        ["reforms"] = "/v1/reforms/tasks",
        ["health-resources"] = "/v1/health-resources?area=CN-BJ",
    };

    public static IEnumerable<string> Services => Registers.Keys;

    /// <summary>For each service an indicator that is asked for, and one with its unit that a test may publish.</summary>
    public Dictionary<string, (string Asked, string Published, string Unit)> Indicators { get; } = [];

    /// <summary>Finds the questions and asks each twice, so that the gateway keeps the answers.</summary>
    public async Task<List<Question>> PrepareAsync()
    {
        var page = JsonDocument.Parse(await rest.GetStringAsync("/v1/indicators?pageSize=1000")).RootElement;
        foreach (var group in page.GetProperty("items").EnumerateArray().GroupBy(i => i.GetProperty("service").GetString()!))
        {
            var held = group.Where(i => i.GetProperty("observationCount").GetInt32() > 0).ToList();
            Indicators[group.Key] = (Text(held[0], "code"), Text(held[^1], "code"), Text(held[^1], "unit"));
        }

        List<Question> all = [.. Registers.SelectMany(r => Of(r.Key, r.Value)), Two("medical-centers", "health-resources"), Rest("/v1/areas?level=province")];
        foreach (var question in all)
        {
            _ = await question.AskAsync();
            question.Expected = (await question.AskAsync()).Answer;
        }

        return all;
    }

    private IEnumerable<Question> Of(string service, string register)
    {
        var figures = $"/v1/observations?indicator={Indicators[service].Asked}&period=..2030&pageSize=200";
        return
        [
            Rest(register, service), Rest(figures, service), Rest(figures.Replace("&pageSize=200", "&format=jsonstat"), service),
            Rest(figures.Replace("&pageSize=200", "&format=csv"), service), Rest($"/v1/indicators/{Indicators[service].Asked}", service),
            Call("QueryObservations " + service, service, QueryAsync), Call("forwarded " + service, service, Forwarded(service)),
        ];

        async Task<IMessage> QueryAsync(CallOptions options)
        {
            var request = new QueryObservationsRequest { Selection = new() { Indicators = { Indicators[service].Asked }, Periods = { "..2030" } } };
            var page = await new IndicatorDataService.IndicatorDataServiceClient(grpc).QueryObservationsAsync(request, options);
            page.DataVersion = "";
            return page;
        }
    }

    private Question Two(string one, string other) =>
        Rest($"/v1/observations?indicator={Indicators[one].Asked},{Indicators[other].Asked}&period=2000..2030", one, other);

    private Question Rest(string address, params string[] needs) => new(address, needs, async expected =>
    {
        try
        {
            using var answer = await rest.GetAsync(address);
            var body = Answers.Plain(await answer.Content.ReadAsStringAsync());
            return (Judge(answer, body, expected, needs), body);
        }
        catch (HttpRequestException cut)
        {
            // A file that cannot be finished is cut; every other answer is whole.
            return (address.Contains("csv") ? Outcome.Refused : Outcome.Wrong, $"{cut}");
        }
    });

    private static Outcome Judge(HttpResponseMessage answer, string body, string expected, string[] needs) => answer.StatusCode switch
    {
        HttpStatusCode.OK when body == expected => answer.Headers.Contains("Indicators-Stale") ? Outcome.Stale : Outcome.Same,
        HttpStatusCode.OK when needs.Any(service => SaysUnavailable(body, service)) => Outcome.Refused,
        HttpStatusCode.ServiceUnavailable when answer.Headers.RetryAfter is not null && needs.Any(body.Contains) => Outcome.Refused,
        _ => Outcome.Wrong,
    };

    private static bool SaysUnavailable(string body, string service) =>
        body[^Math.Min(body.Length, 300)..].Split("\"unavailable\":[") is [.., var last] and { Length: > 1 } && last.Contains($"\"{service}\"");

    private static Question Call(string name, string service, Func<CallOptions, Task<IMessage>> call) => new(name, [service], async expected =>
    {
        try
        {
            var answer = (await call(new CallOptions(deadline: DateTime.UtcNow.AddSeconds(30)))).ToByteString().ToBase64();
            return (answer == expected ? Outcome.Same : Outcome.Wrong, answer);
        }
        catch (RpcException refused)
        {
            return (refused.StatusCode is StatusCode.Unavailable or StatusCode.ResourceExhausted ? Outcome.Refused : Outcome.Wrong, $"{refused.Status}");
        }
    });

    private Func<CallOptions, Task<IMessage>> Forwarded(string service) => service switch
    {
        "medical-centers" => async o => Plain(await new MedicalCenterService.MedicalCenterServiceClient(grpc).ListNationalCentersAsync(new(), o)),
        "county-hospitals" => async o => Plain(await new CountyHospitalService.CountyHospitalServiceClient(grpc).ListCentersAsync(new(), o)),
        "key-specialties" => async o => Plain(await new KeySpecialtyService.KeySpecialtyServiceClient(grpc).ListPrioritySpecialtiesAsync(new(), o)),
        "fiscal-projects" => async o => Plain(await new FiscalProjectService.FiscalProjectServiceClient(grpc).ListDemonstrationCitiesAsync(new(), o)),
        "reforms" => async o => Plain(await new ReformService.ReformServiceClient(grpc).ListReformTasksAsync(new(), o)),
        _ => async o => Plain(await new HealthResourceService.HealthResourceServiceClient(grpc).ListLatestResourcesAsync(new() { Areas = { "CN-BJ" } }, o)),
    };

    private static IMessage Plain(IMessage answer)
    {
        answer.Descriptor.FindFieldByName("data_version")?.Accessor.SetValue(answer, "");
        answer.Descriptor.FindFieldByName("next_page_token")?.Accessor.SetValue(answer, "");
        return answer;
    }

    private static string Text(JsonElement item, string member) => item.GetProperty(member).GetString()!;
}
