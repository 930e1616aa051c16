using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.KeySpecialties.V1;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.Registers;

/// <summary>Key clinical specialties: projects by tier and funding, targets beside actuals, money, and the specialties that are named.</summary>
/// <param name="Projects">Numbers of projects that were counted.</param>
/// <param name="Targets">Targets of the service, each beside what measures it.</param>
/// <param name="Funding">Money by source.</param>
/// <param name="Named">Specialties named for priority support.</param>
/// <param name="NamedAll">How many they are on all pages.</param>
/// <param name="NamedNext">Token of the next page of them; "" on the last.</param>
/// <param name="NamedStated">How many a document says that it names.</param>
/// <param name="Announced">Specialties announced for support.</param>
internal sealed record SpecialtiesModel(
    IReadOnlyList<Observation> Projects, IReadOnlyList<Target> Targets, IReadOnlyList<Observation> Funding, IReadOnlyList<PrioritySpecialty> Named,
    int NamedAll, string NamedNext, IReadOnlyList<Observation> NamedStated, IReadOnlyList<Observation> Announced)
{
    private const int Service = ServiceOrder.KeySpecialties;
    private static readonly string[] Tiers = ["national", "provincial", "municipal_county"];

    public static async ValueTask<SpecialtiesModel> ReadAsync(Reading reading)
    {
        var ask = reading.Ask;
        var (specialties, data) = (ask.Upstreams.KeySpecialties, ask.Upstreams[Service].Data);
        var projects = reading.CallAsync(
            Service, specialties.ListProjectsAsync, new ListProjectsRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var funding = reading.CallAsync(
            Service, specialties.ListFundingAsync, new ListFundingRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var targets = reading.CallAsync(Service, data.ListTargetsAsync, new ListTargetsRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var named = reading.CallAsync(
            Service, specialties.ListPrioritySpecialtiesAsync,
            new ListPrioritySpecialtiesRequest { PageSize = ask.PageSize, PageToken = ask.PageToken }, r => r.DataVersion);
        var all = reading.CallAsync(
            Service, specialties.ListPrioritySpecialtiesAsync, new ListPrioritySpecialtiesRequest { PageSize = Reading.MostRows },
            r => r.DataVersion);
        var stated = reading.FiguresAsync(Service, "priority_specialties");
        var announced = reading.FiguresAsync(Service, "key_specialties_announced_for_support");
        ask.Day = (await targets).Day;
        return new(
            [.. (await projects).Observations.Where(p => p.Kind != Kind.Target).OrderBy(Tier)],
            [.. (await targets).Targets.OrderBy(t => Tier(t.Figure))],
            (await funding).Observations, (await named).PrioritySpecialties, (await all).PrioritySpecialties.Count,
            (await named).NextPageToken, await stated, await announced);
    }

    // From the nation down, as readers expect; the codes sort otherwise.
    private static int Tier(Observation figure) =>
        Array.IndexOf(Tiers, figure.Dimensions.FirstOrDefault(d => d.Key == "tier")?.Value ?? "");
}
