using System.Globalization;
using System.Text.Json.Nodes;
using Indicators.Contracts;
using Indicators.Gateway.Requests;
using Indicators.Gateway.Resilience;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Indicators.Gateway.OpenApi;

/// <summary>
/// Writes the document from the table of addresses: the parameters that are checked are the parameters that are documented. (The addresses
/// are plain request delegates for speed, so there are no signatures that a generator could read.)
/// </summary>
internal sealed class SuiteDocument(IReadOnlyList<Operation> operations) : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Servers = [new OpenApiServer { Url = "/", Description = "This server" }];
        swaggerDoc.Tags = operations.Select(o => o.Tag).Distinct().Select(t => new OpenApiTag { Name = t, Description = $"{t}." })
            .ToHashSet();

        // Reading needs no key; an empty requirement says so.
        swaggerDoc.Security = [new OpenApiSecurityRequirement()];
        Schemas.AddTo(swaggerDoc, operations);
        swaggerDoc.Paths = [];
        foreach (var operation in operations)
        {
            var method = operation.TakesBody ? HttpMethod.Post : HttpMethod.Get;
            swaggerDoc.Paths.TryAdd(operation.Path, new OpenApiPathItem { Operations = [] });
            var methods = swaggerDoc.Paths[operation.Path].Operations!;
            methods.Add(method, Describe(operation, swaggerDoc));
            if (operation.AlsoByPost)
            {
                methods.Add(HttpMethod.Post, QueryByPost.Post(operation, Describe(operation, swaggerDoc), swaggerDoc));
                methods.Add(HttpMethod.Head, QueryByPost.Head(operation, Describe(operation, swaggerDoc)));
            }
        }
    }

    private static OpenApiOperation Describe(Operation operation, OpenApiDocument document) => new()
    {
        OperationId = operation.Id,
        Summary = operation.Summary,
        Description = operation.Description.Length > 0 ? operation.Description : null,
        Tags = new HashSet<OpenApiTagReference> { new(operation.Tag, document) },
        Parameters = [.. PathParameters(operation), .. operation.Parameters.SelectMany(Parameter)],
        RequestBody = operation.TakesBody ? Body(operation, document) : null,
        Responses = Responses(operation, document),
    };

    private static IEnumerable<IOpenApiParameter> PathParameters(Operation operation)
    {
        if (operation.Path.Contains("{id}", StringComparison.Ordinal))
        {
            yield return new OpenApiParameter
            {
                Name = "id", In = ParameterLocation.Path, Required = true, Description = "Stable id of the item.", Example = operation.Example, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }
    }

    private static IEnumerable<IOpenApiParameter> Parameter(Parameter parameter)
    {
        if (!parameter.Family)
        {
            return [Query(parameter, parameter.Name, parameter.Summary, parameter.Choices, parameter.Example)];
        }

        // One parameter for each declared dimension: the document has no way to say "any name that starts with".
        return CodeLists.DimensionKeys.OrderBy(k => k.Key, StringComparer.Ordinal).Select(key =>
        {
            string[] values = [.. CodeLists.DimensionValues.Keys.Where(v => v.Key == key.Key).Select(v => v.Value).Order(StringComparer.Ordinal)];
            return Query(
                parameter, parameter.Name + key.Key, $"{key.Value.En} ({key.Value.Zh}). Empty: figures without this dimension.", values,
                values[0]);
        });
    }

    private static OpenApiParameter Query(Parameter parameter, string name, string summary, string[] choices, string example)
    {
        var one = new OpenApiSchema
        {
            Type = parameter.Number is null ? JsonSchemaType.String : JsonSchemaType.Integer,
            Minimum = parameter.Number?.Least.ToString(CultureInfo.InvariantCulture),
            Maximum = parameter.Number?.Most.ToString(CultureInfo.InvariantCulture),
            Enum = choices.Length > 0 ? [.. choices.Select(c => (JsonNode)c)] : null,
        };
        JsonNode? value = example.Length == 0 ? null
            : parameter.Number is null ? example
            : int.Parse(example, CultureInfo.InvariantCulture);
        return new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Query,
            Required = parameter.Required,
            Description = summary,
            Schema = parameter.Many ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = one } : one,
            Style = parameter.Many ? ParameterStyle.Form : null,
            Explode = !parameter.Many,
            Example = value is not null && parameter.Many ? new JsonArray(value) : value,
        };
    }

    private static OpenApiRequestBody Body(Operation operation, OpenApiDocument document) => new()
    {
        Required = true,
        Description = operation.BodySummary,
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            ["application/json"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(operation.BodyRow, document),
                Example = Schemas.Example(operation.BodyRow),
            },
        },
    };

    private static OpenApiResponses Responses(Operation operation, OpenApiDocument document)
    {
        var answer = Answer(operation, document);
        var responses = new OpenApiResponses { ["200"] = answer };
        var statuses = new List<(string Status, string Text)>
        {
            ("400", "A parameter is not valid; every error is named with the nearest valid value."),
        };
        if (operation.Path.Contains("{id}", StringComparison.Ordinal))
        {
            statuses.Add(("404", "There is no such item; the nearest id is named."));
        }

        if (operation.TakesBody)
        {
            statuses.AddRange([("413", "The body is too large."), ("415", "The body is no JSON.")]);
        }
        else
        {
            responses["304"] = new OpenApiResponse { Description = "The reader has this answer already (If-None-Match)." };
        }

        if (operation.Parameters.Contains(Parameters.Format))
        {
            statuses.AddRange([("404", "Nothing is selected, and JSON-stat cannot be empty."), ("406", "There is no such format; the list is named."), ("413", "More is selected than the format holds.")]);
            if (!operation.IsDocument)
            {
                AddFiles(answer);
            }
        }

        if (operation.OtherType.Length > 0)
        {
            answer.Content![operation.OtherType] = new OpenApiMediaType { Schema = Schemas.Plain };
            statuses.Add(("406", "There is no such format; the list is named."));
        }

        statuses.AddRange([("414", "The query is too long."), ("503", "A service that is needed cannot be reached; Retry-After says when to try again.")]);
        foreach (var (status, text) in statuses)
        {
            responses[status] = Problem(text, document);
        }

        return responses;
    }

    private static OpenApiResponse Answer(Operation operation, OpenApiDocument document) => new()
    {
        Description = operation.IsItem ? "The item." : "A page of items.",
        Headers = operation.TakesBody ? null : new Dictionary<string, IOpenApiHeader>
        {
            ["ETag"] = new OpenApiHeader
            {
                Description = "Strong entity tag; absent where a service did not answer.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            },
            [StaleAnswers.Header] = new OpenApiHeader
            {
                Description = "Only where a service that is needed is down and this is the last good answer: seconds since it was last known to be the newest.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
            },
        },
        Content = operation.MediaType == Operation.Json ? Json(operation, document) : new Dictionary<string, IOpenApiMediaType>
        {
            [operation.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
        },
    };

    private static Dictionary<string, IOpenApiMediaType> Json(Operation operation, OpenApiDocument document) => new()
    {
        ["application/json"] = new OpenApiMediaType
        {
            Schema = operation.IsDocument ? new OpenApiSchemaReference(operation.Row, document)
                : operation.IsItem ? Schemas.Item(operation.Row, document)
                : new OpenApiSchemaReference(operation.Row + "Page", document),
            Example = operation.IsDocument ? Schemas.Example(operation.Row)
                : operation.IsItem ? Schemas.ItemExample(operation.Row)
                : Schemas.PageExample(operation.Row),
        },
    };

    // A file is no JSON that a schema could describe.
    private static void AddFiles(OpenApiResponse answer)
    {
        foreach (var format in Formats.Format.All.Where(f => f != Formats.Format.Json))
        {
            answer.Content![format.MediaTypes[0]] = new OpenApiMediaType { Schema = Schemas.Plain };
        }
    }

    private static OpenApiResponse Problem(string text, OpenApiDocument document) => new()
    {
        Description = text,
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference("Problem", document) },
        },
    };
}
