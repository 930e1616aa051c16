using System.Buffers;
using Indicators.Gateway.Charts;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Endpoints;

/// <summary>Pictures of figures, to be embedded by their address.</summary>
internal static class ChartsApi
{
    private const string Tag = "Charts";
    private const string SvgType = "image/svg+xml";
    private const string PngType = "image/png";
    private const string Bad = "What is wrong is drawn in place of the picture, with the status that it has, in Chinese and English; who accepts JSON and no image gets "
        + "problem details. ";

    private static readonly Operation Svg = new("getChart", "/v1/indicators/{id}/chart.svg", Tag, "", "The figures of an indicator as a picture (SVG)")
    {
        Parameters = ChartRequest.Parameters,
        MediaType = SvgType,
        Description = "指标的图：时间序列、条形图、目标完成情况或分省示意图。 A time series, bars, targets or a tile map of provinces, with title, unit, source and date inside; preliminary figures are hollow, derived ones "
            + "dashed, disputed ones in brackets over the range that documents state, revised ones faint. " + Bad
            + $"One picture is made from at most {ChartFigures.Most:N0} figures; more are refused.",
        Example = "beds",
        ChecksMore = true,
    };

    private static readonly Operation Png = Svg with
    {
        Id = "getChartAsPng", Path = "/v1/indicators/{id}/chart.png", Summary = "The same picture as PNG", MediaType = PngType,
        Description = "同一幅图的PNG格式。 Made by librsvg where the server has it, else 501. `auto` is light. " + Bad + "That is SVG here too, by its media type.",
    };

    public static void MapCharts(this Routes routes)
    {
        routes.Send(Svg, ask => SendAsync(ask, SvgAsync));
        routes.Send(Png, ask => SendAsync(ask, PngAsync));
        routes.MapOembed();
    }

    private static async Task SendAsync(Ask ask, Func<Ask, ChartRequest, Task<Answer>> draw)
    {
        try
        {
            using var answer = await draw(ask, ChartRequest.Read(ask));
            await AnswerWriter.WriteAsync(ask, answer);
        }
        catch (Exception exception) when (ChartRefusal.Of(exception, ask) is { } refusal && (WantsPicture(ask.Http) || refusal.Status >= StatusCodes.Status501NotImplemented))
        {
            await RefuseAsync(ask, refusal);
        }
    }

    private static async Task<Answer> SvgAsync(Ask ask, ChartRequest request)
    {
        var (svg, versions) = await ChartKinds.DrawAsync(ask, request);
        return new Answer(null, versions) { Bytes = svg, ContentType = SvgType, Language = request.Words.Tag, Policy = Policy(request.Theme) };
    }

    private static async Task<Answer> PngAsync(Ask ask, ChartRequest request)
    {
        // A picture of dots cannot turn dark by itself.
        var drawn = request with { Theme = request.Theme == "auto" ? "light" : request.Theme };
        var (svg, versions) = await ChartKinds.DrawAsync(ask, drawn);
        var png = await ask.Http.RequestServices.GetRequiredService<RsvgConverter>().ConvertAsync(svg, request.Width, ask.Cancellation);
        return new Answer(null, versions) { Bytes = png, ContentType = PngType, Language = request.Words.Tag, Policy = Policy(drawn.Theme) };
    }

    // Nothing but its own style sheet; every site may frame it.
    private static string Policy(string theme) => $"default-src 'none'; style-src {ChartStyle.Hash(theme)}; frame-ancestors *";

    // The address asks for a picture; who wants to read JSON in its place says so.
    private static bool WantsPicture(HttpContext http) => http.Request.Headers.Accept.ToString() is var accept
        && (!accept.Contains("json", StringComparison.OrdinalIgnoreCase) || accept.Contains("image/", StringComparison.OrdinalIgnoreCase));

    private static async Task RefuseAsync(Ask ask, ChartRefusal refusal)
    {
        var http = ask.Http;
        if (refusal.Status == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = $"{Contracts.Errors.RetryAfterSeconds}";
        }

        if (!WantsPicture(http))
        {
            await Problems.RefusedAsync(http, refusal);
            return;
        }

        var theme = ask.Arguments.One(ChartRequest.ThemeParameter) is { Length: > 0 } asked ? asked : "light";
        var body = ChartProblem.Draw(
            ask.Arguments.Number(ChartRequest.WidthParameter, ChartRequest.UsualWidth), ask.Arguments.Number(ChartRequest.HeightParameter, 0), theme, refusal.Title.Zh, refusal.Title.En, refusal.Errors);
        var headers = http.Response.Headers;
        AnswerWriter.SetCommon(headers);
        headers.ContentType = SvgType;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = Policy(theme);
        headers.ContentLength = body.Length;
        http.Response.StatusCode = refusal.Status;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.BodyWriter.Write(body);
        }
    }
}
