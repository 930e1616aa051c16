using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Indicators.Testing;

/// <summary>Writes release packages with a correct manifest.</summary>
public static class TestPackage
{
    /// <summary>Header of observations.csv.</summary>
    public const string Header = "indicator,area,period,dimensions,value,unit,qualifier,kind,locator,preliminary,series_break,action,note_zh,note_en";

    /// <summary>Writes a package of figures into `parent/id`.</summary>
    /// <param name="parent">Folder that the package's folder is made in.</param>
    /// <param name="id">Id of the release.</param>
    /// <param name="service">Service that owns its figures.</param>
    /// <param name="issuedOn">ISO 8601 date.</param>
    /// <param name="rows">Rows of observations.csv, without line ends.</param>
    /// <returns>Folder of the package.</returns>
    public static string Write(string parent, string id, string service, string issuedOn, params string[] rows) =>
        WriteRevision(parent, id, service, issuedOn, [], rows);

    /// <summary>Writes a package that corrects or takes back what other releases state.</summary>
    /// <param name="parent">Folder that the package's folder is made in.</param>
    /// <param name="id">Id of the release.</param>
    /// <param name="service">Service that owns its figures.</param>
    /// <param name="issuedOn">ISO 8601 date.</param>
    /// <param name="revises">Ids of the releases that it revises.</param>
    /// <param name="rows">Rows of observations.csv, without line ends.</param>
    /// <returns>Folder of the package.</returns>
    public static string WriteRevision(string parent, string id, string service, string issuedOn, string[] revises, params string[] rows)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, id)).FullName;
        var content = Encoding.UTF8.GetBytes(string.Concat(rows.Prepend(Header).Select(row => row + "\n")));
        File.WriteAllBytes(Path.Combine(folder, "observations.csv"), content);
        var release = new
        {
            id,
            title = new { zh = "测试文件", en = "Test document" },
            issuer = new { zh = "测试机构", en = "Test issuer" },
            documentNumber = "",
            issuedOn,
            publishedOn = "",
            publishedBy = "",
            url = "",
            evidence = "official",
            preliminary = false,
            revises,
            note = new { zh = "", en = "" },
            services = new[] { service },
            files = new[] { new { name = "observations.csv", rows = rows.Length, sha256 = Convert.ToHexStringLower(SHA256.HashData(content)) } },
        };
        File.WriteAllText(Path.Combine(folder, "release.json"), JsonSerializer.Serialize(release));
        return folder;
    }
}
