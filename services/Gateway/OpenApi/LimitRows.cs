using Indicators.Gateway.Endpoints;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using Microsoft.OpenApi;
using static Indicators.Gateway.OpenApi.Field;

namespace Indicators.Gateway.OpenApi;

/// <summary>Members of what is said of limits, of the contracts and of the size of a selection, and of a query as a body.</summary>
internal static class LimitRows
{
    public static readonly Dictionary<string, Field[]> All = new()
    {
        ["Limits"] = [.. ConfigApi.Limits.Select(limit => Count(limit.Name, limit.Summary, limit.Value))],
        ["Sizes"] = [.. RowSizes.All.Select(size => Count(size.Format, $"Bytes as {size.Format}.", size.Bytes))],
        ["Defaults"] =
        [
            Count("pageSize", "Items of a page.", Parameters.DefaultPageSize),
            Choice("lang", "Language of names and texts.", Parameters.Lang.Choices),
            Choice("labels", "Codes, texts or both.", Parameters.Labels.Choices),
            Text("format", "Format of an answer.", RowSizes.All[0].Format),
        ],
        ["Config"] =
        [
            One("limits", "Limits", "The most that a request may ask for."),
            One("defaults", "Defaults", "What holds where nothing is said."), Texts("languages", "Values of `lang`.", "both"),
            Texts("labels", "Values of `labels`.", "both"), Texts("formats", "Formats of figures.", RowSizes.All[0].Format),
            Texts("sortFields", "Fields of `sort`.", "value"),
            One("averageRowBytes", "Sizes", "Bytes of a figure in each format, uncompressed: what estimates count with."),
        ],
        ["Contracts"] =
        [
            Texts("services", "Full names of the gRPC services.", "indicators.data.v1.IndicatorDataService"),
            Texts("files", "Names of the .proto files, each after those that it imports.", "indicators/data/v1/data.proto"),
            Text("protoFiles", "Address of the files as a zip.", "/v1/contracts.zip"),
            Text("descriptorSet", "Address of the files as google.protobuf.FileDescriptorSet.", "/v1/contracts.binpb"),
        ],
        ["EstimateLimits"] = [Count("pageSize", "Items of a page.", 1000), Count("offset", "Items passed over.", 100_000), Count("sort", "Rows that are sorted.", 10_000)],
        ["Estimate"] =
        [
            Count("rows", "Rows at most, counted from the index.", 1200), One("bytes", "Sizes", "Bytes in each format, roughly."),
            Count("pages", "Pages of this size, at most.", 12),
            One("limits", "EstimateLimits", "Limits that a reader of the whole meets."),
            Rows("warnings", "Warning", "What to know beside the data."),
        ],
    };

    /// <summary>The parameters of an address as members of a body.</summary>
    public static Field[] Body(Operation operation) =>
        [.. operation.Parameters.Select(p => new Field(p.Name.TrimEnd('.'), Type(p), p.Summary, null))];

    private static JsonSchemaType Type(Parameter parameter) =>
        parameter.Family ? JsonSchemaType.Object
        : parameter.Many || parameter.Ordered ? JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Array
        : parameter.Number is not null ? JsonSchemaType.Integer
        : parameter == Parameters.Estimate ? JsonSchemaType.Boolean | JsonSchemaType.String
        : JsonSchemaType.String;
}
