using System.Text.Json;
using Indicators.Gateway.Downloads;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Endpoints;

/// <summary>The contracts of the gRPC port, for who generates a client.</summary>
internal static class ContractsApi
{
    private const string Tag = "Contracts";
    private const string ZipType = "application/zip";
    private const string SetType = "application/protobuf";

    private static readonly Operation List = new("getContracts", "/v1/contracts", Tag, "Contracts", "Services and files of the gRPC contracts")
    {
        IsSingle = true,
    };

    private static readonly Operation Zip = new("downloadContracts", "/v1/contracts.zip", Tag, "", "The .proto files that this server was built from")
    {
        MediaType = ZipType,
    };

    private static readonly Operation DescriptorSet = new(
        "downloadDescriptorSet", "/v1/contracts.binpb", Tag, "", "The contracts as google.protobuf.FileDescriptorSet")
    {
        MediaType = SetType,
    };

    public static void MapContracts(this Routes routes)
    {
        routes.Get(List, ask => ValueTask.FromResult(ask.Item(ask.State.Versions, 0, [], (rows, _) => Write(rows.Json), [])));
        routes.Send(Zip, ask => FileAnswers.SendAsync(ask.Http, ContractBundle.Zip, ZipType, "indicators-contracts.zip"));
        routes.Send(DescriptorSet, ask => FileAnswers.SendAsync(ask.Http, ContractBundle.DescriptorSet, SetType, "indicators-contracts.binpb"));
    }

    private static void Write(Utf8JsonWriter json)
    {
        Write(json, "services", ContractBundle.Services.Select(service => service.FullName));
        Write(json, "files", ContractBundle.Files.Select(file => file.Name));
        json.WriteString("protoFiles", Zip.Path);
        json.WriteString("descriptorSet", DescriptorSet.Path);
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
