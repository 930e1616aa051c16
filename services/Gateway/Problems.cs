using Indicators.Contracts;
using Indicators.Gateway.Charts;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Pages;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway;

/// <summary>Everything that a reader can be refused with, as problem details (RFC 9457) in zh and en; of a page as a page.</summary>
internal static class Problems
{
    /// <summary>400: values that are wrong, each with its parameter and the nearest valid one.</summary>
    public static Task RefusedAsync(HttpContext http, Operation operation, IReadOnlyList<ErrorFields> errors) => WriteAsync(
        http,
        StatusCodes.Status400BadRequest,
        "invalid-parameter",
        Text("请求的参数有误", "A parameter is not valid"),
        [.. errors.Select(e => ParameterNames.Rename(e, operation))]);

    /// <summary>A picture that cannot be drawn, for who does not want that drawn.</summary>
    public static Task RefusedAsync(HttpContext http, ChartRefusal refusal) =>
        WriteAsync(http, refusal.Status, "no-picture", refusal.Title, refusal.Errors);

    /// <summary>404: there is no item of this id.</summary>
    public static Task NotFoundAsync(HttpContext http, ErrorFields error) =>
        WriteAsync(http, StatusCodes.Status404NotFound, "not-found", Text("没有这一项", "There is no such item"), [error]);

    /// <summary>404: nothing is at this path.</summary>
    public static Task NoSuchPathAsync(HttpContext http, string hint)
    {
        var path = Errors.Short(http.Request.Path.Value ?? "");
        var message = Text($"没有地址“{path}”；全部地址见 /openapi/v1.json。", $"There is no address `{path}`; /openapi/v1.json lists all.");
        return WriteAsync(
            http, StatusCodes.Status404NotFound, "unknown-path", Text("没有这个地址", "There is no such address"),
            [new("unknown_path", "path", path, message, hint)]);
    }

    /// <summary>404: a cube cannot be empty.</summary>
    public static Task NoFiguresAsync(HttpContext http)
    {
        var message = Text(
            "所选范围内没有数字，而JSON-stat不能为空；其他格式给出空表。",
            "Nothing is selected, and JSON-stat cannot be empty; the other formats answer without rows.");
        return WriteAsync(
            http, StatusCodes.Status404NotFound, "no-figures", Text("没有所选的数字", "Nothing is selected"),
            [new("no_figures", "format", Format.JsonStat.Name, message, Format.Json.Name)]);
    }

    /// <summary>406: nothing is written in this format.</summary>
    public static Task NotAcceptableAsync(HttpContext http, ErrorFields error) =>
        WriteAsync(http, StatusCodes.Status406NotAcceptable, "not-acceptable", Text("没有这种格式", "There is no such format"), [error]);

    /// <summary>413: more rows than the format holds.</summary>
    public static Task TooManyRowsAsync(HttpContext http, TooManyRowsException tooMany)
    {
        var (name, most) = (tooMany.Format.Name, tooMany.Format.MostRows);
        var message = Text(
            $"格式{name}最多{most}行（JSON-stat为单元格），所选的超过此数；请按指标、地区或期间分几次查询。",
            $"{name} holds at most {most} rows (cells, for JSON-stat) and more are selected; ask by indicator, area or period in several.");
        return WriteAsync(
            http, StatusCodes.Status413PayloadTooLarge, "too-many-rows", Text("所选数字过多", "Too much is selected"),
            [new("too_many_rows", "format", name, message, $"{most}")]);
    }

    /// <summary>405: the address is right, the method is not.</summary>
    public static Task WrongMethodAsync(HttpContext http)
    {
        var allowed = http.Response.Headers.Allow.ToString();
        var method = Errors.Short(http.Request.Method);
        var message = Text($"此地址不接受{method}，只接受：{allowed}。", $"This address takes no {method}, only {allowed}.");
        return WriteAsync(
            http, StatusCodes.Status405MethodNotAllowed, "wrong-method", Text("请求方法有误", "The method is not allowed here"),
            [new("wrong_method", "method", method, message, allowed)]);
    }

    /// <summary>413: more than the address takes.</summary>
    public static Task TooLargeAsync(HttpContext http, int most)
    {
        var message = Text($"请求正文最多{most}字节。", $"A body holds at most {most} bytes.");
        return WriteAsync(
            http, StatusCodes.Status413PayloadTooLarge, "too-large", Text("请求正文过大", "The body is too large"),
            [new("too_large", "body", $"{http.Request.ContentLength}", message, $"{most}")]);
    }

    /// <summary>414: a query longer than any that makes sense.</summary>
    public static Task TooLongAsync(HttpContext http, string query, int most)
    {
        var longest = query.TrimStart('?').Split('&').MaxBy(p => p.Length)!;
        var equals = longest.IndexOf('=', StringComparison.Ordinal);
        var name = Errors.Short(Uri.UnescapeDataString(equals < 0 ? longest : longest[..equals]));
        var value = Errors.Short(equals < 0 ? "" : longest[(equals + 1)..]);
        var message = Text(
            $"查询部分最多{most}个字符，现有{query.Length}个；请分几次查询。",
            $"A query holds at most {most} characters and this one {query.Length}; ask in several.");
        return WriteAsync(
            http, StatusCodes.Status414UriTooLong, "query-too-long", Text("查询过长", "The query is too long"),
            [new("query_too_long", name, value, message, $"{most}")]);
    }

    /// <summary>415: a body that is no JSON by its own header.</summary>
    public static Task WrongTypeAsync(HttpContext http)
    {
        const string Json = "application/json";
        var message = Text($"请求正文须为{Json}。", $"The body must be {Json}.");
        var error = new ErrorFields("wrong_media_type", "Content-Type", Errors.Short(http.Request.ContentType ?? ""), message, Json);
        http.Response.Headers.Accept = Json;
        return WriteAsync(
            http, StatusCodes.Status415UnsupportedMediaType, "wrong-media-type", Text("媒体类型有误", "The media type is not supported"),
            [error]);
    }

    /// <summary>503: a service that the answer needs cannot be reached.</summary>
    public static Task UnavailableAsync(HttpContext http, int service)
    {
        var name = ServiceOrder.Names[service];
        http.Response.Headers.RetryAfter = $"{Errors.RetryAfterSeconds}";
        var message = Text($"服务{name}暂时无法访问，请稍后再试。", $"The service {name} cannot be reached now; try again shortly.");
        return WriteAsync(
            http, StatusCodes.Status503ServiceUnavailable, "service-unavailable",
            Text("所需服务暂时无法访问", "A service that is needed cannot be reached"), [new("service_unavailable", "service", name, message, "")]);
    }

    /// <summary>503: a service that the answer needs has too much to do.</summary>
    public static Task BusyAsync(HttpContext http, int service)
    {
        var name = ServiceOrder.Names[service];
        http.Response.Headers.RetryAfter = $"{Errors.RetryAfterSeconds}";
        var message = Text($"服务{name}的请求过多，请稍后再试。", $"The service {name} has too many requests now; try again shortly.");
        return WriteAsync(
            http, StatusCodes.Status503ServiceUnavailable, "service-busy",
            Text("所需服务请求过多", "A service that is needed has too much to do"), [new("service_busy", "service", name, message, "")]);
    }

    /// <summary>What the server itself refuses.</summary>
    public static Task BadRequestAsync(HttpContext http, BadHttpRequestException bad) => WriteAsync(http, BadRequest(http, bad));

    /// <summary>Sets status and headers for what the server itself refuses, and gives the body.</summary>
    public static byte[] BadRequest(HttpContext http, BadHttpRequestException bad) => Describe(
        http, bad.StatusCode, "bad-request", Text("请求有误", "The request is not valid"),
        [new("bad_request", "request", "", Text("请求无法读取。", bad.Message), "")]);

    /// <summary>500: our own fault; the log says which.</summary>
    public static Task FailedAsync(HttpContext http) => StatusAsync(http, StatusCodes.Status500InternalServerError);

    /// <summary>A status without more to say.</summary>
    public static Task StatusAsync(HttpContext http, int status) =>
        WriteAsync(http, status, "failed", Text("未能回答", "The request could not be answered"), []);

    private static LocalizedText Text(string zh, string en) => new() { Zh = zh, En = en };

    private static Task WriteAsync(HttpContext http, int status, string type, LocalizedText title, IReadOnlyList<ErrorFields> errors) =>
        PageProblems.Wants(http)
            ? PageProblems.WriteAsync(http, status, title, errors)
            : WriteAsync(http, Describe(http, status, type, title, errors));

    private static Task WriteAsync(HttpContext http, byte[] body) =>
        HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.Body.WriteAsync(body).AsTask();

    private static byte[] Describe(HttpContext http, int status, string type, LocalizedText title, IReadOnlyList<ErrorFields> errors)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        response.Headers.Remove("ETag");
        response.Headers.Remove("Last-Modified");
        AnswerWriter.SetCommon(response.Headers);
        var rows = RowWriter.Rent(Columns.Of(http.Request.Query["lang"].ToString(), ""), Catalog.Empty, []);
        try
        {
            ProblemJson.Write(rows, status, type, title, http.Request.Path, errors);
            var body = rows.Written.ToArray();
            response.ContentLength = body.Length;
            return body;
        }
        finally
        {
            rows.Return();
        }
    }
}
