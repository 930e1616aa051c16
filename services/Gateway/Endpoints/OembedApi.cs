using Indicators.Contracts;
using Indicators.Gateway.Charts;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Endpoints;

/// <summary>oEmbed of pages and charts, for who pastes an address and gets a picture.</summary>
internal static class OembedApi
{
    private const int Unbounded = 100_000;

    private static readonly Parameter Url = new("url", "Address of a page of an indicator or of a chart here.")
    {
        Required = true, Example = "/indicators/beds",
    };

    private static readonly Parameter Form = new("format", "How the answer is written; JSON unless said.") { Choices = ["json", "xml"], Example = "json" };

    private static readonly Parameter MostWidth = new("maxwidth", "The frame is no wider than this.") { Number = (ChartRequest.LeastWidth, Unbounded), Example = "600" };

    private static readonly Parameter MostHeight = new("maxheight", "The frame is no higher than this.") { Number = (ChartRequest.LeastHeight, Unbounded), Example = "400" };

    private static readonly Operation Oembed = new("getOembed", "/v1/oembed", "Charts", "Oembed", "What another site needs to embed a chart (oEmbed 1.0)")
    {
        Parameters = [Url, Form, MostWidth, MostHeight],
        Description = "供其他网站嵌入图表。 A rich answer whose `html` is a frame of the chart. Addresses of other sites, and pages without a chart, are 404.",
        Example = "url=/indicators/beds",
        OtherType = "text/xml",
        IsDocument = true,
        NeedsQuery = true,
    };

    public static void MapOembed(this Routes routes) => routes.Send(Oembed, SendAsync);

    private static Task SendAsync(Ask ask)
    {
        var url = ask.Arguments.One(Url);
        if (url.Length == 0)
        {
            ask.Faults.Add("missing_parameter", Url.Name, "", "须给出“url”。", "`url` is required.", Url.Example);
            ask.Faults.ThrowIfAny();
        }

        var answer = Charts.Oembed.Of(ask, url, ask.Arguments.Number(MostWidth, Unbounded), ask.Arguments.Number(MostHeight, Unbounded));
        return ask.Arguments.One(Form) == "xml"
            ? FileAnswers.SendAsync(ask.Http, answer.Xml(), "text/xml; charset=utf-8")
            : FileAnswers.SendAsync(ask.Http, answer.Json(), AnswerWriter.JsonType!);
    }
}
