using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Indicators.Gateway.OpenApi;

/// <summary>One member of a row as the documentation shows it.</summary>
internal sealed record Field(string Name, JsonSchemaType Type, string Description, JsonNode? Example)
{
    /// <summary>Name of the schema that it, or each item of it, is of.</summary>
    public string Row { get; init; } = "";

    /// <summary>The only texts that it holds.</summary>
    public string[] Choices { get; init; } = [];

    /// <summary>Left out where `labels` or `lang` drop the column.</summary>
    public bool IsColumn { get; init; }

    /// <summary>Only there where a parameter asks for it.</summary>
    public bool IsAsked { get; init; }

    public static Field Text(string name, string description, string example) => new(name, JsonSchemaType.String, description, example);

    public static Field Code(string name, string description, string example) => Text(name, description, example) with { IsColumn = true };

    public static Field Choice(string name, string description, string[] choices) =>
        Text(name, description, choices[0]) with { Choices = choices };

    public static Field Count(string name, string description, int example) => new(name, JsonSchemaType.Integer, description, example);

    /// <summary>A whole number, null where it was not read.</summary>
    public static Field Known(string name, string description, int example) =>
        new(name, JsonSchemaType.Integer | JsonSchemaType.Null, description, example);

    public static Field Number(string name, string description, decimal example) => new(name, JsonSchemaType.Number, description, example);

    /// <summary>An exact decimal number, null where it was not read.</summary>
    public static Field KnownNumber(string name, string description, decimal example) =>
        new(name, JsonSchemaType.Number | JsonSchemaType.Null, description, example);

    public static Field Flag(string name, string description) => new(name, JsonSchemaType.Boolean, description, false);

    /// <summary>A text in two columns, `nameZh` and `nameEn`.</summary>
    public static Field[] Both(string name, string what, string zh, string en) =>
    [
        Text(name + "Zh", what + ", in Chinese.", zh) with { IsColumn = true },
        Text(name + "En", what + ", in English.", en) with { IsColumn = true },
    ];

    public static Field Rows(string name, string row, string description) =>
        new(name, JsonSchemaType.Array, description, null) { Row = row };

    public static Field Texts(string name, string description, string example) =>
        new(name, JsonSchemaType.Array, description, new JsonArray(example));

    public static Field One(string name, string row, string description) =>
        new(name, JsonSchemaType.Object, description, null) { Row = row };

    /// <summary>An object that a foreign standard describes.</summary>
    public static Field Whole(string name, string description) => new(name, JsonSchemaType.Object, description, new JsonObject());

    /// <summary>A row inside the row, null where there is none.</summary>
    public static Field OneOrNone(string name, string row, string description) =>
        new(name, JsonSchemaType.Object | JsonSchemaType.Null, description, null) { Row = row };
}
