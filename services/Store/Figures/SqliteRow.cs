using System.Runtime.InteropServices;
using System.Text;
using SQLitePCL;

namespace Indicators.Store.Figures;

/// <summary>
/// The row that a statement stands on, read from SQLite itself. The checks of a data reader, a safe handle for each cell and the switch of the garbage
/// collector's mode cost more than the cell; every column read so is NOT NULL and of its declared type, which STRICT tables guarantee.
/// </summary>
/// <remarks>Valid until the statement takes its next step; whoever reads holds the reader, and so the statement, open.</remarks>
internal readonly struct SqliteRow(sqlite3_stmt statement)
{
    private const string Library = "e_sqlite3";

    private readonly nint handle = statement.DangerousGetHandle();

    public long Long(int column) => ColumnInt64(handle, column);

    public int Number(int column) => ColumnInt(handle, column);

    public unsafe string Text(int column)
    {
        // The text first: asking for it is what makes the number of bytes that of UTF-8.
        var text = ColumnText(handle, column);
        var length = ColumnBytes(handle, column);
        return length == 0 ? "" : Encoding.UTF8.GetString((byte*)text, length);
    }

    /// <summary>Texts of some columns in UTF-8, one behind the other.</summary>
    /// <param name="columns">Which, in the order asked for.</param>
    /// <param name="ends">Takes where each ends.</param>
    public unsafe byte[] Texts(ReadOnlySpan<byte> columns, Span<int> ends)
    {
        Span<nint> starts = stackalloc nint[columns.Length];
        var length = 0;
        for (var i = 0; i < columns.Length; i++)
        {
            starts[i] = ColumnText(handle, columns[i]);
            ends[i] = length += ColumnBytes(handle, columns[i]);
        }

        var texts = GC.AllocateUninitializedArray<byte>(length);
        for (int i = 0, start = 0; i < columns.Length; start = ends[i++])
        {
            new ReadOnlySpan<byte>((byte*)starts[i], ends[i] - start).CopyTo(texts.AsSpan(start));
        }

        return texts;
    }

    [DllImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    private static extern long ColumnInt64(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_int"), SuppressGCTransition]
    private static extern int ColumnInt(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_text"), SuppressGCTransition]
    private static extern nint ColumnText(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    private static extern int ColumnBytes(nint statement, int column);
}
