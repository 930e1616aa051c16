using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Indicators.Gateway.Pages.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Indicators.Gateway.Pages;

/// <summary>Renders a model by its view, once, to bytes: nothing stays behind on the server, and no script of the framework goes out.</summary>
internal sealed class PageRenderer(ILoggerFactory loggers)
{
    private const int UsualLength = 32 * 1024;

    // The default encoder writes each Chinese character as an entity of eight bytes; what matters in HTML is still encoded.
    private readonly ServiceProvider services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).AddSingleton(loggers).BuildServiceProvider();

    public async Task<byte[]> RenderAsync<TView, TModel>(Reader reader, TModel model)
        where TView : IComponent
        where TModel : PageModel
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var content = Cascade(model, View<TView>());
            var page = Cascade(reader, Cascade<PageModel>(model, View<Layout>(content)));
            var root = await renderer.RenderComponentAsync<Root>(
                ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Root.Content)] = page }));
            using var text = new StringWriter(new StringBuilder(UsualLength));
            root.WriteHtmlTo(text);
            return Bytes(text.GetStringBuilder());
        });
    }

    private static byte[] Bytes(StringBuilder text)
    {
        using var bytes = new MemoryStream(text.Length * 2);
        using (var writer = new StreamWriter(bytes, new UTF8Encoding(false)))
        {
            writer.Write(text);
        }

        return bytes.ToArray();
    }

    private static RenderFragment View<TView>(RenderFragment? content = null)
        where TView : IComponent => builder =>
    {
        builder.OpenComponent<TView>(0);
        if (content is not null)
        {
            builder.AddComponentParameter(1, "ChildContent", content);
        }

        builder.CloseComponent();
    };

    private static RenderFragment Cascade<T>(T value, RenderFragment content) => builder =>
    {
        builder.OpenComponent<CascadingValue<T>>(0);
        builder.AddComponentParameter(1, nameof(CascadingValue<T>.Value), value);
        builder.AddComponentParameter(2, nameof(CascadingValue<T>.IsFixed), true);
        builder.AddComponentParameter(3, nameof(CascadingValue<T>.ChildContent), content);
        builder.CloseComponent();
    };

    private sealed class Root : ComponentBase
    {
        [Parameter]
        public RenderFragment Content { get; set; } = null!;

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) =>
            builder.AddContent(0, Content);
    }
}
