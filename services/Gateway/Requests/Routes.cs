using System.Text;
using Grpc.Core;
using Indicators.Contracts;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Pages;
using Indicators.Gateway.Resilience;
using Indicators.ServiceDefaults;

namespace Indicators.Gateway.Requests;

/// <summary>The table of REST addresses. A resource adds its own; one delegate runs them all: read, ask, answer.</summary>
internal sealed class Routes(IEndpointRouteBuilder endpoints, Suite suite, List<Operation> operations)
{
    /// <summary>Most characters of a query.</summary>
    public const int LongestQuery = 16 * 1024;

    /// <summary>Every address that was mapped.</summary>
    public IEnumerable<string> Paths => operations.Select(o => o.Path).Distinct();

    /// <summary>A page of items, or one item where the path ends in `{id}`.</summary>
    public void Get(Operation operation, Func<Ask, ValueTask<Answer>> handler) => Map(
        operation with { Handler = handler },
        operation.AlsoByPost ? [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post] : [HttpMethods.Get, HttpMethods.Head]);

    /// <summary>An answer that its handler sends itself.</summary>
    public void Send(Operation operation, Func<Ask, Task> send) => Map(operation with { Send = send }, [HttpMethods.Get, HttpMethods.Head]);

    /// <summary>An answer to figures that the caller sends.</summary>
    public void Post(Operation operation, Func<Ask, ValueTask<Answer>> handler) =>
        Map(operation with { Handler = handler, TakesBody = true }, [HttpMethods.Post]);

    /// <summary>Where addresses that no table declares are put.</summary>
    public IEndpointRouteBuilder Endpoints => endpoints;

    /// <summary>A page for people, which is no part of the documented interface.</summary>
    public void Page(Operation operation) => endpoints.MapMethods(operation.Path, [HttpMethods.Get, HttpMethods.Head], http => RunAsync(http, operation))
        .RequireListener(Listener.Rest).WithMetadata(PageMark.Instance);

    private void Map(Operation operation, string[] methods)
    {
        operations.Add(operation);
        endpoints.MapMethods(operation.Path, methods, http => RunAsync(http, operation)).RequireListener(Listener.Rest);
    }

    private async Task RunAsync(HttpContext http, Operation operation)
    {
        var faults = new RequestFaults();
        try
        {
            var query = http.Request.QueryString.Value ?? "";
            if (query.Length > LongestQuery)
            {
                await Problems.TooLongAsync(http, query, LongestQuery);
                return;
            }

            var arguments = operation.AlsoByPost && HttpMethods.IsPost(http.Request.Method)
                ? await BodyArguments.ReadAsync(http, operation, faults)
                : Arguments.Read(query, operation.Parameters, faults);
            if (!operation.ChecksMore)
            {
                faults.ThrowIfAny();
            }

            var ask = new Ask(http, suite, arguments) { Operation = operation, Faults = faults };
            if (operation.Send is { } send)
            {
                await send(ask);
                return;
            }

            using var answer = await operation.Handler(ask);
            await AnswerWriter.WriteAsync(ask, answer);
        }
        catch (RequestRefusedException refused)
        {
            await Problems.RefusedAsync(http, operation, refused.Errors);
        }
        catch (BodyRefusedException refused)
        {
            await (refused.Most > 0 ? Problems.TooLargeAsync(http, refused.Most) : Problems.WrongTypeAsync(http));
        }
        catch (FormatRefusedException refused)
        {
            await Problems.NotAcceptableAsync(http, refused.Error);
        }
        catch (TooManyRowsException tooMany)
        {
            await Problems.TooManyRowsAsync(http, tooMany);
        }
        catch (NoFiguresException)
        {
            await Problems.NoFiguresAsync(http);
        }
        catch (UpstreamDownException down)
        {
            await UnavailableAsync(http, down);
        }
        catch (RpcException failed)
        {
            await RpcFailedAsync(http, operation, failed);
        }
    }

    private async Task UnavailableAsync(HttpContext http, UpstreamDownException down)
    {
        if (down.InnerException is RpcException { StatusCode: not (StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled) } failed)
        {
            Log.ServiceFailed(suite.Log, ServiceOrder.Names[down.Service], http.Request.Path, failed.StatusCode, failed.Status.Detail);
        }

        if (!down.IsBusy && StaleAnswers.Find(http, suite) is { } kept)
        {
            await StaleAnswers.WriteAsync(http, suite, kept);
            return;
        }

        await (down.IsBusy ? Problems.BusyAsync(http, down.Service) : Problems.UnavailableAsync(http, down.Service));
    }

    private async Task RpcFailedAsync(HttpContext http, Operation operation, RpcException failed)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        var fields = Errors.Read(failed);
        switch (failed.StatusCode)
        {
            case StatusCode.InvalidArgument when fields is not null:
                await Problems.RefusedAsync(http, operation, [fields]);
                break;
            case StatusCode.NotFound when fields is not null:
                await Problems.NotFoundAsync(http, ParameterNames.Rename(fields, operation));
                break;
            default:
                Log.ServiceFailed(suite.Log, operation.Tag, http.Request.Path, failed.StatusCode, failed.Status.Detail);
                await Problems.FailedAsync(http);
                break;
        }
    }
}
