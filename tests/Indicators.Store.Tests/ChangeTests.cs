using Grpc.Core;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Types.V1;
using static Indicators.Store.Tests.TestStore;

namespace Indicators.Store.Tests;

public sealed class ChangeTests : IDisposable
{
    private readonly TestStore store = new();

    public ChangeTests()
    {
        store.Publish(Package("flash", Row("190", "2021") + Row("95", "2022") + Row("7", "2023") + Row("500", "2024"), "2025-03-10"));
        store.Publish(Package(
            "bulletin",
            Row("200", "2021") + Row("95", "2022") + Row("", "2023", action: "withdraw", note: "an error") + Row("1", "2025", area: "CN-GD"),
            "2025-07-14",
            revises: ["flash"]));
        store.Publish(Package("press", Row("510", "2024") + Row("200.0", "2021"), "2025-08-01", evidence: "press"));
    }

    private ChangeQueries Queries => new(store.Store);

    public void Dispose() => store.Dispose();

    [Fact]
    public void ReleaseChanges_EachFigureItTouches_SaysWhatBecameOfIt()
    {
        Assert.Equal(
            ["Added CN 2021 -> 190", "Added CN 2022 -> 95", "Added CN 2023 -> 7", "Added CN 2024 -> 500"], By("flash"));
        Assert.Equal(
            ["Revised CN 2021 190 (flash) -> 200", "Confirmed CN 2022 95 (flash) -> 95", "Withdrawn CN 2023 7 (flash) -> ", "Added CN-GD 2025 -> 1"],
            By("bulletin"));
        Assert.Equal(["Confirmed CN 2021 200 (bulletin) -> 200", "Disputed CN 2024 500 (flash) -> 510"], By("press"));
    }

    [Fact]
    public void ReleaseChanges_OlderDocumentLoadedLate_AreThoseOfItsDay()
    {
        store.Publish(Package("older", Row("480", "2024") + Row("2", "2019"), "2024-02-01"));

        Assert.Equal(["Added CN 2019 -> 2", "Added CN 2024 -> 480"], By("older"));
        Assert.Contains("Disputed CN 2024 480 (older) -> 500", By("flash"));
    }

    [Fact]
    public void ReleaseChanges_PagesOfAnySize_GiveTheRowsOfOnePage()
    {
        var whole = Queries.OfRelease(new() { Id = "bulletin" });
        var first = Queries.OfRelease(new() { Id = "bulletin", PageSize = 3 });
        var rest = Queries.OfRelease(new() { Id = "bulletin", PageSize = 3, PageToken = first.NextPageToken });

        Assert.Equal(whole.Changes, [.. first.Changes, .. rest.Changes]);
        Assert.Equal("", rest.NextPageToken);
        Assert.Equal(["bulletin", "flash"], whole.Releases.Select(r => r.Id));
        Assert.Equal("an error", whole.Changes[2].Note.En);
    }

    [Fact]
    public void ReleaseChanges_UnknownRelease_IsNotFoundWithTheNearest()
    {
        var error = Assert.Throws<RpcException>(() => Queries.OfRelease(new() { Id = "buletin" }));
        Assert.Equal((StatusCode.NotFound, "bulletin"), (error.StatusCode, Errors.Read(error)!.Hint));
    }

    [Fact]
    public void Changes_BetweenDays_AreWhatIsShownOtherwise()
    {
        Assert.Equal(["Added CN 2021 -> 190", "Added CN 2022 -> 95", "Added CN 2023 -> 7", "Added CN 2024 -> 500"], Between("2024-12-31", "2025-07-13"));
        Assert.Equal(["Revised CN 2021 190 (flash) -> 200", "Withdrawn CN 2023 7 (flash) -> ", "Added CN-GD 2025 -> 1"], Between("2025-07-13", "2025-12-31"));
        Assert.Empty(Between("2025-08-01", "2025-12-31"));
    }

    [Fact]
    public void Changes_BetweenVersions_AreThoseOfWhatWasStored()
    {
        var versions = store.Store.Current.Versions;
        var request = new ListChangesRequest { FromVersion = versions[^2], ToVersion = versions[^1] };
        Assert.Empty(Queries.Between(request).Changes);
        request.FromVersion = versions[^3];
        Assert.Equal(3, Queries.Between(request).Changes.Count);
        Assert.Equal(versions[^1], Queries.Between(request).DataVersion);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Changes_PagesOfAnySize_GiveTheRowsOfOnePage(int size)
    {
        var request = new ListChangesRequest { From = "2025-03-10", To = "2025-12-31", PageSize = size };
        var paged = new List<FigureChange>();
        do
        {
            var page = Queries.Between(request);
            paged.AddRange(page.Changes);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(Queries.Between(new() { From = "2025-03-10", To = "2025-12-31" }).Changes, paged);
        Assert.Equal(["Added CN-GD 2025 -> 1"], Queries.Between(new() { From = "2025-03-10", To = "2025-12-31", Areas = { "CN-GD" } }).Changes.Select(Text));
    }

    public static TheoryData<ListChangesRequest, string, string> BadRequests => new()
    {
        { new() { To = "2025-01-01" }, "from", "missing_parameter" },
        { new() { From = "2025-01-01" }, "to", "missing_parameter" },
        { new() { From = "2025-02-30", To = "2025-03-01" }, "from", "bad_date" },
        { new() { From = "2025-03-01", To = "2025-01-01" }, "from", "from_after_to" },
        { new() { From = "2025-03-01", To = "2199-01-01" }, "to", "day_to_come" },
        { new() { FromVersion = "1" }, "to_version", "missing_parameter" },
        { new() { FromVersion = "3", ToVersion = "1" }, "from_version", "from_after_to" },
        { new() { FromVersion = "1", ToVersion = "3", To = "2025-01-01" }, "to", "contradictory_parameters" },
        { new() { FromVersion = "1", ToVersion = "99" }, "data_version", "unknown_data_version" },
        { new() { From = "2025-01-01", To = "2025-03-01", Indicators = { "bedz" } }, "indicators", "unknown_code" },
    };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public void Changes_BadRequest_NamesTheField(ListChangesRequest request, string field, string code)
    {
        var error = Assert.Throws<RpcException>(() => Queries.Between(request));
        Assert.Equal((StatusCode.InvalidArgument, field, code), (error.StatusCode, Errors.Read(error)!.Parameter, Errors.Read(error)!.Code));
    }

    [Fact]
    public void Disputes_OfAllFigures_AreThoseWithTwoNumbers()
    {
        store.Publish(Package("other", Row("9", "2025", area: "CN-GD"), "2025-09-01", evidence: "copy"));
        var queries = new DisputeQueries(store.Store);
        var first = queries.List(new() { PageSize = 1 });
        var second = queries.List(new() { PageSize = 1, PageToken = first.NextPageToken });

        Assert.Equal([("CN", "500", "510"), ("CN-GD", "1", "9")], first.Observations.Concat(second.Observations).Select(o => (o.Area, o.Value, o.Alternatives[0].Value)));
        Assert.Equal(("", "CN-GD"), (second.NextPageToken, Assert.Single(queries.List(new() { Areas = { "CN-GD" } }).Observations).Area));
        Assert.Equal(["bulletin", "other"], second.Releases.Select(r => r.Id));
    }

    private List<string> By(string release) => [.. Queries.OfRelease(new() { Id = release }).Changes.Select(Text)];

    private List<string> Between(string from, string to) => [.. Queries.Between(new() { From = from, To = to }).Changes.Select(Text)];

    private static string Text(FigureChange change)
    {
        var before = change.Before is { } old ? $"{old.Value} ({old.Source.ReleaseId}) " : "";
        return $"{change.Type} {change.Area} {change.Period.Code} {before}-> {change.After?.Value}";
    }
}
