using Indicators.Types.V1;

namespace Indicators.Store.Registers;

/// <summary>What every register row carries beside its own columns.</summary>
public abstract record RegisterRow
{
    /// <summary>The columns of this record, for the SELECT of a register.</summary>
    public const string Columns = "row_id AS RowId, release_no AS ReleaseNo, locator AS Locator, note_zh AS NoteZh, note_en AS NoteEn";

    /// <summary>Short id, never reused.</summary>
    public string RowId { get; init; } = "";

    /// <summary>Number of the release in this database.</summary>
    public long ReleaseNo { get; init; }

    /// <summary>Where in the document.</summary>
    public string Locator { get; init; } = "";

    /// <summary>Remarks in Chinese.</summary>
    public string NoteZh { get; init; } = "";

    /// <summary>Remarks in English.</summary>
    public string NoteEn { get; init; } = "";

    /// <summary>Where the row was read; filled for shown rows.</summary>
    public Source Source { get; internal set; } = new();

    /// <summary>Remarks as a message.</summary>
    public LocalizedText Note => new() { Zh = NoteZh, En = NoteEn };
}
