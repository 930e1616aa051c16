using Indicators.Types.V1;

namespace Indicators.Gateway.Pages;

/// <summary>What every page has beside its content; a page derives its own from it.</summary>
internal abstract class PageModel
{
    /// <summary>Heading and title of the document.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>What search engines and previews say of it.</summary>
    public required LocalizedText Description { get; init; }

    /// <summary>What it is made from: its tag and its place in the cache.</summary>
    public required VersionVector Versions { get; init; }

    /// <summary>Services that did not answer: the page says so in words and is not kept.</summary>
    public IReadOnlyList<string> Unavailable { get; init; } = [];

    /// <summary>The day that it was judged on, where tomorrow it may be another page; else "".</summary>
    public string Day { get; init; } = "";

    /// <summary>Any but 200 is not kept.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Path of the entry of the navigation that it belongs to.</summary>
    public string Section { get; init; } = "";

    /// <summary>Address of a picture for previews, without the host; else "".</summary>
    public string Picture { get; init; } = "";

    /// <summary>Address that answers what to embed, without the host; else "".</summary>
    public string OEmbed { get; init; } = "";

    /// <summary>JSON-LD, with every `&lt;` escaped; else "".</summary>
    public string Data { get; init; } = "";

    protected static LocalizedText Text(string zh, string en) => new() { Zh = zh, En = en };
}
