using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Indicators.CountyHospitals.V1;
using Indicators.Data.V1;
using Indicators.FiscalProjects.V1;
using Indicators.KeySpecialties.V1;
using Indicators.MedicalCenters.V1;
using Indicators.Reforms.V1;
using Indicators.Types.V1;

namespace Indicators.Services.Tests.Seeds;

/// <summary>What the services answer, held against a naive second reading of the files, both ways.</summary>
public sealed class SeedsAgainstApiTests(SeededSuite suite)
{
    private static readonly ServiceDescriptor[] Domains =
    [
        MedicalCenterService.Descriptor, CountyHospitalService.Descriptor, KeySpecialtyService.Descriptor, FiscalProjectService.Descriptor, ReformService.Descriptor,
    ];

    public static TheoryData<string> Services => new(SeedFiles.ServiceNames);

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Statements_OfTheFiles_AreShownOrBesideOrRevised(string service)
    {
        var shown = (await Stream(service)).ToDictionary(Key);
        var standing = Statements(service).GroupBy(f => f.Key).SelectMany(stated => stated.Where(f => !f.Withdraws && !IsRevised(f, stated))).ToLookup(f => f.Key);
        Assert.Equal(standing.Select(figure => figure.Key).Order(), shown.Keys.Order());
        foreach (var stated in standing)
        {
            Assert.Equal(stated.Select(f => f.Release).Order(), Sources(shown[stated.Key]).Select(s => s.ReleaseId).Order());
            var revised = Statements(service).Count(f => f.Key == stated.Key && !f.Withdraws) - stated.Count();
            Assert.Equal(revised, shown[stated.Key].Revision);
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Figures_OfTheService_StandInTheFileOfTheirRelease(string service)
    {
        var stated = Statements(service).ToDictionary(f => (f.Release, f.Key));
        foreach (var figure in await Stream(service))
        {
            var row = stated[(figure.Source.ReleaseId, Key(figure))];
            Assert.Equal(row.Value, SeedFiles.Number(figure.Value));
            Assert.Equal((double)row.Value, figure.Number);
            Assert.Equal((row.Row["value"], row.Row["unit"], row.Row["locator"]), (figure.PublishedValue, figure.PublishedUnit, figure.Source.Locator));
            Assert.Equal(row.Row["qualifier"].Replace("_", "", StringComparison.Ordinal), $"{figure.Qualifier}".ToLowerInvariant());
            Assert.Equal(row.Row["series_break"] == "true", figure.SeriesBreak);
            Assert.Equal(figure is { Status: Status.Preliminary }, row is { Preliminary: true } && figure is { Kind: not Kind.Derived, Alternatives.Count: 0 });
            Assert.Equal((row.Row["note_zh"], row.Row["note_en"]), (figure.Note?.Zh ?? "", figure.Note?.En ?? ""));
            Assert.All(figure.Alternatives, a => Assert.Equal(stated[(a.Source.ReleaseId, Key(figure))].Value, SeedFiles.Number(a.Value)));
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Figures_ThatAgreeOrNot_AreNotMixedUp(string service)
    {
        var stated = Statements(service).ToDictionary(f => (f.Release, f.Key));
        foreach (var figure in await Stream(service))
        {
            var shown = stated[(figure.Source.ReleaseId, Key(figure))];
            Assert.All(figure.AlsoStatedBy, s => Assert.True(Agree(shown, stated[(s.ReleaseId, Key(figure))]), $"{Key(figure)}: {s.ReleaseId} does not agree"));
            Assert.All(figure.Alternatives, a => Assert.False(Agree(shown, stated[(a.Source.ReleaseId, Key(figure))]), $"{Key(figure)}: {a.Source.ReleaseId} agrees"));
            Assert.Equal(figure.Alternatives.Count > 0, figure.Status == Status.Disputed);
            Assert.Equal(figure is { Kind: Kind.Derived, Alternatives.Count: 0 }, figure.Status == Status.Derived);
        }
    }

    [Fact]
    public async Task RegisterRows_OfTheFiles_AreListedWithTheirCells()
    {
        var listed = new Dictionary<string, string>();
        foreach (var list in Domains.SelectMany(d => d.Methods.Where(m => m.Name.StartsWith("List", StringComparison.Ordinal)).Select(m => new AnyRpc(suite.Channel(Service(d)), m))))
        {
            foreach (var row in AnyRpc.Items(await list.PageAsync(1000)).Where(row => row.Descriptor.FindFieldByName("id") is not null))
            {
                listed.TryAdd(AnyRpc.Field<string>(row, "id"), row.ToString()!);
                foreach (var host in AnyRpc.Inside<Host>(row))
                {
                    listed.TryAdd(host.Id, host.ToString());
                }
            }
        }

        // A later release may state a row again, and then shows what it says; packages lie in order of publication.
        var rows = SeedFiles.Releases.SelectMany(r => r.Registers.Values).SelectMany(r => r).GroupBy(r => r["id"]).Select(r => r.Last()).ToList();
        Assert.Equal(rows.Select(r => r["id"]).Order(), listed.Keys.Order());
        Assert.All(rows, row => Assert.All(Cells(row), cell => Assert.Contains(cell, listed[row["id"]])));
    }

    private static string Service(ServiceDescriptor domain) => domain.File.Package.Split('.')[1].Replace('_', '-');

    private static List<SeedFigure> Statements(string service) => SeedFiles.Releases.SelectMany(r => r.Figures).Where(f => f.Service == service).ToList();

    private static bool IsRevised(SeedFigure figure, IEnumerable<SeedFigure> all) => all.Any(other => other.Revises.Contains(figure.Release));

    private static IEnumerable<Source> Sources(Observation figure) =>
        figure.AlsoStatedBy.Append(figure.Source).Concat(figure.Alternatives.Select(a => a.Source));

    /// <summary>Whether two statements can both be true at the coarser of their printed digits.</summary>
    internal static bool Agree(SeedFigure a, SeedFigure b)
    {
        var slack = Math.Max(LastDigit(a), LastDigit(b)) / 2;
        return (Bound(a), Bound(b)) switch
        {
            ("at least", "") => b.Value >= a.Value - slack,
            ("", "at least") => a.Value >= b.Value - slack,
            ("at most", "") => b.Value <= a.Value + slack,
            ("", "at most") => a.Value <= b.Value + slack,
            _ => Math.Abs(a.Value - b.Value) <= slack,
        };
    }

    private static string Bound(SeedFigure figure) => figure.Row["qualifier"] switch
    {
        "more_than" or "at_least" => "at least",
        "at_most" => "at most",
        _ => "",
    };

    internal static decimal LastDigit(SeedFigure figure)
    {
        var point = figure.Row["value"].IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? 0 : figure.Row["value"].Length - point - 1;
        return SeedFiles.Scale($"1e-{digits}", figure.Row["unit"], SeedFiles.Indicators[figure.Row["indicator"]].Unit);
    }

    /// <summary>Cells as a message prints them; coded ones and keys of other rows stand there in another form.</summary>
    private static IEnumerable<string> Cells(Dictionary<string, string> row) => row
        .Where(cell => cell.Value.Length > 0 && cell.Key is not ("counts_in_76" or "hospital_type" or "center_id"))
        .SelectMany(cell => cell.Key == "agencies_zh" ? cell.Value.Split('|') : [cell.Value])
        .Select(cell => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? cell : JsonFormatter.ToDiagnosticString(new LocalizedText { Zh = cell })[9..^3]);

    private static string Key(Observation o) =>
        $"{o.Indicator}|{o.Area}|{o.Period.Code}|{string.Join(';', o.Dimensions.Select(d => $"{d.Key}={d.Value}"))}|{$"{o.Kind}".ToLowerInvariant()}";

    private async Task<List<Observation>> Stream(string service)
    {
        using var call = new IndicatorDataService.IndicatorDataServiceClient(suite.Channel(service)).StreamObservations(new());
        var figures = new List<Observation>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            figures.AddRange(call.ResponseStream.Current.Observations);
        }

        return figures;
    }
}
