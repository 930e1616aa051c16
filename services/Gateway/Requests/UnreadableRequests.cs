using System.Diagnostics;
using Indicators.ServiceDefaults;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Indicators.Gateway.Requests;

/// <summary>
/// Answers what Kestrel refuses before any middleware runs, such as a path with `%00`: it tells nobody but its diagnostic source, and would
/// send an empty 400. The source is asked for refused requests only, so that others cost nothing.
/// </summary>
internal sealed class UnreadableRequests(ILogger<UnreadableRequests> logger) : DiagnosticSource
{
    private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    public override bool IsEnabled(string name) => name == BadRequest;

    public override void Write(string name, object? value)
    {
        if (name == BadRequest
            && value is IFeatureCollection features
            && features.Get<IBadRequestExceptionFeature>()?.Error is BadHttpRequestException bad)
        {
            _ = AnswerAsync(features, bad);
        }
    }

    private async Task AnswerAsync(IFeatureCollection features, BadHttpRequestException bad)
    {
        try
        {
            var http = new DefaultHttpContext(features);
            if (http.Response.HasStarted
                || http.GetListener() != Listener.Rest
                || features.Get<IConnectionTransportFeature>() is not { } connection)
            {
                return;
            }

            var body = Problems.BadRequest(http, bad);
            http.Response.Headers.Connection = "close";
            await http.Response.StartAsync();

            // A request that was not read has no stream for its body yet: what follows the head goes straight to the connection, which
            // Kestrel then closes.
            await connection.Transport.Output.WriteAsync(body);
        }
        catch (Exception failure)
        {
            Log.RequestFailed(logger, failure, "?", "?");
        }
    }
}
