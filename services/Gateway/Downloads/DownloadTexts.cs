namespace Indicators.Gateway.Downloads;

/// <summary>The README of the download in both languages.</summary>
internal static class DownloadTexts
{
    public static string Zh(SuiteState state) => $"""
        卫生指标：全部数据
        数据版本：{state.Versions.Text}（{state.ChangedAt}）

        observations.csv  现行数字，一行一个；value 为基本单位的精确小数，published_value 与 published_unit 为文件原样
        indicators.csv    指标：名称、定义、方法、单位
        releases.csv      发布：每个数字所出的文件；observations.csv 的 release 指向 id
        areas.csv         地区代码
        datapackage.json  各表各列的说明（Frictionless Data Package）

        文件为 UTF-8，逗号分隔（RFC 4180）。dimensions 为 key=value，按键排序，以分号相连；空为文件所述总数。
        status 为 disputed 的数字另有不同说法，见 /v1/observations 的 alternatives。
        数字是公开的事实；本项目的汇编以 CC BY 4.0 许可。引用时请注明发布机构和数据版本，见 /v1/observations/cite。

        """;

    public static string En(SuiteState state) => $"""
        Indicators: everything
        Data version: {state.Versions.Text} ({state.ChangedAt})

        observations.csv  figures now shown, one a row; value is the exact decimal in the base unit, published_value and published_unit are as printed
        indicators.csv    indicators: names, definitions, methods, units
        releases.csv      releases: the documents that state the figures; release in observations.csv is their id
        areas.csv         codes of areas
        datapackage.json  tables and columns (Frictionless Data Package)

        UTF-8, commas (RFC 4180). dimensions is key=value in order of keys, joined by semicolons; empty is the total that the document states.
        For a figure whose status is disputed other documents state other numbers: see alternatives in /v1/observations.
        The figures are public facts; this project's compilation is licensed CC BY 4.0. Name the issuer and the data version: see /v1/observations/cite.

        """;
}
