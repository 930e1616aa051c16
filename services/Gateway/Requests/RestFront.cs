using Indicators.Contracts;
using Indicators.Gateway.Charts;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Pages;
using Indicators.Gateway.Telemetry;
using Indicators.ServiceDefaults;
using Microsoft.AspNetCore.Http.Features;

namespace Indicators.Gateway.Requests;

/// <summary>
/// Stands before routing on the REST port: a kept answer goes out from here, and whatever leaves without a body (404, 405, a failure) gets
/// problem details.
/// </summary>
internal sealed class RestFront(RequestDelegate next, Suite suite, IReadOnlyList<Operation> operations, GatewayMetrics metrics)
{
    /// <summary>
    /// The address as it came in with the language that a header asks for, which name a kept answer; null where what a header asks for is
    /// kept nowhere. A page depends on no header but its host, which it names, and a picture on none.
    /// </summary>
    public static string? KeyOf(HttpContext http)
    {
        var headers = http.Request.Headers;
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (PageHeaders.IsPage(target))
        {
            return $"{http.Request.Scheme}://{http.Request.Host.Value}{target}";
        }

        if (ChartRequest.IsPicture(target))
        {
            return target;
        }

        if (headers.Accept.Count > 0 && headers.Accept != "*/*" && headers.Accept != "application/json")
        {
            return null;
        }

        return headers.AcceptLanguage.Count == 0 ? target : $"{target}\n{Columns.Of("", "", headers.AcceptLanguage).Language}";
    }

    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetListener() != Listener.Rest)
        {
            return next(http);
        }

        if (!HttpMethods.IsGet(http.Request.Method) || KeyOf(http) is not { } key)
        {
            return RunAsync(http);
        }

        if (suite.Cache.Find(key, suite.Versions.Current.Versions) is not { } kept)
        {
            metrics.Miss();
            return RunAsync(http);
        }

        // Routing has not chosen an endpoint yet: what measures requests is told which one made this answer.
        metrics.Hit();
        http.SetEndpoint(kept.Endpoint);
        return AnswerWriter.WriteAsync(http, kept).AsTask();
    }

    private async Task RunAsync(HttpContext http)
    {
        try
        {
            AnswerWriter.SetCommon(http.Response.Headers);
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
            return;
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await Problems.BadRequestAsync(http, bad);
            return;
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            Log.RequestFailed(suite.Log, failure, http.Request.Method, http.Request.Path);
            await Problems.FailedAsync(http);
            return;
        }

        if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
        {
            await DescribeAsync(http);
        }
    }

    private Task DescribeAsync(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Problems.NoSuchPathAsync(http, Nearest.To(http.Request.Path, operations.Select(o => o.Path))),
        StatusCodes.Status405MethodNotAllowed => Problems.WrongMethodAsync(http),
        var status => Problems.StatusAsync(http, status),
    };
}
