using System.Text;
using Indicators.Gateway.Requests;
using Microsoft.AspNetCore.Components;

namespace Indicators.Gateway.Pages;

/// <summary>How a page is put at an address: its parameters are read and refused as those of REST, its answer is kept as one of JSON.</summary>
internal static class PageRoutes
{
    /// <summary>The language of a page; Chinese unless said.</summary>
    public static readonly Parameter Lang = new("lang", "Language of the page.") { Choices = ["zh", "en"], Example = "en" };

    /// <param name="routes">The table.</param>
    /// <param name="path">Its address.</param>
    /// <param name="parameters">What it takes beside `lang`.</param>
    /// <param name="read">Makes its model.</param>
    /// <param name="checksMore">The model takes the faults of the parameters too: a form that shows them beside its fields.</param>
    public static void Page<TView, TModel>(
        this Routes routes, string path, Parameter[] parameters, Func<Ask, ValueTask<TModel>> read, bool checksMore = false)
        where TView : IComponent
        where TModel : PageModel => routes.Page(new Operation(typeof(TView).Name, path, "Pages", "", "")
        {
            Parameters = [.. parameters, Lang],
            ChecksMore = checksMore,
            Handler = async ask => await AnswerAsync<TView, TModel>(ask, await read(ask)),
        });

    /// <summary>Who reads, by the address as it was asked.</summary>
    public static Reader ReaderOf(Ask ask) => new(
        ask.Arguments.One(Lang) == "en", Origin(ask.Http), ask.Http.Request.Path.Value ?? "/",
        ask.Arguments.Write(new StringBuilder(), Lang).ToString());

    /// <summary>Scheme and host that were asked.</summary>
    public static string Origin(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";

    private static async Task<Answer> AnswerAsync<TView, TModel>(Ask ask, TModel model)
        where TView : IComponent
        where TModel : PageModel
    {
        var reader = ReaderOf(ask);
        var renderer = ask.Http.RequestServices.GetRequiredService<PageRenderer>();
        ask.Http.Response.StatusCode = model.Status;
        return new Answer(null, model.Versions)
        {
            Bytes = await renderer.RenderAsync<TView, TModel>(reader, model),
            ContentType = PageHeaders.Html,
            Policy = PageHeaders.Policy,
            Language = reader.Lang,
            Variant = $"{reader.Lang} {reader.Origin}",
            Day = model.Day,
            IsPartial = model.Unavailable.Count > 0,
            IsOneOff = model.Status != StatusCodes.Status200OK,
        };
    }
}

/// <summary>Marks the endpoint of a page: what is refused there is refused as a page.</summary>
internal sealed class PageMark
{
    public static PageMark Instance { get; } = new();
}
