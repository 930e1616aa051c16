using System.Collections.Frozen;

namespace Indicators.Gateway.Charts;

/// <summary>
/// Provinces as tiles of one size, each near its place on the map, so that a small one is seen as well as a large one. The layout is our own.
/// </summary>
internal static class TileLayout
{
    public const int Columns = 9;
    public const int Rows = 8;

    /// <summary>The Xinjiang Production and Construction Corps: shown beside Xinjiang where it has a figure of its own, and never missed.</summary>
    public const string Corps = "CN-XPCC";

    /// <summary>All tiles with their short names.</summary>
    public static FrozenDictionary<string, Tile> Tiles { get; } = new Tile[]
    {
        new("CN-HL", 8, 0, "黑龙江", "Heilongjiang"), new("CN-NM", 4, 1, "内蒙古", "Inner Mongolia"), new("CN-LN", 7, 1, "辽宁", "Liaoning"), new("CN-JL", 8, 1, "吉林", "Jilin"),
        new("CN-XJ", 0, 2, "新疆", "Xinjiang"), new("CN-NX", 3, 2, "宁夏", "Ningxia"), new("CN-SX", 4, 2, "山西", "Shanxi"), new("CN-HE", 5, 2, "河北", "Hebei"),
        new("CN-BJ", 6, 2, "北京", "Beijing"), new("CN-TJ", 7, 2, "天津", "Tianjin"), new(Corps, 0, 3, "兵团", "XPCC"), new("CN-QH", 1, 3, "青海", "Qinghai"),
        new("CN-GS", 2, 3, "甘肃", "Gansu"), new("CN-SN", 3, 3, "陕西", "Shaanxi"), new("CN-HA", 4, 3, "河南", "Henan"), new("CN-SD", 5, 3, "山东", "Shandong"),
        new("CN-XZ", 1, 4, "西藏", "Xizang"), new("CN-SC", 2, 4, "四川", "Sichuan"), new("CN-CQ", 3, 4, "重庆", "Chongqing"), new("CN-HB", 4, 4, "湖北", "Hubei"),
        new("CN-AH", 5, 4, "安徽", "Anhui"), new("CN-JS", 6, 4, "江苏", "Jiangsu"), new("CN-SH", 7, 4, "上海", "Shanghai"), new("CN-YN", 2, 5, "云南", "Yunnan"),
        new("CN-GZ", 3, 5, "贵州", "Guizhou"), new("CN-HN", 4, 5, "湖南", "Hunan"), new("CN-JX", 5, 5, "江西", "Jiangxi"), new("CN-ZJ", 6, 5, "浙江", "Zhejiang"),
        new("CN-GX", 4, 6, "广西", "Guangxi"), new("CN-GD", 5, 6, "广东", "Guangdong"), new("CN-FJ", 6, 6, "福建", "Fujian"), new("CN-TW", 8, 6, "台湾", "Taiwan"),
        new("CN-HI", 4, 7, "海南", "Hainan"), new("CN-MO", 5, 7, "澳门", "Macao"), new("CN-HK", 6, 7, "香港", "Hong Kong"),
    }.ToFrozenDictionary(t => t.Area, StringComparer.Ordinal);

    public static bool Has(string area) => Tiles.ContainsKey(area);
}

/// <summary>A province's tile.</summary>
internal sealed record Tile(string Area, int Column, int Row, string Zh, string En)
{
    /// <summary>Two letters, where its name has no room.</summary>
    public string Letters => Area.Length == 5 ? Area[3..] : "XPCC";
}
