using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Indicators.Contracts;
using Indicators.Types.V1;

namespace Indicators.Store.Publishing;

/// <summary>release.json as it is written. Its properties are settable because compiled reading forgets the initial value of others.</summary>
internal sealed partial record ReleaseFile
{
    public const string FileName = "release.json";

    public string Id { get; set; } = "";
    public Text Title { get; set; } = new();
    public Text Issuer { get; set; } = new();
    public string DocumentNumber { get; set; } = "";
    public string IssuedOn { get; set; } = "";
    public string PublishedOn { get; set; } = "";
    public string ReadOn { get; set; } = "";
    public string PublishedBy { get; set; } = "";
    public string Url { get; set; } = "";
    public string Evidence { get; set; } = "";
    public bool Preliminary { get; set; }
    public IReadOnlyList<string> Revises { get; set; } = [];
    public Text Note { get; set; } = new();
    public IReadOnlyList<string> Services { get; set; } = [];
    public IReadOnlyList<ManifestFile> Files { get; set; } = [];

    /// <summary>Reads and checks the file; null where it is no JSON of this shape.</summary>
    public static ReleaseFile? Read(byte[] content, FaultList faults)
    {
        try
        {
            if (JsonSerializer.Deserialize(content, ReleaseFileJson.Default.ReleaseFile) is { } file)
            {
                file.Check(faults);
                return file;
            }

            faults.Add(FileName, 1, "", "null", "须为一个 JSON 对象。", "This is no JSON object.");
        }
        catch (JsonException bad)
        {
            faults.Add(FileName, (int)(bad.LineNumber ?? 0) + 1, bad.Path ?? "", "", "不是要求的 JSON。", $"This is not the JSON that is asked for: {bad.Message}");
        }

        return null;
    }

    /// <summary>The release without what is counted later.</summary>
    public Release ToRelease(string contentHash) => new()
    {
        Id = Id,
        Title = Title.ToMessage(),
        Issuer = Issuer.ToMessage(),
        DocumentNumber = DocumentNumber,
        IssuedOn = IssuedOn,
        PublishedOn = PublishedOn,
        PublishedBy = PublishedBy,
        Url = Url,
        Evidence = Words.Evidences.GetValueOrDefault(Evidence),
        Preliminary = Preliminary,
        Revises = { Revises },
        Note = Note.ToMessage(),
        Services = { Services },
        KnownFrom = Earlier(Periods.LastDay(Dated), ReadOn),
        ContentHash = contentHash,
    };

    /// <summary>The date that counts: of issue, else of publication.</summary>
    private string Dated => IssuedOn.Length > 0 ? IssuedOn : PublishedOn;

    // A partial date counts as its last day, but what was read was known on the day it was read.
    private static string Earlier(string? lastDay, string readOn) =>
        lastDay is null || (readOn.Length > 0 && string.CompareOrdinal(readOn, lastDay) < 0) ? readOn : lastDay;

    private void Check(FaultList faults)
    {
        if (Files.Any(f => f is null) || Revises.Any(r => r is null) || Services.Any(s => s is null))
        {
            throw new JsonException("A list holds null.");
        }

        if (!IdShape().IsMatch(Id))
        {
            Fault("id", Id, "编号只用小写字母、数字和连字符。", "An id is lower-case letters, digits and hyphens.");
        }

        foreach (var (column, text) in new[] { ("title.zh", Title.Zh), ("title.en", Title.En), ("issuer.zh", Issuer.Zh), ("issuer.en", Issuer.En) })
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                Fault(column, text, "不能为空。", "This must not be blank.");
            }
        }

        foreach (var (column, date) in new[] { ("issuedOn", IssuedOn), ("publishedOn", PublishedOn) })
        {
            if (date.Length > 0 && Periods.LastDay(date) is null)
            {
                Fault(column, date, "须为日期 2023、2023-04 或 2023-04-13。", "This is no date such as 2023, 2023-04 or 2023-04-13.");
            }
        }

        if (IssuedOn.Length + PublishedOn.Length == 0 && (Note.Zh.Length == 0 || Note.En.Length == 0))
        {
            Fault("issuedOn", "", "日期不明时须在 note 中用中英文说明。", "Where no date is known, note says so in zh and en.");
        }

        if (ReadOn.Length > 0 && !Periods.IsDay(ReadOn))
        {
            Fault("readOn", ReadOn, "须为完整日期，如 2023-04-13。", "This is no full date such as 2023-04-13.", Periods.LastDay(ReadOn) ?? "");
        }
        else if (ReadOn.Length > 0 && Periods.TryParse(Dated, out var dated) && string.CompareOrdinal(ReadOn, dated.Start) < 0)
        {
            Fault("readOn", ReadOn, "阅读日期早于发布日期。", "The document cannot have been read before it was issued.", dated.Start);
        }

        if (!Words.Evidences.ContainsKey(Evidence))
        {
            Fault("evidence", Evidence, $"须为：{string.Join("、", Words.Evidences.Keys)}。", $"This is one of: {string.Join(", ", Words.Evidences.Keys)}.", Nearest.To(Evidence, Words.Evidences.Keys));
        }

        if (Url.Length > 0 && !(Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            Fault("url", Url, "须为 http 或 https 地址。", "This is no http or https address.");
        }

        if (Revises.Contains(Id))
        {
            Fault("revises", Id, "发布不能修订自身。", "A release cannot revise itself.");
        }

        void Fault(string column, string value, string zh, string en, string hint = "") => faults.Add(FileName, 0, column, value, zh, en, hint);
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex IdShape();
}

/// <summary>A text in both languages, as JSON writes it.</summary>
internal sealed record Text(string Zh = "", string En = "")
{
    public LocalizedText ToMessage() => new() { Zh = Zh ?? "", En = En ?? "" };
}

/// <summary>A file of the manifest.</summary>
internal sealed record ManifestFile(string Name = "", int Rows = 0, string Sha256 = "", string Register = "");

/// <summary>Compiled reading of release.json: reflection would cost each service several megabytes for one small file.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ReleaseFile))]
internal sealed partial class ReleaseFileJson : JsonSerializerContext;
