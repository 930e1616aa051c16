using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using Indicators.MedicalCenters.V1;

namespace Indicators.Gateway.Pages.Registers;

/// <summary>Construction projects of regional medical centers: what is counted, what is itemised, and where.</summary>
/// <param name="Projects">A page of the projects that the filters leave.</param>
/// <param name="NextToken">Token of the next page; "" on the last.</param>
/// <param name="Warnings">Filter values that are unknown beside others that are known.</param>
/// <param name="Counts">Every stated number beside what is itemised of it.</param>
/// <param name="Provinces">Itemised projects by province and batch, whatever the filters.</param>
internal sealed record RegionalProjectsModel(
    IReadOnlyList<RegionalProject> Projects, string NextToken, IReadOnlyList<Warning> Warnings, IReadOnlyList<RegionalProjectCount> Counts,
    IReadOnlyList<ProvinceRow> Provinces)
{
    private const int Service = ServiceOrder.MedicalCenters;

    /// <summary>The newest number of the whole nation that names no batches: the 76.</summary>
    public RegionalProjectCount? Total => NewestTotal(Counts);

    public static RegionalProjectCount? NewestTotal(IEnumerable<RegionalProjectCount> counts) =>
        counts.Where(c => c is { Area: "CN", Batches: "" }).MaxBy(c => c.Stated.Period.End, StringComparer.Ordinal);

    public static async ValueTask<RegionalProjectsModel> ReadAsync(Reading reading)
    {
        var ask = reading.Ask;
        var medicalCenters = ask.Upstreams.MedicalCenters;
        var request = new ListRegionalProjectsRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        request.Areas.AddRange(ask.Arguments.Given(RegisterParameters.Area));
        request.Batches.AddRange(ask.Arguments.GivenNumbers(RegisterParameters.Batch).Select(b => $"{b}"));
        request.CountsIn76.AddRange(ask.Arguments.Given(RegisterParameters.CountsIn76).Select(Enums.Inclusions.Of));
        var projects = reading.CallAsync(Service, medicalCenters.ListRegionalProjectsAsync, request, r => r.DataVersion);
        var all = reading.CallAsync(
            Service, medicalCenters.ListRegionalProjectsAsync, new ListRegionalProjectsRequest { PageSize = Reading.MostRows }, r => r.DataVersion);
        var counts = reading.CallAsync(
            Service, medicalCenters.ListRegionalProjectCountsAsync, new ListRegionalProjectCountsRequest { PageSize = Reading.MostRows },
            r => r.DataVersion);
        var page = await projects;
        return new(
            page.RegionalProjects, page.NextPageToken, page.Warnings, (await counts).RegionalProjectCounts,
            ProvinceRow.Of((await all).RegionalProjects));
    }
}

/// <summary>Itemised projects of one province by batch.</summary>
/// <param name="Area">Code of the province.</param>
/// <param name="ByBatch">Projects of each batch, 1 to 5.</param>
/// <param name="InRange">Projects of which only a range of batches is known.</param>
/// <param name="Unread">Projects of which no batch was read.</param>
internal sealed record ProvinceRow(string Area, int[] ByBatch, int InRange, int Unread)
{
    public const int Batches = 5;

    public int Total => ByBatch.Sum() + InRange + Unread;

    /// <summary>One row a province, in order of GB/T 2260.</summary>
    public static ProvinceRow[] Of(IEnumerable<RegionalProject> projects) =>
    [
        .. projects.GroupBy(p => p.Area, StringComparer.Ordinal)
            .OrderBy(g => Contracts.CodeLists.Areas.GetValueOrDefault(g.Key)?.Gb2260 ?? "", StringComparer.Ordinal)
            .Select(g => new ProvinceRow(
                g.Key, [.. Enumerable.Range(1, Batches).Select(b => g.Count(p => p.Batch == $"{b}"))], g.Count(p => p.Batch.Contains('-')),
                g.Count(p => p.Batch.Length == 0))),
    ];
}
