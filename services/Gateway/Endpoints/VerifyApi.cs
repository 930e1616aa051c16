using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Endpoints;

/// <summary>Numbers that somebody wrote, held against the figures.</summary>
internal static class VerifyApi
{
    private const string Path = "/v1/verify";
    private const string Tag = "Verification";
    private const string Rules =
        "核对一个说法与公布的数字。 `exact`: the number that a document states. `rounded`: the figure at the claim's own last digit. "
            + "`within_qualifier`: one of the two is open "
        + "and the other lies inside (1,450 against more than 1,400), or the claim has more digits than were printed. `superseded`: an "
        + "earlier number, `replacedBy` names the release that took its place. "
        + "`disputed`: a document states it and another disagrees. `contradicted`: another number is stated. `unknown`: there is no such "
        + "figure, `near` says what there is.";

    private static readonly Parameter Indicator = new("indicator", "Code of the indicator, see `/v1/indicators`.")
    {
        Example = "county_hospital_level2_capability_share",
    };
    private static readonly Parameter Area = new("area", "Code of the area, see `/v1/areas`.") { Example = "CN" };
    private static readonly Parameter Period = new(
        "period", "The period; where no figure has it and one alone lies inside it, that one is meant.")
    {
        Example = "2022",
    };
    private static readonly Parameter Value = new(
        "value", "The number as it was written: `25.4亿`, `70多亿`, `5700万`, `87.7%`, `1.233k`, `10,631`, `more than 1,400`.")
    {
        Example = "87.7%",
    };
    private static readonly Parameter Dimension = Parameters.Dimension with { MayBeEmpty = false };

    private static readonly Parameter Kind = new(
        "kind", "What the figure states; unless said the actual, else the derived, the target, the norm.")
    {
        Choices = Enums.Kinds.Choices, Example = "actual",
    };

    public static void MapVerify(this Routes routes)
    {
        routes.Get(
            new("verifyFigure", Path, Tag, "Verification", "Holds one number against the figures")
            {
                Parameters = [Indicator, Area, Period, Value, Dimension, Kind, .. Parameters.Columns],
                Description = Rules,
                Example = "indicator=county_hospital_level2_capability_share&area=CN&period=2022&value=87.7%25",
                ChecksMore = true,
                IsSingle = true,
            },
            VerifyOne);
        routes.Post(
            new("verifyFigures", Path, Tag, "Verifications", "Holds up to 100 numbers against the figures")
            {
                Parameters = Parameters.Columns, Description = Rules, BodyRow = "VerificationRequest", BodySummary = "The claims; one fault refuses them all.",
            },
            VerifyMany);
    }

    private static async ValueTask<Answer> VerifyOne(Ask ask)
    {
        var arguments = ask.Arguments;
        var claim = new Claim
        {
            Indicator = arguments.One(Indicator),
            Area = arguments.One(Area),
            Period = arguments.One(Period),
            Value = arguments.One(Value),
            Kind = Enums.Kinds.Of(arguments.One(Kind)),
            Dimensions = { arguments.Family(Dimension).Select(d => new Dimension { Key = d.Key, Value = d.Value }) },
        };
        var (response, state, versions) = await SuiteVerification.VerifyAsync(ask.Suite, [claim], _ => "", ask.Faults, ask.Cancellation);
        ask.State = state;
        return ask.Item(versions, response.Verifications[0], response.Releases, VerificationJson.Write, []);
    }

    private static async ValueTask<Answer> VerifyMany(Ask ask)
    {
        var claims = await ClaimsBody.ReadAsync(ask.Http, ask.Faults);
        var (response, state, versions) = await SuiteVerification.VerifyAsync(
            ask.Suite, claims, i => $"claims[{i}].", ask.Faults, ask.Cancellation);
        ask.State = state;
        return ask.Item(versions, response, response.Releases, VerificationJson.Write, [], isOneOff: true);
    }
}
