using Indicators.Gateway.Requests;
using Microsoft.OpenApi;

namespace Indicators.Gateway.OpenApi;

/// <summary>The other methods of an address that takes its query as a body too.</summary>
internal static class QueryByPost
{
    /// <summary>The same query as a JSON object.</summary>
    public static OpenApiOperation Post(Operation operation, OpenApiOperation described, OpenApiDocument document)
    {
        described.OperationId += "ByPost";
        described.Parameters = [];
        described.Description = "The parameters of GET as members of an object, for queries too long for an address: several values as an array, `dimension` as an object. "
            + "The answer is that of GET; go on by `pageToken` in the body (`next` is null where its address would be too long).";
        described.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, IOpenApiMediaType>
            {
                ["application/json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Schemas.BodyOf(operation), document) },
            },
        };
        described.Responses!.Remove("304");
        return described;
    }

    /// <summary>How much the query would answer, as headers.</summary>
    public static OpenApiOperation Head(Operation operation, OpenApiOperation described)
    {
        described.OperationId = "estimate" + operation.Row + "s";
        described.Summary = "How much the query holds, without running it";
        described.Description = "The headers of GET, with upper estimates of the whole selection. `estimate=true` on GET answers the same as JSON.";
        described.Responses!["200"] = new OpenApiResponse
        {
            Description = "No body.",
            Headers = EstimateAnswer.Headers.ToDictionary(
                h => h.Name,
                h => (IOpenApiHeader)new OpenApiHeader { Description = h.Summary, Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } }),
        };
        return described;
    }
}
