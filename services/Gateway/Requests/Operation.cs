namespace Indicators.Gateway.Requests;

/// <summary>One address: what it reads, how it answers and what OpenAPI says of it.</summary>
/// <param name="Id">operationId, camelCase.</param>
/// <param name="Path">Template; an item's address ends in `{id}`.</param>
/// <param name="Tag">Group in the documentation.</param>
/// <param name="Row">Name of the schema of an item.</param>
/// <param name="Summary">One line, English.</param>
internal sealed record Operation(string Id, string Path, string Tag, string Row, string Summary)
{
    public const string Json = "application/json";

    public Parameter[] Parameters { get; init; } = [];

    public string Description { get; init; } = "";

    /// <summary>A query, or the id of an item, that answers with data; for the documentation.</summary>
    public string Example { get; init; } = "";

    public Func<Ask, ValueTask<Answer>> Handler { get; init; } = null!;

    /// <summary>Sends an answer that is no page or item in place of the handler.</summary>
    public Func<Ask, Task>? Send { get; init; }

    /// <summary>Media type of the answer.</summary>
    public string MediaType { get; init; } = Json;

    /// <summary>The other media type that Accept may ask for; "" where there is one alone.</summary>
    public string OtherType { get; init; } = "";

    /// <summary>It checks more than the form of its parameters and reports all faults together.</summary>
    public bool ChecksMore { get; init; }

    /// <summary>Answers a document of a foreign standard, without the members that every answer of ours has.</summary>
    public bool IsDocument { get; init; }

    /// <summary>It answers nothing unless it is asked for something.</summary>
    public bool NeedsQuery { get; init; }

    /// <summary>Takes a JSON body by POST.</summary>
    public bool TakesBody { get; init; }

    /// <summary>Takes the same parameters as the members of a JSON object by POST.</summary>
    public bool AlsoByPost { get; init; }

    /// <summary>Schema of the body that it takes.</summary>
    public string BodyRow { get; init; } = "";

    /// <summary>What the body is.</summary>
    public string BodySummary { get; init; } = "";

    /// <summary>It answers one item though its address names none.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Answers one item and no page.</summary>
    public bool IsItem =>
        Path.EndsWith("{id}", StringComparison.Ordinal)
            || Row is "About" or "Config" or "Citation"
            || MediaType != Json
            || TakesBody
            || IsSingle
            || IsDocument;
}
