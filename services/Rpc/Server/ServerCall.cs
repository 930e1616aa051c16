using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.Server;

/// <summary>One call at the server: what the method sees of it. Everything that not every method reads is made on first use.</summary>
internal sealed partial class ServerCall(HttpContext http, IMethod method, MethodSettings settings) : ServerCallContext
{
    private Metadata? requestHeaders;
    private Metadata? responseTrailers;
    private AuthContext? authContext;

    public HttpContext Http => http;

    public MethodSettings Settings => settings;

    public CallDeadline? TimeLimit { get; private set; }

    protected override string MethodCore => method.FullName;

    protected override string HostCore => http.Request.Host.Value ?? "";

    protected override string PeerCore => Describe(http.Connection.RemoteIpAddress, http.Connection.RemotePort);

    protected override DateTime DeadlineCore => TimeLimit?.At ?? DateTime.MaxValue;

    protected override Metadata RequestHeadersCore => requestHeaders ??= RequestMetadata.Read(http.Request.Headers);

    protected override CancellationToken CancellationTokenCore => TimeLimit?.CancellationToken ?? http.RequestAborted;

    protected override Metadata ResponseTrailersCore => responseTrailers ??= [];

    protected override Status StatusCore { get; set; } = Status.DefaultSuccess;

    protected override WriteOptions? WriteOptionsCore { get; set; }

    // A peer without TLS, or without a certificate, proves nothing.
    protected override AuthContext AuthContextCore => authContext ??= PeerCertificate.Describe(http.Connection.ClientCertificate);

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("Pass Deadline and CancellationToken on in the CallOptions instead.");

    private static string Describe(IPAddress? address, int port) => address switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetwork } => $"ipv4:{address}:{port}",
        _ => $"ipv6:[{address}]:{port}"
    };
}
