using Indicators.Contracts;
using Indicators.ServiceDefaults;
using Microsoft.AspNetCore.Http.Features;

namespace Indicators.Gateway.Requests;

/// <summary>
/// Stands before routing on the REST port: a kept answer goes out from here, and whatever leaves without a body (404, 405, a failure) gets problem
/// details.
/// </summary>
internal sealed class RestFront(RequestDelegate next, Suite suite, IReadOnlyList<Operation> operations)
{
    /// <summary>The address as it came in, which names a kept answer.</summary>
    public static string AddressOf(HttpContext http) => http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetListener() != Listener.Rest)
        {
            return next(http);
        }

        if (HttpMethods.IsGet(http.Request.Method) && suite.Cache.Find(AddressOf(http), suite.Versions.Current.Versions) is { } kept)
        {
            return AnswerWriter.WriteAsync(http, kept).AsTask();
        }

        return RunAsync(http);
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
