namespace Indicators.Gateway.Requests;

/// <summary>One declared parameter of the query: what is read, what is checked and what OpenAPI says come from here.</summary>
/// <param name="Name">Name as it stands in the address; for a family such as `dimension.` the prefix.</param>
/// <param name="Summary">What it does, in English.</param>
internal sealed record Parameter(string Name, string Summary)
{
    /// <summary>Several values, by comma or by repetition.</summary>
    public bool Many { get; init; }

    /// <summary>Several values by comma in one text, because their order counts.</summary>
    public bool Ordered { get; init; }

    /// <summary>A family: what follows the prefix is part of the name.</summary>
    public bool Family { get; init; }

    /// <summary>A value that is none of the choices is not acceptable (406) rather than at fault.</summary>
    public bool IsNegotiated { get; init; }

    /// <summary>Nothing is answered without it; the address says so itself.</summary>
    public bool Required { get; init; }

    /// <summary>An empty value says something.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>The only values; empty: any text.</summary>
    public string[] Choices { get; init; } = [];

    /// <summary>A whole number inside these bounds; null: no number.</summary>
    public (int Least, int Most)? Number { get; init; }

    public string Example { get; init; } = "";

    /// <summary>Field of the request message that it fills, where that is not its name in snake_case.</summary>
    public string Field { get; init; } = "";
}
