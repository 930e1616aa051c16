using Indicators.Types.V1;

namespace Indicators.Store;

/// <summary>A row of the table of releases.</summary>
internal sealed record ReleaseRow
{
    public const string Select = """
        SELECT release_no AS ReleaseNo, id AS Id, sequence AS Sequence, content_hash AS ContentHash, title_zh AS TitleZh, title_en AS TitleEn,
               issuer_zh AS IssuerZh, issuer_en AS IssuerEn, document_number AS DocumentNumber, issued_on AS IssuedOn, published_on AS PublishedOn,
               published_by AS PublishedBy, url AS Url, evidence AS Evidence, preliminary AS Preliminary, note_zh AS NoteZh, note_en AS NoteEn,
               known_from AS KnownFrom, services AS Services, observation_count AS ObservationCount, register_row_count AS RegisterRowCount,
               (SELECT recorded_at FROM change WHERE change.sequence = release.sequence) AS StoredAt
        FROM release
        """;

    public const string Insert = """
        INSERT INTO release (id, content_hash, title_zh, title_en, issuer_zh, issuer_en, document_number, issued_on, published_on, published_by, url,
                             evidence, preliminary, note_zh, note_en, known_from, services, observation_count, register_row_count)
        VALUES (@Id, @ContentHash, @TitleZh, @TitleEn, @IssuerZh, @IssuerEn, @DocumentNumber, @IssuedOn, @PublishedOn, @PublishedBy, @Url,
                @Evidence, @Preliminary, @NoteZh, @NoteEn, @KnownFrom, @Services, @ObservationCount, @RegisterRowCount)
        RETURNING release_no
        """;

    public long ReleaseNo { get; init; }
    public string Id { get; init; } = "";
    public long? Sequence { get; init; }
    public string ContentHash { get; init; } = "";
    public string TitleZh { get; init; } = "";
    public string TitleEn { get; init; } = "";
    public string IssuerZh { get; init; } = "";
    public string IssuerEn { get; init; } = "";
    public string DocumentNumber { get; init; } = "";
    public string IssuedOn { get; init; } = "";
    public string PublishedOn { get; init; } = "";
    public string PublishedBy { get; init; } = "";
    public string Url { get; init; } = "";
    public long Evidence { get; init; }
    public long Preliminary { get; init; }
    public string NoteZh { get; init; } = "";
    public string NoteEn { get; init; } = "";
    public string KnownFrom { get; init; } = "";
    public string Services { get; init; } = "";
    public long ObservationCount { get; init; }
    public long RegisterRowCount { get; init; }
    public string StoredAt { get; init; } = "";

    public static ReleaseRow From(Release release) => new()
    {
        Id = release.Id,
        ContentHash = release.ContentHash,
        TitleZh = release.Title.Zh,
        TitleEn = release.Title.En,
        IssuerZh = release.Issuer.Zh,
        IssuerEn = release.Issuer.En,
        DocumentNumber = release.DocumentNumber,
        IssuedOn = release.IssuedOn,
        PublishedOn = release.PublishedOn,
        PublishedBy = release.PublishedBy,
        Url = release.Url,
        Evidence = (long)release.Evidence,
        Preliminary = release.Preliminary ? 1 : 0,
        NoteZh = release.Note.Zh,
        NoteEn = release.Note.En,
        KnownFrom = release.KnownFrom,
        Services = string.Join(' ', release.Services),
        ObservationCount = release.ObservationCount,
        RegisterRowCount = release.RegisterRowCount,
    };

    public Release ToRelease() => new()
    {
        Id = Id,
        ContentHash = ContentHash,
        Title = new() { Zh = TitleZh, En = TitleEn },
        Issuer = new() { Zh = IssuerZh, En = IssuerEn },
        DocumentNumber = DocumentNumber,
        IssuedOn = IssuedOn,
        PublishedOn = PublishedOn,
        PublishedBy = PublishedBy,
        Url = Url,
        Evidence = (Evidence)Evidence,
        Preliminary = Preliminary == 1,
        Note = new() { Zh = NoteZh, En = NoteEn },
        KnownFrom = KnownFrom,
        Services = { Services.Split(' ', StringSplitOptions.RemoveEmptyEntries) },
        ObservationCount = (int)ObservationCount,
        RegisterRowCount = (int)RegisterRowCount,
        StoredAt = StoredAt,
    };
}
