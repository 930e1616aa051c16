using Indicators.Gateway.Requests;
using Indicators.MedicalCenters.V1;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.Registers;

/// <summary>National medical centers with their hosts, and the regional center that is set up.</summary>
/// <param name="Centers">A page of the categories.</param>
/// <param name="All">All of them.</param>
/// <param name="NextToken">Token of the next page; "" on the last.</param>
/// <param name="Stated">Numbers of categories as documents state them.</param>
/// <param name="Regional">Hosts of the regional center.</param>
/// <param name="RegionalStated">Numbers of regional categories as documents state them.</param>
internal sealed record NationalCentersModel(
    IReadOnlyList<NationalCenter> Centers, IReadOnlyList<NationalCenter> All, string NextToken, IReadOnlyList<Observation> Stated, IReadOnlyList<RegionalCenter> Regional,
    IReadOnlyList<Observation> RegionalStated)
{
    private const int Service = ServiceOrder.MedicalCenters;

    public int HostCount => All.Sum(c => c.Hosts.Count);

    /// <summary>Centers of which the year was not read.</summary>
    public IReadOnlyList<NationalCenter> WithoutYear => [.. All.Where(c => c.YearSet == 0)];

    public static async ValueTask<NationalCentersModel> ReadAsync(Reading reading)
    {
        var ask = reading.Ask;
        var medicalCenters = ask.Upstreams.MedicalCenters;
        var centers = reading.CallAsync(
            Service, medicalCenters.ListNationalCentersAsync,
            new ListNationalCentersRequest { PageSize = ask.PageSize, PageToken = ask.PageToken }, r => r.DataVersion);
        var all = reading.CallAsync(
            Service, medicalCenters.ListNationalCentersAsync, new ListNationalCentersRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var regional = reading.CallAsync(
            Service, medicalCenters.ListRegionalCentersAsync, new ListRegionalCentersRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var stated = reading.FiguresAsync(Service, "national_medical_center_categories");
        var regionalStated = reading.FiguresAsync(Service, "national_regional_center_categories");
        var page = await centers;
        return new(
            page.NationalCenters, (await all).NationalCenters, page.NextPageToken, await stated, (await regional).RegionalCenters,
            await regionalStated);
    }
}
