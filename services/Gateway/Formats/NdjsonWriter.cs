using System.Buffers;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>One item of JSON a line.</summary>
internal sealed class NdjsonWriter(FileLayout layout, IBufferWriter<byte> target) : RowsWriter
{
    public override void Write(IReadOnlyList<Observation> rows)
    {
        var lines = RowWriter.Rent(layout.Languages, layout.Catalog, layout.Texts.Stated);
        try
        {
            for (var i = 0; i < rows.Count; i++)
            {
                lines.Json.WriteStartObject();
                layout.Fields.Write(lines, layout.Texts, rows[i]);
                lines.Json.WriteEndObject();
                lines.EndLine();
            }

            target.Write(lines.Written.Span);
        }
        finally
        {
            lines.Return();
        }
    }

    public override void End()
    {
        // Every line ends itself.
    }

    public override void Dispose()
    {
        // Nothing is held between batches.
    }
}
