using Indicators.Data.V1;
using Indicators.Types.V1;
using static Indicators.Store.Tests.TestStore;

namespace Indicators.Store.Tests;

public sealed class DerivationTests : IDisposable
{
    private readonly TestStore store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public void Figure_ScaledUnit_IsExactInBaseUnitWithPublishedBeside()
    {
        store.Publish(Package("a", Row("1036.69", unit: "万张")));

        var figure = store.Single();

        Assert.Equal(("10366900", 10366900d, "beds", "1036.69", "万张"), (figure.Value, figure.Number, figure.Unit, figure.PublishedValue, figure.PublishedUnit));
        Assert.Equal(("a", "row 1", "2023-04-13", Status.Confirmed), (figure.Source.ReleaseId, figure.Source.Locator, figure.KnownFrom, figure.Status));
    }

    [Fact]
    public void Figure_SecondDocumentAgrees_IsCorroborated()
    {
        store.Publish(Package("a", Row("1036.69", unit: "万张"), "2023-01"));
        store.Publish(Package("b", Row("1037", unit: "万张"), "2023-02", evidence: "press"));

        var figure = store.Single();

        Assert.Equal("10366900", figure.Value);
        Assert.Equal("b", Assert.Single(figure.AlsoStatedBy).ReleaseId);
        Assert.Empty(figure.Alternatives);
        Assert.Equal(Status.Confirmed, figure.Status);
    }

    [Fact]
    public void Figure_LaterDocumentRounds_ShowsTheFinestDigitsAndWhatEachPrints()
    {
        store.Publish(Package("bulletin", Row("37948.34", unit: "万张"), "2025-07"));
        store.Publish(Package("next", Row("37948.3", unit: "万张"), "2026-07"));
        store.Publish(Package("report", Row("37948.341", unit: "万张"), "2025-08", evidence: "press"));

        var figure = store.Single();

        Assert.Equal(("379483400", "bulletin", Status.Confirmed), (figure.Value, figure.Source.ReleaseId, figure.Status));
        Assert.Equal(["report", "next"], figure.AlsoStatedBy.Select(s => s.ReleaseId));
        Assert.Equal(["379483410 37948.341 万张", "379483000 37948.3 万张"], figure.AlsoStated.Select(s => $"{s.Value} {s.PublishedValue} {s.PublishedUnit}"));
        Assert.Equal(figure.AlsoStatedBy, figure.AlsoStated.Select(s => s.Source));
    }

    [Fact]
    public void Figure_RevisedToFewerDigits_ShowsTheRevision()
    {
        store.Publish(Package("flash", Row("37948.34", unit: "万张"), "2025-03"));
        store.Publish(Package("bulletin", Row("37948.3", unit: "万张"), "2025-07", revises: ["flash"]));

        Assert.Equal(("379483000", 1), (store.Single().Value, store.Single().Revision));
    }

    [Fact]
    public void Figure_SecondDocumentDiffers_IsDisputedAndShowsBetterEvidenceThenLatest()
    {
        store.Publish(Package("early", Row("500"), "2023-01", evidence: "press"));
        store.Publish(Package("late", Row("510"), "2023-02", evidence: "press"));
        store.Publish(Package("copy", Row("520"), "2023-03", evidence: "copy"));

        var figure = store.Single();

        Assert.Equal(("510", Status.Disputed), (figure.Value, figure.Status));
        Assert.Equal(["500", "520"], figure.Alternatives.Select(a => a.Value));
        Assert.Equal(["late", "early", "copy"], store.Query().Releases.Select(r => r.Id));
    }

    [Fact]
    public void Figure_DeclaredRevision_ReplacesPreliminaryAndIsNoDispute()
    {
        store.Publish(Package("flash", Row("132637.83", unit: "万张"), "2025-03", preliminary: true));
        Assert.Equal(Status.Preliminary, store.Single().Status);
        store.Publish(Package("bulletin", Row("132662.08", unit: "万张"), "2025-07", revises: ["flash"]));

        var figure = store.Single();

        Assert.Equal(("1326620800", Status.Confirmed, 1), (figure.Value, figure.Status, figure.Revision));
        Assert.Empty(figure.Alternatives);
        Assert.Equal("1326378300", store.Single(new() { AsOf = "2025-06-30" }).Value);
    }

    [Fact]
    public void Figure_LoadedLate_DoesNotReplaceTheLaterOne()
    {
        store.Publish(Package("bulletin", Row("200"), "2025-07", revises: ["flash"]));
        store.Publish(Package("flash", Row("190"), "2025-03", preliminary: true));

        Assert.Equal("200", store.Single().Value);
        Assert.Equal("190", store.Single(new() { AsOf = "2025-04-01" }).Value);
    }

    [Fact]
    public void Figure_Withdrawn_IsNotShown()
    {
        store.Publish(Package("a", Row("500") + Row("7", period: "2021")));
        store.Publish(Package("b", Row("", action: "withdraw"), "2023-05", revises: ["a"]));

        Assert.Equal("2021", store.Single().Period.Code);
        Assert.Equal(2, store.Query(new() { AsOf = "2023-04-30" }).Observations.Count);
    }

    [Fact]
    public void Figure_OpenQualifier_AgreesWithALargerExactNumber()
    {
        store.Publish(Package("a", Row("300", qualifier: "more_than"), "2023-01"));
        store.Publish(Package("b", Row("305"), "2023-02"));
        Assert.Equal(Status.Confirmed, store.Single().Status);
        store.Publish(Package("c", Row("200"), "2023-03"));
        Assert.Equal(["305", "300"], store.Single().Alternatives.Select(a => a.Value));
    }

    [Fact]
    public void Figure_OtherKind_StandsBesideAndIsNoDispute()
    {
        store.Publish(Package("a", Row("500") + Row("600", kind: "target", qualifier: "at_least") + Row("550", kind: "derived")));

        Assert.Equal([Kind.Actual, Kind.Target, Kind.Derived], store.Query().Observations.Select(o => o.Kind));
        Assert.Equal([Status.Confirmed, Status.Confirmed, Status.Derived], store.Query().Observations.Select(o => o.Status));
    }

    [Theory]
    [InlineData("2026", "2026-11-22", "2026-11-22")]
    [InlineData("2025-11", "2026-01-05", "2025-11-30")]
    [InlineData("2025", "", "2025-12-31")]
    public void Figure_PartialDate_IsKnownOnItsLastDayOrWhenItWasRead(string issuedOn, string readOn, string knownFrom)
    {
        store.Publish(Package("a", Row("500"), issuedOn, readOn: readOn));

        Assert.Equal(knownFrom, store.Single().KnownFrom);
        Assert.Equal("500", store.Single(new() { AsOf = knownFrom }).Value);
    }

    [Theory]
    [InlineData("2026-11", "2026-01")]
    [InlineData("2026-10-31", "")]
    public void Release_ReadOnNoDayOrBeforeItWasIssued_IsAFault(string readOn, string hint)
    {
        var fault = Assert.Single(store.Stage(Package("a", Row("500"), "2026-11", readOn: readOn)).Faults);
        Assert.Equal(("readOn", readOn), (fault.Column, fault.Value));
        Assert.Equal(hint.Length > 0 ? "2026-11-30" : "2026-11-01", fault.Hint);
    }

    [Fact]
    public void Figure_UnknownReleaseDate_IsShownNowAndInNoPastView()
    {
        var package = Package("a", Row("500"), issuedOn: "");
        package[0] = File("release.json", package[0].Content.ToStringUtf8().Replace("\"evidence\"", "\"note\":{\"zh\":\"日期不明\",\"en\":\"date unknown\"},\"evidence\"", StringComparison.Ordinal));
        store.Publish(package);

        Assert.Equal("", store.Single().KnownFrom);
        Assert.Empty(store.Query(new() { AsOf = "2026-01-01" }).Observations);
    }
}
