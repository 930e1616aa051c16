using System.Net;
using Indicators.Contracts;
using Indicators.Gateway.Calls;
using Yarp.ReverseProxy.Forwarder;

namespace Indicators.Gateway.Resilience;

/// <summary>
/// The guard of the calls that are handed on to one service as they are: refused while it is down, above a number at once, and given up when
/// it goes away before it answers or leaves them without a byte for long. None is made twice: what they do is not known here.
/// </summary>
internal sealed class ForwardedCalls(Upstream upstream, UpstreamLimits limits, IHttpForwarder forwarder, HttpMessageInvoker client)
{
    private readonly ForwarderRequestConfig asTheyAre = new()
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        ActivityTimeout = limits.Total,
    };

    private int underWay;

    public async Task ForwardAsync(HttpContext context)
    {
        if (upstream.IsDown)
        {
            await DomainForwarding.Refuse(context.Response, Errors.Unavailable(upstream.Name));
            return;
        }

        try
        {
            await (Interlocked.Increment(ref underWay) > limits.Concurrency
                ? DomainForwarding.Refuse(context.Response, Errors.Busy(upstream.Name))
                : SendAsync(context));
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    private async Task SendAsync(HttpContext context)
    {
        var address = upstream.Address.GetLeftPart(UriPartial.Authority);
        var error = await forwarder.SendAsync(context, address, client, asTheyAre, HttpTransformer.Default, upstream.Lost);
        if (error == ForwarderError.None || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        context.Response.Clear();
        await DomainForwarding.Refuse(context.Response, Errors.Unavailable(upstream.Name));
    }
}
