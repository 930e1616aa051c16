using Grpc.Core;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Store.Verification;
using Indicators.Types.V1;
using static Indicators.Store.Tests.TestStore;

namespace Indicators.Store.Tests;

public sealed class VerificationTests : IDisposable
{
    private readonly TestStore store = new();

    public void Dispose() => store.Dispose();

    [Theory]
    [InlineData("exact", "1233", "1233", VerifyResult.Exact)]
    [InlineData("exact", "1233", "1.233k", VerifyResult.Exact)]
    [InlineData("exact", "1233", "1.2k", VerifyResult.Rounded)]
    [InlineData("exact", "1233", "约1200", VerifyResult.Rounded)]
    [InlineData("exact", "1233", "超过1200", VerifyResult.WithinQualifier)]
    [InlineData("exact", "1233", "1200余张", VerifyResult.WithinQualifier)]
    [InlineData("exact", "1233", "more than 1233", VerifyResult.Contradicted)]
    [InlineData("exact", "1233", "至少1233", VerifyResult.WithinQualifier)]
    [InlineData("exact", "1233", "不足1233", VerifyResult.Contradicted)]
    [InlineData("exact", "1233", "不足1300", VerifyResult.WithinQualifier)]
    [InlineData("exact", "1233", "1234", VerifyResult.Contradicted)]
    [InlineData("exact", "1233", "1233.4", VerifyResult.Contradicted)]
    [InlineData("more_than", "1400", "1450", VerifyResult.WithinQualifier)]
    [InlineData("more_than", "1400", "1400", VerifyResult.Exact)]
    [InlineData("more_than", "1400", "超过1400", VerifyResult.Exact)]
    [InlineData("more_than", "1400", "超过1300", VerifyResult.WithinQualifier)]
    [InlineData("more_than", "1400", "超过1500", VerifyResult.Contradicted)]
    [InlineData("more_than", "1400", "1399", VerifyResult.Contradicted)]
    [InlineData("at_most", "100", "99", VerifyResult.WithinQualifier)]
    [InlineData("at_most", "100", "101", VerifyResult.Contradicted)]
    [InlineData("at_most", "100", "超过50", VerifyResult.Contradicted)]
    public void Claim_AgainstOneStatement_IsJudgedByDigitsAndQualifiers(string qualifier, string stated, string claimed, VerifyResult expected)
    {
        store.Publish(Package("a", Row(stated, qualifier: qualifier)));

        var verification = Verify(claimed);

        Assert.Equal(expected, verification.Result);
        Assert.Equal((stated, "a"), (verification.Statement.Value, verification.Statement.Source.ReleaseId));
        Assert.Contains("《题》", verification.Explanation.Zh);
        Assert.Contains("Title", verification.Explanation.En);
    }

    [Fact]
    public void Claim_FinerThanTheDocument_IsInsideItsLastDigit()
    {
        store.Publish(Package("a", Row("25.4", unit: "万张")));
        Assert.Equal(VerifyResult.WithinQualifier, Verify("254300").Result);
        Assert.Equal((VerifyResult.Contradicted, "600"), (Verify("254600").Result, Verify("254600").Difference));
    }

    [Fact]
    public void Claim_OfAFlashReport_IsSupersededByTheRelease()
    {
        store.Publish(Package("flash", Row("132637.83", unit: "万张"), "2025-03", preliminary: true));
        store.Publish(Package("bulletin", Row("132662.08", unit: "万张"), "2025-07", revises: ["flash"]));

        var verification = Verify("132637.83万");

        Assert.Equal((VerifyResult.Superseded, "bulletin", "flash"), (verification.Result, verification.ReplacedBy, verification.Statement.Source.ReleaseId));
        Assert.Equal(("1326620800", "-242500"), (verification.Figure.Value, verification.Difference));
        Assert.Equal(VerifyResult.Exact, Verify("132662.08万").Result);
    }

    [Fact]
    public void Claim_OfAWithdrawnFigure_IsSupersededByTheWithdrawal()
    {
        store.Publish(Package("a", Row("500"), "2023-01"));
        store.Publish(Package("b", Row("", action: "withdraw"), "2023-02", revises: ["a"]));

        Assert.Equal((VerifyResult.Superseded, "b", null), (Verify("500").Result, Verify("500").ReplacedBy, Verify("500").Figure));
        Assert.Equal(VerifyResult.Unknown, Verify("510").Result);
    }

    [Fact]
    public void Claim_DocumentsDisagree_IsDisputedWhicheverOfThemItRepeats()
    {
        store.Publish(Package("a", Row("10637"), "2023-01", evidence: "copy"));
        store.Publish(Package("b", Row("10631"), "2023-02", evidence: "press"));

        Assert.Equal((VerifyResult.Disputed, "a"), (Verify("10,637").Result, Verify("10,637").Statement.Source.ReleaseId));
        Assert.Equal((VerifyResult.Disputed, "b"), (Verify("10,631").Result, Verify("10,631").Statement.Source.ReleaseId));
        Assert.Contains("10,637", Verify("10,631").Explanation.En);
        Assert.Equal((VerifyResult.Contradicted, "9"), (Verify("10,640").Result, Verify("10,640").Difference));
    }

    [Fact]
    public void Claim_AnotherDocumentPrintsTheVeryDigits_IsExact()
    {
        store.Publish(Package("a", Row("37948.34", unit: "万张"), "2025-07"));
        store.Publish(Package("b", Row("37948.3", unit: "万张"), "2026-07"));
        Assert.Equal((VerifyResult.Exact, "b"), (Verify("37948.3万张").Result, Verify("37948.3万张").Statement.Source.ReleaseId));
    }

    [Fact]
    public void Period_NoFigureHasItAndOneLiesInside_IsThatOne()
    {
        store.Publish(Package("a", Row("500", "2022-12-31") + Row("600", "2023-03") + Row("610", "2023-06")));
        Assert.Equal((VerifyResult.Exact, "2022-12-31"), (Verify("500").Result, Verify("500").Figure.Period.Code));
        Assert.Equal(VerifyResult.Unknown, Verify("600", "2023").Result);
        Assert.Equal(["2023-06", "2023-03", "2022-12-31"], Verify("600", "2023").Near.Select(n => n.Period.Code));
    }

    [Fact]
    public void Kind_NotSaid_IsTheActualBeforeTheTarget()
    {
        store.Publish(Package("a", Row("500") + Row("700", kind: "target") + Row("900", "2025", "target")));
        Assert.Equal(Kind.Actual, Verify("500").Figure.Kind);
        Assert.Equal(VerifyResult.Exact, Verify("700", kind: Kind.Target).Result);
        Assert.Equal(VerifyResult.Exact, Verify("900", "2025").Result);
    }

    [Fact]
    public void Unknown_OtherDimensionsHoldFigures_NamesThem()
    {
        store.Publish(Package("a", Row("508", dimensions: "tier=national") + Row("7", area: "CN-GD")));
        var verification = Verify("508");
        Assert.Equal((VerifyResult.Unknown, "tier"), (verification.Result, Assert.Single(verification.Near).Dimensions[0].Key));
        Assert.Null(verification.Statement);
        Assert.Contains("层级：国家级", verification.Explanation.Zh);
    }

    [Theory]
    [InlineData("bed", "CN", "2022", "5", "claims[0].indicator", "beds")]
    [InlineData("beds", "CN-XX", "2022", "5", "claims[0].area", "CN-SX")]
    [InlineData("beds", "CN", "2022-13", "5", "claims[0].period", "2022")]
    [InlineData("beds", "CN", "2022", "many", "claims[0].value", "25.4亿")]
    [InlineData("beds", "CN", "2022", "87.7%", "claims[0].value", "87.7")]
    [InlineData("beds", "", "2022", "5", "claims[0].area", "CN")]
    public void Claim_WithAFault_IsRefusedWithFieldAndHint(string indicator, string area, string period, string value, string parameter, string hint)
    {
        var claim = new Claim { Indicator = indicator, Area = area, Period = period, Value = value };
        var refused = Assert.Throws<RpcException>(() => Ask(claim));
        var error = Errors.Read(refused)!;
        Assert.Equal((StatusCode.InvalidArgument, parameter), (refused.StatusCode, error.Parameter));
        Assert.StartsWith(hint[..2], error.Hint);
    }

    private Data.V1.Verification Verify(string value, string period = "2022", Kind kind = default) =>
        Ask(new Claim { Indicator = "beds", Area = "CN", Period = period, Value = value, Kind = kind });

    private Data.V1.Verification Ask(Claim claim) =>
        Assert.Single(new VerificationQueries(store.Store).Verify(new() { Claims = { claim } }, TestContext.Current.CancellationToken).Verifications);
}
