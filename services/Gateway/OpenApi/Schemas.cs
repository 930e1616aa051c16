using System.Text.Json.Nodes;
using Indicators.Gateway.Requests;
using Microsoft.OpenApi;

namespace Indicators.Gateway.OpenApi;

/// <summary>The schemas of rows and pages, and examples made from the same members.</summary>
internal static class Schemas
{
    private const string ExampleVersion = "12.7.9.20.15.30-9f3a61c2";
    private const string DataVersion = "What the answer was made from: the sequence of each service and a hash; `-` for a service that "
        + "did not answer.";
    private const string Unavailable = "Services that did not answer.";
    private const string Stale = "Only in the last good answer, given while a service that it needs is down.";

    private static readonly Dictionary<string, Field[]> Rows =
        new[] { FigureRows.All, VintageRows.All, RegisterRows.All, TargetRows.All, CommonRows.All, CatalogRows.All, LimitRows.All, ChartRows.All }.SelectMany(r => r).ToDictionary();

    /// <summary>Members of a row.</summary>
    public static IReadOnlyList<Field> Of(string row) => Rows[row];

    /// <summary>Adds every row and its page to the document.</summary>
    public static void AddTo(OpenApiDocument document, IReadOnlyList<Operation> operations)
    {
        var pages = operations.Where(o => !o.IsItem).Select(o => o.Row).Distinct();
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        foreach (var (name, fields) in Rows)
        {
            document.Components.Schemas[name] = Row(
                fields, document, name is "Claim" || name.EndsWith("Request", StringComparison.Ordinal));
        }

        foreach (var operation in operations.Where(o => o.AlsoByPost))
        {
            document.Components.Schemas[BodyOf(operation)] = Row(LimitRows.Body(operation), document, isRequest: true);
        }

        foreach (var row in pages)
        {
            document.Components.Schemas[row + "Page"] = Page(row, document);
        }
    }

    /// <summary>Name of the schema of a query as a body.</summary>
    public static string BodyOf(Operation operation) => operation.Row + "Query";

    public static JsonObject Example(string row, int depth = 0)
    {
        var example = new JsonObject();
        foreach (var field in Rows[row])
        {
            example[field.Name] = field switch
            {
                { Row.Length: > 0, Type: JsonSchemaType.Array } => depth < 2 ? new JsonArray(Example(field.Row, depth + 1)) : [],
                { Row.Length: > 0 } => Example(field.Row, depth + 1),
                _ => field.Example?.DeepClone(),
            };
        }

        return example;
    }

    public static JsonObject PageExample(string row)
    {
        var page = new JsonObject { ["items"] = new JsonArray(Example(row)) };
        foreach (var field in CatalogRows.OfPages.GetValueOrDefault(row, []))
        {
            page[field.Name] = field switch
            {
                { Row.Length: > 0, Type: JsonSchemaType.Array } => new JsonArray(Example(field.Row, 1)),
                { Row.Length: > 0 } => Example(field.Row, 1),
                _ => field.Example?.DeepClone(),
            };
        }

        page["next"] = null;
        page["pageToken"] = "";
        page["dataVersion"] = ExampleVersion;
        page["warnings"] = new JsonArray();
        page["unavailable"] = new JsonArray();
        return page;
    }

    public static JsonObject ItemExample(string row)
    {
        var example = Example(row);
        example["dataVersion"] = ExampleVersion;
        example["unavailable"] = new JsonArray();
        return example;
    }

    /// <summary>One item: its row, and what stands under it as under every page.</summary>
    public static OpenApiSchema Item(string row, OpenApiDocument document) => new()
    {
        AllOf =
        [
            new OpenApiSchemaReference(row, document),
            new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Required = new HashSet<string> { "dataVersion", "unavailable" },
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["dataVersion"] = Text(DataVersion),
                    ["unavailable"] = Array(Unavailable, Plain),
                    ["stale"] = StaleMark(),
                },
            },
        ],
    };

    private static OpenApiSchema Row(Field[] fields, OpenApiDocument document, bool isRequest)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string,
            IOpenApiSchema>(),
            AdditionalPropertiesAllowed = !isRequest,
        };
        foreach (var field in fields)
        {
            schema.Properties[field.Name] = Member(field, document);
        }

        if (!isRequest)
        {
            schema.Required = fields.Where(f => !f.IsColumn).Select(f => f.Name).ToHashSet();
        }

        return schema;
    }

    private static IOpenApiSchema Member(Field field, OpenApiDocument document)
    {
        if (field is { Row.Length: > 0, Type: JsonSchemaType.Object })
        {
            return new OpenApiSchemaReference(field.Row, document);
        }

        if (field is { Row.Length: > 0, Type: not JsonSchemaType.Array })
        {
            return new OpenApiSchema
            {
                Description = field.Description,
                Type = field.Type,
                AllOf = [new OpenApiSchemaReference(field.Row, document)],
            };
        }

        return new OpenApiSchema
        {
            Type = field.Type,
            Description = field.Description,
            Items = field.Type != JsonSchemaType.Array ? null
                : field.Row.Length > 0 ? new OpenApiSchemaReference(field.Row, document)
                : new OpenApiSchema { Type = JsonSchemaType.String },
            Enum = field.Choices.Length > 0 ? [.. field.Choices.Select(c => (JsonNode)c)] : null,
        };
    }

    private static OpenApiSchema Page(string row, OpenApiDocument document)
    {
        var page = CommonPage(row, document);
        foreach (var field in CatalogRows.OfPages.GetValueOrDefault(row, []))
        {
            page.Properties![field.Name] = Member(field, document);
            page.Required!.Add(field.Name);
        }

        return page;
    }

    private static OpenApiSchema CommonPage(string row, OpenApiDocument document) => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A page of items.",
        Required = new HashSet<string> { "items", "next", "pageToken", "dataVersion", "warnings", "unavailable" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["items"] = Array("The items in their order.", new OpenApiSchemaReference(row, document)),
            ["next"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String | JsonSchemaType.Null,
                Description = "Path and query of the next page; null on the last.",
            },
            ["pageToken"] = Text("Token of the next page; empty on the last."),
            ["dataVersion"] = Text(DataVersion),
            ["warnings"] = Array("What to know beside the data.", new OpenApiSchemaReference("Warning", document)),
            ["unavailable"] = Array(Unavailable, Plain),
            ["stale"] = StaleMark(),
        },
    };

    private static OpenApiSchema StaleMark() => new()
    {
        Type = JsonSchemaType.Object,
        Description = Stale,
        Required = new HashSet<string> { "asOf", "ageSeconds" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["asOf"] = Text("When it was last known to be the newest answer, RFC 3339 in UTC."),
            ["ageSeconds"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "Seconds since then." },
        },
    };

    public static OpenApiSchema Plain => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema Array(string description, IOpenApiSchema items) =>
        new() { Type = JsonSchemaType.Array, Description = description, Items = items };
}
