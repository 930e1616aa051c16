using Grpc.Core;
using Grpc.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Grpc.Server;

/// <summary>
/// Who may write the response. The method, its stream and the deadline all may, on different threads; one state word decides.
/// </summary>
internal sealed partial class ServerCall
{
    private const int Open = 0;
    private const int Writing = 1;
    private const int Ended = 2;

    private int state;
    private List<object>? owned;

    /// <summary>Whether headers or a message are on their way, so that the status can only follow as trailers.</summary>
    public bool HasStarted { get; set; }

    /// <summary>A write that the method did not wait for, or null.</summary>
    public Task? PendingWrite { get; set; }

    /// <summary>Whether nothing more can be read or written.</summary>
    public bool HasEnded => Volatile.Read(ref state) == Ended;

    /// <summary>How messages are compressed that do not ask to be left as they are, or null.</summary>
    public MessageCompression? Compression { get; private set; }

    /// <summary>Chooses the compression and reads the time limit; false if the request states one that is none.</summary>
    public bool TryStart()
    {
        http.Response.Headers.ContentType = GrpcProtocol.ContentTypeValue;
        if (settings.ResponseCompression is { } compression)
        {
            Compress(compression);
        }

        var stated = http.Request.Headers.GrpcTimeout;
        if (stated.Count == 0)
        {
            return true;
        }

        if (!GrpcTimeout.TryParse(stated.ToString(), out var timeout))
        {
            StatusCore = new Status(StatusCode.Internal, $"grpc-timeout '{stated}' is not up to eight digits and one of H, M, S, m, u, n.");
            return false;
        }

        TimeLimit = new CallDeadline(timeout, http.RequestAborted, settings.Logger);
        return true;
    }

    /// <summary>Takes the response for one write.</summary>
    public void BeginWrite()
    {
        switch (Interlocked.CompareExchange(ref state, Writing, Open))
        {
            case Writing:
                throw new InvalidOperationException("Can't write the message because the previous write is in progress.");
            case Ended when TimeLimit is { HasFired: true }:
                throw new ClientGoneException("Can't write the message because the deadline passed.");
            case Ended:
                throw new InvalidOperationException("Can't write the message because the request is complete.");
        }
    }

    public void EndWrite() => Interlocked.CompareExchange(ref state, Open, Writing);

    /// <summary>Takes the response for good; false if it was taken before.</summary>
    public bool TryEnd(out bool duringWrite)
    {
        var before = Interlocked.Exchange(ref state, Ended);
        duringWrite = before == Writing;
        return before != Ended;
    }

    public void DisposeAfterwards(object instance) => (owned ??= []).Add(instance);

    /// <summary>Ends what was made for this call alone.</summary>
    public ValueTask CleanUpAsync()
    {
        TimeLimit?.Dispose();
        return owned is null ? ValueTask.CompletedTask : DisposeOwnedAsync(owned);
    }

    /// <summary>Writes trailers and status; into the headers while nothing has been sent, since every proxy passes those on.</summary>
    public void WriteStatus(Status status)
    {
        try
        {
            if (responseTrailers is not null)
            {
                Append(StatusDestination, responseTrailers);
            }
        }
        catch (InvalidOperationException error)
        {
            // The web server takes printable ASCII alone; the call still has to end with a status.
            status = Failure.ToStatus(error, this);
        }

        WriteStatusAlone(status);
    }

    /// <summary>The status without the method's trailers, which it may be adding to while its deadline passes.</summary>
    public void WriteStatusAlone(Status status) => Refusal.WriteStatus(StatusDestination, status);

    protected override async Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        BeginWrite();
        try
        {
            if (HasStarted)
            {
                throw new InvalidOperationException("Response headers can only be sent once per call, and before the first message.");
            }

            ChooseCompression(responseHeaders);
            Append(http.Response.Headers, responseHeaders);
            HasStarted = true;
            await http.Response.BodyWriter.FlushAsync();
        }
        finally
        {
            EndWrite();
        }
    }

    // Nothing is sent in an encoding that the client did not say it knows.
    private void Compress(MessageCompression compression)
    {
        if (Compressions.Accepts(http.Request.Headers.GrpcAcceptEncoding, compression.Provider.EncodingName))
        {
            Compression = compression;
            http.Response.Headers.GrpcEncoding = compression.Provider.EncodingName;
        }
    }

    private void ChooseCompression(Metadata responseHeaders)
    {
        if (responseHeaders.GetValue(GrpcProtocol.EncodingRequestHeader) is not { } asked)
        {
            return;
        }

        Compression = null;
        http.Response.Headers.GrpcEncoding = GrpcProtocol.IdentityEncoding;
        if (settings.Compressions.TryFind(asked, out var provider))
        {
            Compress(new MessageCompression(provider, settings.ResponseCompression?.Level));
        }
        else if (asked != GrpcProtocol.IdentityEncoding)
        {
            throw new InvalidOperationException($"There is no compression '{asked}', only '{settings.Compressions.AcceptEncoding}'.");
        }
    }

    private IHeaderDictionary StatusDestination => HasStarted
        ? http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers
        : http.Response.Headers;

    private static void Append(IHeaderDictionary destination, Metadata metadata)
    {
        foreach (var entry in metadata)
        {
            if (entry.Key == GrpcProtocol.EncodingRequestHeader)
            {
                continue;
            }

            destination[entry.Key] = StringValues.Concat(destination[entry.Key], MetadataText.Encode(entry));
        }
    }

    private static async ValueTask DisposeOwnedAsync(List<object> instances)
    {
        foreach (var instance in instances)
        {
            if (instance is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync();
            }
            else
            {
                ((IDisposable)instance).Dispose();
            }
        }
    }
}
