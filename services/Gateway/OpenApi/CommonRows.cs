using Microsoft.OpenApi;
using static Indicators.Gateway.OpenApi.Field;

namespace Indicators.Gateway.OpenApi;

/// <summary>Members of warnings, problems, the body of an assessment and what the suite says of itself.</summary>
internal static class CommonRows
{
    public static readonly Dictionary<string, Field[]> All = new()
    {
        ["Warning"] =
        [
            Text("code", "Stable code.", "unknown_code"), Text("parameter", "Parameter that it is about.", "area"), Text("value", "Value that it is about.", "CN-XX"),
            Text("message", "What it means.", "There is no code `CN-XX`."), .. Both("message", "The same", "没有代码“CN-XX”。", "There is no code `CN-XX`."), Text("hint", "The nearest valid value; may be empty.", "CN-SX"),
        ],
        ["Problem"] =
        [
            Text("type", "What kind of problem, as a URN.", "urn:indicators:problem:invalid-parameter"), Text("title", "The kind in words.", "A parameter is not valid"),
            .. Both("title", "The kind in words", "请求的参数有误", "A parameter is not valid"), Count("status", "HTTP status.", 400), Text("detail", "The first error.", "There is no code `CN-XX`."),
            .. Both("detail", "The first error", "没有代码“CN-XX”。", "There is no code `CN-XX`."), Text("instance", "Path of the request.", "/v1/observations"), Rows("errors", "Warning", "Every error that was found."),
        ],
        ["About"] =
        [
            .. Both("name", "Name of the suite", "卫生指标", "Indicators"), .. Both("description", "What the data is", "", ""), Text("licenseName", "Licence of the compilation.", "CC BY 4.0"),
            Text("licenseUrl", "Its text.", "https://creativecommons.org/licenses/by/4.0/"), .. Both("licenseNote", "What the licence covers", "", ""), .. Both("citation", "How to quote a figure", "", ""),
            .. Both("corrections", "How to report an error", "", ""), .. Both("deprecation", "How long an address or a field keeps working", "", ""), .. Both("dataQuality", "How sources are graded and what is missing", "", ""),
            Texts("addresses", "Every address of the interface.", "/v1/observations"),
        ],
        ["AssessmentRequest"] =
        [
            Choice("hospitalType", "Type of the hospital.", Formats.Enums.HospitalTypes.Choices), Text("hospitalGrade", "Grade, such as 3A.", "3A"),
            new("publicHospital", JsonSchemaType.Boolean, "Whether it is a public hospital.", true), Number("bedOccupancy", "Bed occupancy in percent, 0 to 200.", 95),
            Number("averageLengthOfStayRank", "Rank of the average length of stay in the country, a percentile counted from the best.", 10),
            Number("caseComplexityRank", "Rank of case complexity in the province, a percentile counted from the highest.", 10),
            Texts("performanceGrades", "Performance grades of the last three years, newest first.", "A+"), Count("majorIncidents", "Major safety incidents in the last three years.", 0),
        ],
    };
}
