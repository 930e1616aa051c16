using Grpc.Core;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Types.V1;
using static Indicators.Store.Tests.TestStore;

namespace Indicators.Store.Tests;

public sealed class HistoryTests : IDisposable
{
    private readonly TestStore store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public void History_RevisedNumber_EndsTheDayBeforeItsRevision()
    {
        store.Publish(Package("flash", Row("190"), "2025-03-10", preliminary: true));
        store.Publish(Package("bulletin", Row("200"), "2025-07-14", revises: ["flash"]));

        Assert.Equal(["190 2025-03-10..2025-07-13 Revised by bulletin: Revised", "200 2025-07-14.. Shown by : Unspecified"], History());
        Assert.Equal("2025-07-13", store.Single(new() { AsOf = "2025-04-01" }).KnownUntil);
        Assert.Equal("", store.Single().KnownUntil);
    }

    [Fact]
    public void History_OlderDocumentLoadedLate_StandsInItsPlace()
    {
        store.Publish(Package("bulletin", Row("200"), "2025-07-14", revises: ["flash"]));
        store.Publish(Package("flash", Row("190"), "2025-03-10"));

        Assert.Equal(["190 2025-03-10..2025-07-13 Revised by bulletin: Revised", "200 2025-07-14.. Shown by : Unspecified"], History());
    }

    [Fact]
    public void History_WithdrawnNumber_SaysWhyInTheWordsOfTheWithdrawal()
    {
        store.Publish(Package("a", Row("500")));
        store.Publish(Package("b", Row("", action: "withdraw", note: "counted twice"), "2023-05-02", revises: ["a"]));

        var vintage = Assert.Single(Vintages().Vintages);
        Assert.Equal(("2023-05-01", "b", "counted twice"), (vintage.KnownUntil, vintage.ReplacedBy, vintage.ReasonText.En));
        Assert.Equal((VintageStatus.Withdrawn, ReplacementReason.Withdrawn), (vintage.Status, vintage.Reason));
    }

    [Fact]
    public void History_BetterEvidence_OutranksAndLeavesTheOtherDisputed()
    {
        store.Publish(Package("copy", Row("10637"), "2023-04-13", evidence: "copy"));
        store.Publish(Package("press", Row("10631"), "2023-04-14", evidence: "press"));
        store.Publish(Package("digest", Row("9000"), "2023-05-01", evidence: "copy"));

        Assert.Equal(
            ["10637 2023-04-13..2023-04-13 Disputed by press: BetterEvidence", "10631 2023-04-14.. Shown by : Unspecified", "9000 2023-05-01.. Disputed by : BetterEvidence"],
            History());
    }

    [Fact]
    public void History_FinerDigitsAndTheSameNumber_Corroborate()
    {
        store.Publish(Package("rounded", Row("1037", unit: "万张"), "2023-01-05"));
        store.Publish(Package("fine", Row("1036.69", unit: "万张"), "2023-02-05"));
        store.Publish(Package("again", Row("1036.69", unit: "万张"), "2023-03-05"));

        Assert.Equal(
            [
                "10370000 2023-01-05..2023-02-04 Corroborates by fine: FinerDigits", "10366900 2023-02-05.. Corroborates by : Later",
                "10366900 2023-03-05.. Shown by : Unspecified",
            ],
            History());
    }

    [Fact]
    public void History_ReplacementWithdrawn_IsShownAgain()
    {
        store.Publish(Package("a", Row("500"), "2023-01-05"));
        store.Publish(Package("b", Row("510"), "2023-02-05"));
        store.Publish(Package("c", Row("", action: "withdraw"), "2023-03-05", revises: ["b"]));

        Assert.Equal(["500 2023-01-05.. Shown by : Unspecified", "510 2023-02-05..2023-03-04 Withdrawn by c: Withdrawn"], History());
        Assert.Equal("2023-02-04", store.Single(new() { AsOf = "2023-01-31" }).KnownUntil);
        Assert.Equal("2023-03-04", store.Single(new() { AsOf = "2023-02-28" }).KnownUntil);
    }

    [Fact]
    public void History_Version_KnowsNothingOfWhatWasStoredLater()
    {
        store.Publish(Package("flash", Row("190"), "2025-03-10"));
        var version = store.Store.Current.DataVersion;
        store.Publish(Package("bulletin", Row("200"), "2025-07-14", revises: ["flash"]));

        Assert.Equal(["190 2025-03-10.. Shown by : Unspecified"], History(new() { DataVersion = version }));
        Assert.Equal("", store.Single(new() { AsOf = "2025-04-01", DataVersion = version }).KnownUntil);
    }

    [Fact]
    public void History_PeriodsAndKinds_NarrowItAndMayLeaveNothing()
    {
        store.Publish(Package("a", Row("1", "2020") + Row("2", "2021") + Row("3", "2021", kind: "target") + Row("9", dimensions: "funding=central")));

        Assert.Equal(["2020", "2021", "2021"], Vintages().Vintages.Select(v => v.Period.Code));
        Assert.Equal(["2"], Vintages(new() { Periods = { "2021.." }, Kinds = { Kind.Actual } }).Vintages.Select(v => v.Statement.Value));
        Assert.Empty(Vintages(new() { Periods = { "1999" } }).Vintages);
        Assert.Equal(["9"], Vintages(new() { Dimensions = { new Dimension { Key = "funding", Value = "central" } } }).Vintages.Select(v => v.Statement.Value));
    }

    public static TheoryData<GetObservationHistoryRequest, StatusCode, string, string> BadRequests => new()
    {
        { new() { Area = "CN" }, StatusCode.InvalidArgument, "indicator", "" },
        { new() { Indicator = "beds" }, StatusCode.InvalidArgument, "area", "" },
        { new() { Indicator = "bedz", Area = "CN" }, StatusCode.InvalidArgument, "indicator", "beds" },
        { new() { Indicator = "beds", Area = "CN-GDD" }, StatusCode.InvalidArgument, "area", "CN-GD" },
        { new() { Indicator = "beds", Area = "CN", Dimensions = { new Dimension { Key = "fundin", Value = "x" } } }, StatusCode.InvalidArgument, "dimensions.fundin", "dimensions.funding" },
        { new() { Indicator = "beds", Area = "CN", Dimensions = { new Dimension { Key = "tier", Value = "national" } } }, StatusCode.NotFound, "dimensions", "(total), funding=central" },
        { new() { Indicator = "beds", Area = "CN-GD" }, StatusCode.NotFound, "area", "CN" },
    };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public void History_BadOrUnknownSeries_NamesWhatThereIs(GetObservationHistoryRequest request, StatusCode status, string parameter, string hint)
    {
        store.Publish(Package("a", Row("1") + Row("2", dimensions: "funding=central")));
        var error = Assert.Throws<RpcException>(() => new HistoryQueries(store.Store).Of(request));
        Assert.Equal(status, error.StatusCode);
        Assert.Equal((parameter, hint), Errors.Read(error) is { } fields ? (fields.Parameter, fields.Hint) : default);
    }

    private List<string> History(GetObservationHistoryRequest? request = null) => [.. Vintages(request).Vintages.Select(v =>
        $"{v.Statement.Value} {v.KnownFrom}..{v.KnownUntil} {v.Status} by {v.ReplacedBy}: {v.Reason}")];

    private GetObservationHistoryResponse Vintages(GetObservationHistoryRequest? request = null)
    {
        request ??= new();
        (request.Indicator, request.Area) = ("beds", "CN");
        return new HistoryQueries(store.Store).Of(request);
    }
}
