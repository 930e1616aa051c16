using Indicators.Data.V1;
using Indicators.FiscalProjects.V1;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Pages.Registers;

/// <summary>The demonstration programme by year, and its cities that were itemised.</summary>
/// <param name="Years">The years that the filter leaves, oldest first.</param>
/// <param name="Cities">A page of the cities that the filter leaves.</param>
/// <param name="NextToken">Token of the next page; "" on the last.</param>
/// <param name="Warnings">Years that are unknown beside others that are known.</param>
internal sealed record DemonstrationsModel(
    IReadOnlyList<DemonstrationYear> Years, IReadOnlyList<DemonstrationCity> Cities, string NextToken, IReadOnlyList<Warning> Warnings)
{
    private const int Service = ServiceOrder.FiscalProjects;

    /// <summary>Every year of the programme, for the choices of the filter.</summary>
    public required IReadOnlyList<int> Choices { get; init; }

    public static async ValueTask<DemonstrationsModel> ReadAsync(Reading reading)
    {
        var ask = reading.Ask;
        var (fiscal, wanted) = (ask.Upstreams.FiscalProjects, ask.Arguments.GivenNumbers(RegisterParameters.DemonstrationYear));
        var request = new ListDemonstrationCitiesRequest { PageSize = ask.PageSize, PageToken = ask.PageToken, Years = { wanted } };
        var cities = reading.CallAsync(Service, fiscal.ListDemonstrationCitiesAsync, request, r => r.DataVersion);
        var years = reading.CallAsync(
            Service, fiscal.ListDemonstrationYearsAsync, new ListDemonstrationYearsRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var (page, all) = (await cities, (await years).DemonstrationYears);
        return new([.. all.Where(y => wanted.Count == 0 || wanted.Contains(y.Year))], page.DemonstrationCities, page.NextPageToken, page.Warnings)
        {
            Choices = [.. all.Select(y => y.Year)],
        };
    }
}
