using System.IO.Pipelines;
using Grpc.Core;
using Indicators.Data.V1;

namespace Indicators.Gateway.Formats;

/// <summary>
/// Takes the messages of a stream and writes their rows to the response at once: the next message is read when the reader's connection has
/// taken this one, so that memory does not grow with the rows.
/// </summary>
/// <param name="format">What is written.</param>
/// <param name="layout">Its columns.</param>
/// <param name="http">The request that it answers.</param>
/// <param name="start">Sets status and headers; called before the first byte.</param>
internal sealed class RowPump(
    Format format, FileLayout layout, HttpContext http, Action start) : IServerStreamWriter<StreamObservationsResponse>, IDisposable
{
    private RowsWriter? writer;
    private long count;

    public WriteOptions? WriteOptions { get; set; }

    private PipeWriter Body => http.Response.BodyWriter;

    public Task WriteAsync(StreamObservationsResponse message) => WriteAsync(message, http.RequestAborted);

    /// <exception cref="TooManyRowsException">There are more rows than the format holds.</exception>
    /// <exception cref="OperationCanceledException">The reader is gone.</exception>
    public async Task WriteAsync(StreamObservationsResponse message, CancellationToken cancellationToken)
    {
        count += message.Observations.Count;
        if (count > format.MostRows)
        {
            throw new TooManyRowsException(format, count);
        }

        if (writer is null)
        {
            start();
            await http.Response.StartAsync(cancellationToken);
            writer = RowsWriter.Of(format, layout, Body);
        }

        layout.Texts.Add(message.Releases);
        writer.Write(message.Observations);
        await FlushAsync(cancellationToken);
    }

    /// <summary>What follows the last row.</summary>
    public async Task EndAsync(CancellationToken cancellation)
    {
        writer!.End();
        await FlushAsync(cancellation);
    }

    public void Dispose() => writer?.Dispose();

    private async Task FlushAsync(CancellationToken cancellation)
    {
        if ((await Body.FlushAsync(cancellation)).IsCompleted)
        {
            throw new OperationCanceledException("The reader is gone.");
        }
    }
}

/// <summary>A selection has more rows than the format holds.</summary>
internal sealed class TooManyRowsException(Format format, long rows) : Exception($"{rows} rows are more than {format.Name} holds.")
{
    public Format Format { get; } = format;

    public long Rows { get; } = rows;
}

/// <summary>Counts the rows of a stream; stops it where they are more than are wanted.</summary>
internal sealed class RowCounter(Format format) : IServerStreamWriter<StreamObservationsResponse>
{
    private long count;

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(StreamObservationsResponse message)
    {
        count += message.Observations.Count;
        return count > format.MostRows ? Task.FromException(new TooManyRowsException(format, count)) : Task.CompletedTask;
    }

    public Task WriteAsync(StreamObservationsResponse message, CancellationToken cancellationToken) => WriteAsync(message);
}
