using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Endpoints;

/// <summary>What the suite says of itself.</summary>
internal static class AboutApi
{
    private static readonly Operation Get = new("getAbout", "/v1/about", "About", "About", "Licence, corrections, deprecation, addresses")
    {
        Parameters = [Parameters.Lang],
    };

    private static readonly (TextColumns Name, LocalizedText Text)[] Before =
    [
        (new("name"), Text("卫生指标", "Indicators")),
        (new("description"), Text(
            "中国卫生健康政策文件公布的数字：国家医学中心、县级医院、临床重点专科、财政项目、改革任务和卫生资源，每个数字都带定义、来源文件和历次版本。",
            "Figures that China's health-system policy documents publish: medical centers, county hospitals, key clinical specialties, "
                + "fiscal projects, reform tasks and health resources, each with its definition, its source document and its history.")),
    ];

    private static readonly (TextColumns Name, LocalizedText Text)[] After =
    [
        (new("licenseNote"), Text(
            "数字是公开的事实，不受著作权保护；许可只涉及本项目的汇编（定义、译文、代码和编排）。引用时请注明每个数字的发布机构。",
            "The figures are public facts and free of copyright; the licence covers this project's compilation: definitions, "
                + "translations, codes and arrangement. Name the issuer of each figure when you quote it.")),
        (new("citation"), Text(
            "发布机构，文件标题，文号，日期；经由“卫生指标”，数据版本（dataVersion）。",
            "Issuer, title of the document, document number, date; by way of Indicators, with the dataVersion of the answer.")),
        (new("corrections"), Text(
            "发现与原文不符时，请向本服务的运行者提交更正，写明指标、地区、期间、原文出处和正确数字；更正以新的发布加入，旧数字保留并可按版本查到。",
            "Where a figure differs from its document, tell whoever runs this server: indicator, area, period, the place in the "
                + "document and the right number. A correction is added as a new release; the old figure stays and can be asked for by "
                + "version.")),
        (new("deprecation"), Text(
            "已发布的地址或字段，在以Deprecation和Sunset响应头宣布弃用后，至少再工作12个月。",
            "A released address or field keeps working for at least 12 months after it is announced as deprecated by the Deprecation "
                + "and Sunset headers.")),
        (new("dataQuality"), Text(
            "每个数字注明所读到的是原始页面、媒体报道、转录数据还是转载副本；没有读到的不补，数字不一致时并列给出。",
            "Each figure says what was read: the issuer's page, a press report, a transcription or a copy. What was not read is not "
                + "filled in, and numbers that disagree stand side by side.")),
    ];

    public static void MapAbout(this Routes routes)
    {
        routes.Get(Get, ask => ValueTask.FromResult(ask.Item(ask.State.Versions, routes.Paths, [], Write, [])));
    }

    private static void Write(RowWriter rows, IEnumerable<string> paths)
    {
        var json = rows.Json;
        Write(rows, Before);
        json.WriteString("licenseName", "CC BY 4.0");
        json.WriteString("licenseUrl", "https://creativecommons.org/licenses/by/4.0/");
        Write(rows, After);
        json.WriteStartArray("addresses");
        foreach (var path in paths)
        {
            json.WriteStringValue(path);
        }

        json.WriteEndArray();
    }

    private static void Write(RowWriter rows, (TextColumns Name, LocalizedText Text)[] texts)
    {
        foreach (var (name, text) in texts)
        {
            rows.Text(name, text);
        }
    }

    private static LocalizedText Text(string zh, string en) => new() { Zh = zh, En = en };
}
