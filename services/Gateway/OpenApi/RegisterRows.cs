using Indicators.Gateway.Formats;
using static Indicators.Gateway.OpenApi.Field;

namespace Indicators.Gateway.OpenApi;

/// <summary>Members of register rows.</summary>
internal static class RegisterRows
{
    private static readonly Field[] Criterion =
    [
        Text("id", "Short id, never reused.", "mc-1"),
        Known("number", "Number of the condition.", 1),
        .. Both("criterion", "The condition", "三级甲等公立医院", "A public hospital of grade 3A"),
        Text("measure", "What is measured.", "hospital_grade"),
        Text("operator", "`=`, `>`, `>=`, `<` or `<=`.", "="),
        Text("threshold", "What it is held against.", "3A"),
        Text("unit", "Unit of the threshold.", "grade"),
        Text("scope", "What it spans; may be empty.", ""),
        Text("hospitalType", "Type of hospital that it is for; empty: any.", ""),
        .. FigureRows.Origin,
    ];

    public static readonly Dictionary<string, Field[]> All = new()
    {
        ["Host"] =
        [
            Text("id", "Short id, never reused.", "nch-01"),
            .. Both("hospital", "Name of the hospital", "首都医科大学附属北京儿童医院", "Beijing Children's Hospital"),
            .. FigureRows.Area, Text("role", "`host` or `joint_host`.", "host"), .. FigureRows.Origin,
        ],
        ["NationalCenter"] =
        [
            Text("id", "Short id, never reused.", "nc-04"), Known("number", "Number in the order of setting up.", 4),
            .. Both("specialty", "Specialty", "儿童", "Children"),
            Known("yearSet", "Year in which it was set up.", 2017), Text("setOn", "Date, maybe partial; empty: not read.", "2017-06-01"),
            Text("dateBasis", "What that date is.", "launch"), Rows("hosts", "Host", "Host hospitals that were read."),
            .. FigureRows.Origin,
        ],
        ["RegionalCenter"] =
        [
            Text("id", "Short id, never reused.", "rc-01"), .. Both("specialty", "Specialty", "儿童", "Children"),
            .. Both("region", "Region", "东北", "Northeast"),
            .. Both("hospital", "Name of the hospital", "中国医科大学附属盛京医院", "Shengjing Hospital"), .. FigureRows.Area,
            Text("role", "`host` or `joint_host`.", "host"),
            Text("announcedOn", "Date of the announcement, maybe partial.", "2020-09"), .. FigureRows.Origin,
        ],
        ["RegionalProject"] =
        [
            Text("id", "Short id, never reused.", "rp-001"), Text("batch", "Batch of approval or the range that it lies in.", "1"),
            Text("batchBasis", "`stated`, `inferred` or `range`.", "stated"),
            Choice("countsIn76", "Whether it is one of the 76 approved by April 2023.", Enums.Inclusions.Choices), .. FigureRows.Area,
            .. Both("project", "Name of the project", "某医院", "A hospital"),
            .. Both("exportingHospital", "Exporting hospital", "", ""), .. Both("hostHospital", "Host hospital", "", ""),
            .. Both("specialty", "Specialty", "", ""), .. FigureRows.Origin,
        ],
        ["RegionalProjectCount"] =
        [
            .. FigureRows.Area, Text("batches", "Batches that it covers; empty: as the document counts them.", "1-4"),
            KnownNumber("stated", "The number as documents state it.", 76),
            Count("itemised", "Projects in the register for certain.", 38),
            Count("itemisedUncertain", "Projects that may or may not belong to these batches.", 5),
            One("figure", "Observation", "The stated number with its source."),
        ],
        ["CountyCenter"] = [Text("id", "Short id, never reused.", "cc-01"), Text("group", "`clinical_service` or `emergency`.", "clinical_service"), .. Both("name", "Name", "肿瘤防治中心", "Cancer center"), .. FigureRows.Origin],
        ["PrioritySpecialty"] = [Text("id", "Short id, never reused.", "ps-1"), .. Both("name", "Name", "心血管", "Cardiovascular"), .. FigureRows.Origin],
        ["DemonstrationCity"] =
        [
            Text("id", "Short id, never reused.", "dp-2022-taiyuan"), Known("year", "Year of selection.", 2022), .. FigureRows.Area,
            .. Both("city", "Name of the city", "太原市", "Taiyuan"),
            KnownNumber("grantCny", "Central grant in CNY.", 500000000), .. FigureRows.Origin,
        ],
        ["DemonstrationYear"] =
        [
            Known("year", "Year.", 2022), KnownNumber("projects", "Projects selected.", 15),
            KnownNumber("grantCny", "Central grant of one project in CNY.", 500000000),
            KnownNumber("performanceSharePercent", "Share of the grant paid on performance in percent.", 30),
            KnownNumber("termYears", "Term of a project in years.", 3),
            KnownNumber("performanceAmountCny", "Derived: grant times share, in CNY.", 150000000),
            KnownNumber("programmeAmountCny", "Derived: projects times grant, in CNY.", 7500000000),
            Texts("derived", "Members of this row that no document states: they are computed from others.", "performanceAmountCny"),
            .. Both(
                "derivedNote", "How each of them is computed", "performanceAmountCny = grantCny × performanceSharePercent ÷ 100",
                "performanceAmountCny = grantCny × performanceSharePercent ÷ 100"),
            Rows("figures", "Observation", "The figures that the numbers come from, with their sources."),
            Rows("cities", "DemonstrationCity", "Cities of this year that were itemised."),
        ],
        ["AgencyName"] = [.. Both("name", "Name of the agency", "国家卫生健康委", "National Health Commission")],
        ["ReformTask"] =
        [
            Text("id", "Short id, never reused.", "rt-2023h2-01"), Known("number", "Number in the plan.", 1),
            Known("section", "Number of the section.", 1), .. Both("section", "Title of the section", "", ""),
            .. Both("title", "Title of the task", "", ""),
            Texts("agencies", "Agencies that are responsible, the leading one first, in Chinese.", "国家卫生健康委"),
            Rows("agencyNames", "AgencyName", "Their names in the order of `agencies`."),
            .. Both("target", "Quantified target; may be empty", "", ""),
            .. FigureRows.Origin,
        ],
        ["GuangdongTask"] = [Text("id", "Short id, never reused.", "gd-2023-01"), Known("number", "Number in the list.", 1), Known("year", "Year.", 2023), .. Both("title", "Title", "", ""), .. FigureRows.Origin],
        ["QualityGoal"] =
        [
            Text("id", "Short id, never reused.", "qg-2023-01"), Known("year", "Year.", 2023),
            Known("number", "Number in the list of the year.", 1), .. Both("goal", "The goal", "", ""),
            Text("level", "`national` or `specialty`.", "national"), Text("origin", "`new`, `carried_over`, `retired` or empty.", "new"),
            Text("basis", "`stated` or `derived`.", "stated"), .. FigureRows.Origin,
        ],
        ["MultiCampusCriterion"] = Criterion,
        ["CriterionAssessment"] =
        [
            Choice("verdict", "What the figures say of the condition.", Enums.Verdicts.Choices),
            Text("given", "The figure as it was compared; empty: not given.", "3A"),
            .. Both("reason", "Why", "", ""), .. Criterion,
        ],
        ["Assessment"] =
        [
            Choice("overall", "Met: all that apply are met; not met: one is not; unknown: otherwise.", Enums.Verdicts.Choices),
            Rows("items", "CriterionAssessment", "Each condition in order of its number."),
        ],
    };
}
