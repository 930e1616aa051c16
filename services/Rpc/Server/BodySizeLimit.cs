using Microsoft.AspNetCore.Http.Metadata;

namespace Grpc.Server;

/// <summary>
/// Lifts the web server's own limit: it would end a call as if the client had gone. A message is refused at its first five bytes, and so is
/// whatever follows the only message of a request.
/// </summary>
internal sealed class BodySizeLimit : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => null;
}
