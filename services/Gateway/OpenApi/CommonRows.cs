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
            Text("code", "Stable code.", "unknown_code"), Text("parameter", "Parameter that it is about.", "area"),
            Text("value", "Value that it is about.", "CN-XX"),
            Text("message", "What it means.", "There is no code `CN-XX`."),
            .. Both("message", "The same", "没有代码“CN-XX”。", "There is no code `CN-XX`."),
            Text("hint", "The nearest valid value; may be empty.", "CN-SX"),
        ],
        ["Problem"] =
        [
            Text("type", "What kind of problem, as a URN.", "urn:indicators:problem:invalid-parameter"),
            Text("title", "The kind in words.", "A parameter is not valid"),
            .. Both("title", "The kind in words", "请求的参数有误", "A parameter is not valid"), Count("status", "HTTP status.", 400),
            Text("detail", "The first error.", "There is no code `CN-XX`."),
            .. Both("detail", "The first error", "没有代码“CN-XX”。", "There is no code `CN-XX`."),
            Text("instance", "Path of the request.", "/v1/observations"), Rows("errors", "Warning", "Every error that was found."),
        ],
        ["About"] =
        [
            .. Both("name", "Name of the suite", "卫生指标", "Indicators"), .. Both("description", "What the data is", "", ""),
            Text("licenseName", "Licence of the compilation.", "CC BY 4.0"),
            Text("licenseUrl", "Its text.", "https://creativecommons.org/licenses/by/4.0/"),
            .. Both("licenseNote", "What the licence covers", "", ""), .. Both("citation", "How to quote a figure", "", ""),
            .. Both("corrections", "How to report an error", "", ""),
            .. Both("deprecation", "How long an address or a field keeps working", "", ""),
            .. Both("dataQuality", "How sources are graded and what is missing", "", ""),
            Texts("addresses", "Every address of the interface.", "/v1/observations"),
        ],
        ["CsvMetadata"] =
        [
            Text("@context", "The vocabulary.", "http://www.w3.org/ns/csvw"),
            Text("url", "The CSV, beside this document.", "observations?format=csv"),
            Rows("dc:title", "LanguageText", "Name of the data."), Whole("dc:license", "Licence of the compilation."),
            Whole("dialect", "How the CSV is written."),
            Whole("tableSchema", "Its columns with titles and datatypes, and its primary key."),
        ],
        ["LanguageText"] = [Text("@value", "The text.", "Indicators"), Text("@language", "Its language.", "en")],
        ["DataPackage"] =
        [
            Text("profile", "Kind of package.", "tabular-data-package"), Text("name", "Name of the package.", "indicators-observations"),
            Text("title", "Name of the data.", "卫生指标 / Indicators"),
            Text("version", "Data version that the rows are pinned to.", "12.7.9.20.15.30-9f3a61c2"),
            Rows("licenses", "PackageLicense", "Licence of the compilation."),
            Rows("sources", "PackageSource", "Documents that the rows name."), Rows("resources", "PackageResource", "The CSV."),
        ],
        ["PackageLicense"] = [Text("name", "Short name.", "CC-BY-4.0"), Text("title", "Name.", "CC BY 4.0"), Text("path", "Its text.", "https://creativecommons.org/licenses/by/4.0/")],
        ["PackageSource"] =
        [
            Text("title", "Title of the document in Chinese.", "国家卫生健康委员会2023年4月13日新闻发布会"),
            Text("titleEn", "Title in English.", "NHC press conference, 13 April 2023"),
            Text("issuer", "Who issued it, in Chinese.", "国家卫生健康委员会"), Text("release", "Id of the release.", "nhc-2023-04-13"),
        ],
        ["PackageResource"] =
        [
            Text("profile", "Kind of resource.", "tabular-data-resource"), Text("name", "Name of the table.", "observations"),
            Text("path", "Address of the CSV.", "http://localhost:8080/v1/observations?format=csv"), Text("format", "Always `csv`.", "csv"),
            Text("mediatype", "Always `text/csv`.", "text/csv"), Text("encoding", "Always `utf-8`.", "utf-8"),
            Count("rows", "Rows of the CSV.", 1),
            Whole("dialect", "How the CSV is written."), Whole("schema", "Its fields with types and titles, and its primary key."),
        ],
        ["AssessmentRequest"] =
        [
            Choice("hospitalType", "Type of the hospital.", Formats.Enums.HospitalTypes.Choices),
            Text("hospitalGrade", "Grade, such as 3A.", "3A"),
            new("publicHospital", JsonSchemaType.Boolean, "Whether it is a public hospital.", true),
            Number("bedOccupancy", "Bed occupancy in percent, 0 to 200.", 95),
            Number("averageLengthOfStayRank", "Rank of the average length of stay in the country, a percentile counted from the best.", 10),
            Number("caseComplexityRank", "Rank of case complexity in the province, a percentile counted from the highest.", 10),
            Texts("performanceGrades", "Performance grades of the last three years, newest first.", "A+"),
            Count("majorIncidents", "Major safety incidents in the last three years.", 0),
        ],
    };
}
