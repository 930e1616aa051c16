using Indicators.Gateway.Formats;
using Microsoft.OpenApi;
using static Indicators.Gateway.OpenApi.Field;

namespace Indicators.Gateway.OpenApi;

/// <summary>Members of targets and of verifications.</summary>
internal static class TargetRows
{
    public static readonly Dictionary<string, Field[]> All = new()
    {
        ["Target"] =
        [
            .. FigureRows.All["Observation"].Where(f => !f.Name.StartsWith("change", StringComparison.Ordinal)),
            Choice("state", "How it stands.", Enums.TargetStates.Choices),
            .. Both("reason", "Why it stands so", "2022-12-31的实际值610个未达到目标。", "The actual of 2022-12-31, 610, does not meet the target."),
            KnownNumber("gap", "Target less actual; where higher is better above zero is still to go, where lower is better below zero. Null without an actual.", 140),
            KnownNumber(
                "shareReached", "Actual in percent of the target, two digits; null unless higher is better and the target is above zero.",
                81.33m),
            KnownNumber("paceSoFar", "Change a year between the last two actuals; null with one, and over a break in the series.", 50),
            KnownNumber(
                "paceNeeded",
                "Change a year from the newest actual that meets the target in time; null where it is met or no time is left.", 46.67m),
            KnownNumber("actualValue", "The newest actual up to the end of the due period, in the base unit; null without one.", 610),
            Text("actualQualifier", "How exactly it is known; empty without one.", "exact"),
            Text("actualPeriod", "The time that it is about; empty without one.", "2022-12-31"),
            Flag("actualDerived", "It was added up here from its parts and stands in no document."),
            .. Both(
                "actualNote", "How it was added up; empty where it was not", "由本项目相加，没有文件写明合计：508个 + 102个 = 610个。",
                "Added up here and stated by no document: 508 + 102 = 610."),
            Rows("actualParts", "Observation", "The figures that it is made of, with their sources."),
        ],
        ["Verification"] =
        [
            Choice("result", "What became of the claim.", Enums.VerifyResults.Choices),
            .. Both("explanation", "The same in a sentence", "与公布的数字一致。", "This is the number that is stated."),
            Code("indicator", "Code of the indicator.", "county_hospital_level2_capability_share"),
            .. Both("name", "Name of the indicator", "达到二级医院能力的县医院占比", "Share of county hospitals that reach level-2 hospital capability"),
            .. FigureRows.Area,
            Text("period", "The period as it was claimed.", "2022"),
            Code("dimensions", "`key=value` joined by `;`; empty: the stated total.", ""),
            .. Both("dimensions", "The dimensions in words", "", ""),
            Text("kind", "The kind as it was claimed; empty: not said.", ""),
            Text("claimed", "The number as it was written.", "87.7%"),
            KnownNumber("claimedValue", "The same in the base unit.", 87.7m),
            Choice("claimedQualifier", "How exactly the claim states it.", Enums.Qualifiers.Choices),
            KnownNumber("difference", "Claim less shown figure; null where none is shown.", 0),
            KnownNumber(
                "statedValue", "The statement that the result is about: the one that fits, else the shown one; null without one.", 87.7m),
            Text("statedQualifier", "How exactly it is stated; empty without one.", "exact"),
            One("source", "Source", "Where that was read; null without one."),
            Text("replacedBy", "Id of the release that replaced it; empty unless superseded.", ""),
            One("figure", "Observation", "The figure that is shown, with every document that states it; null where there is none."),
            Rows("near", "Observation", "For unknown: what there is near, up to five."),
        ],
        ["Verifications"] = [Rows("items", "Verification", "One result for each claim, in the order given.")],
        ["Claim"] =
        [
            Text("indicator", "Code of the indicator; required.", "county_hospital_level2_capability_share"),
            Text("area", "Code of the area; required.", "CN"),
            Text("period", "The period; required.", "2022"),
            Text("value", "The number as it was written; required. A JSON number is taken by its digits.", "87.7%") with
            {
                Type = JsonSchemaType.String | JsonSchemaType.Number,
            },
            Choice("kind", "Kind of the figure.", Enums.Kinds.Choices),
            new(
                "dimensions", JsonSchemaType.Object, "All dimensions of the figure by key; left out: the stated total.",
                new System.Text.Json.Nodes.JsonObject()),
        ],
        ["VerificationRequest"] = [Rows("claims", "Claim", "1 to 100 claims.")],
    };
}
