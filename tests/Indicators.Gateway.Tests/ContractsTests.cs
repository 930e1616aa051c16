using System.IO.Compression;
using System.Net;
using Google.Protobuf.Reflection;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>The contracts that a running suite gives to who generates a client.</summary>
public sealed class ContractsTests(SuiteHost suite)
{
    [Fact]
    public async Task Zip_OfTheContracts_HoldsTheFilesThatWereBuilt()
    {
        using var zip = new ZipArchive(new MemoryStream(await suite.Client.GetByteArrayAsync("/v1/contracts.zip")));
        Assert.Equal(8, zip.Entries.Count);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            Assert.Equal(File.ReadAllText(Tree.Path($"protos/{entry.FullName}")), await reader.ReadToEndAsync());
        }
    }

    [Fact]
    public async Task DescriptorSet_OfTheContracts_BuildsWithoutAnyOtherFile()
    {
        var set = FileDescriptorSet.Parser.ParseFrom(await suite.Client.GetByteArrayAsync("/v1/contracts.binpb"));
        var files = FileDescriptor.BuildFromByteStrings(set.File.Select(file => Google.Protobuf.MessageExtensions.ToByteString(file)));
        Assert.Equal(ServiceOrder.Count + 1, files.Sum(file => file.Services.Count));
    }

    [Fact]
    public async Task Contracts_List_NamesServicesFilesAndAddresses()
    {
        var list = await suite.JsonAsync("/v1/contracts");
        Assert.Equal(ServiceOrder.Count + 1, list.GetProperty("services").GetArrayLength());
        Assert.Equal(8, list.GetProperty("files").GetArrayLength());
        foreach (var address in new[] { list.Text("protoFiles"), list.Text("descriptorSet") })
        {
            using var answer = await suite.Client.GetAsync(address);
            using var head = await suite.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
            Assert.Equal((answer.Headers.ETag, answer.Content.Headers.ContentLength), (head.Headers.ETag, head.Content.Headers.ContentLength));
            Assert.Equal(answer.Content.Headers.ContentType, head.Content.Headers.ContentType);
            using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
            using var held = await suite.Client.SendAsync(again);
            Assert.Equal(HttpStatusCode.NotModified, held.StatusCode);
        }
    }
}
