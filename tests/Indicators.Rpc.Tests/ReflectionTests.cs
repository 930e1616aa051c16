using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection;
using Grpc.Reflection.V1;
using Indicators.Testing.Rpc.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Indicators.Rpc.Tests;

public sealed class ReflectionTests
{
    private static readonly string[] Names =
    [
        "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection",
        "indicators.testing.rpc.v1.ProbeService"
    ];

    [Fact(Timeout = 30_000)]
    public async Task ListServices_OfAHost_NamesWhatIsMapped()
    {
        await using var host = await StartAsync();
        var response = await AskAsync(host, new() { ListServices = "*" });
        Assert.Equal(Names, response.ListServicesResponse.Service.Select(service => service.Name));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("indicators.testing.rpc.v1.ProbeService", "Protos/probe.proto")]
    [InlineData("indicators.testing.rpc.v1.ProbeService.Say", "Protos/probe.proto")]
    [InlineData("indicators.testing.rpc.v1.SayRequest", "Protos/probe.proto")]
    [InlineData("grpc.health.v1.HealthCheckResponse.ServingStatus", "grpc/health/v1/health.proto")]
    [InlineData("grpc.reflection.v1.ExtensionRequest", "grpc/reflection/v1/reflection.proto")]
    [InlineData("grpc.reflection.v1alpha.ServerReflection", "grpc/reflection/v1alpha/reflection.proto")]
    public async Task Symbol_OfAMappedService_GivesItsFile(string symbol, string file)
    {
        await using var host = await StartAsync();
        var bySymbol = await AskAsync(host, new() { FileContainingSymbol = symbol });
        var byName = await AskAsync(host, new() { FileByFilename = file });
        Assert.Equal(file, FileDescriptorProto.Parser.ParseFrom(bySymbol.FileDescriptorResponse.FileDescriptorProto[0]).Name);
        Assert.Equal(bySymbol.FileDescriptorResponse, byName.FileDescriptorResponse);
    }

    [Fact]
    public async Task File_WithImports_ComesWithEachOfThemOnce()
    {
        var files = await ExtendedAsync(new() { FileByFilename = "Protos/extended.proto" });
        Assert.Equal(
            ["Protos/extended.proto", "google/protobuf/descriptor.proto", "google/protobuf/timestamp.proto"],
            files.FileDescriptorResponse.FileDescriptorProto
                .Select(file => FileDescriptorProto.Parser.ParseFrom(file).Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Extensions_OfAType_AreFoundByNumber()
    {
        const string type = "google.protobuf.FieldOptions";
        var numbers = await ExtendedAsync(new() { AllExtensionNumbersOfType = type });
        Assert.Equal((type, 50_001), (numbers.AllExtensionNumbersResponse.BaseTypeName, numbers.AllExtensionNumbersResponse.ExtensionNumber.Single()));
        var file = await ExtendedAsync(new() { FileContainingExtension = new() { ContainingType = type, ExtensionNumber = 50_001 } });
        Assert.Equal("Protos/extended.proto", FileDescriptorProto.Parser.ParseFrom(file.FileDescriptorResponse.FileDescriptorProto[0]).Name);
        Assert.Empty((await ExtendedAsync(new() { AllExtensionNumbersOfType = "google.protobuf.EnumOptions" })).AllExtensionNumbersResponse.ExtensionNumber);
    }

    [Fact(Timeout = 30_000)]
    public async Task Question_WithoutAnAnswer_GetsAnErrorAndTheCallGoesOn()
    {
        ServerReflectionRequest[] questions =
        [
            new() { FileByFilename = "nowhere.proto" },
            new() { FileContainingSymbol = "no.Such" },
            new() { FileContainingExtension = new() { ContainingType = "no.Such", ExtensionNumber = 1 } },
            new() { AllExtensionNumbersOfType = "no.Such" },
            new() { Host = "here" },
            new() { ListServices = "" }
        ];
        await using var host = await StartAsync();
        using var call = new ServerReflection.ServerReflectionClient(host.Channel).ServerReflectionInfo();
        var codes = new List<int>();
        foreach (var question in questions)
        {
            await call.RequestStream.WriteAsync(question);
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal((question, question.Host), (call.ResponseStream.Current.OriginalRequest, call.ResponseStream.Current.ValidHost));
            codes.Add(call.ResponseStream.Current.ErrorResponse?.ErrorCode ?? 0);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal([5, 5, 5, 5, 3, 0], codes);
    }

    [Fact(Timeout = 30_000)]
    public async Task V1Alpha_Answers_TheSameBytes()
    {
        var question = new ServerReflectionRequest { FileContainingSymbol = "indicators.testing.rpc.v1.ListRequest" };
        await using var host = await StartAsync();
        using var call = new Grpc.Reflection.V1Alpha.ServerReflection.ServerReflectionClient(host.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(Grpc.Reflection.V1Alpha.ServerReflectionRequest.Parser.ParseFrom(question.ToByteString()));
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal((await AskAsync(host, question)).ToByteString(), call.ResponseStream.Current.ToByteString());
    }

    [Fact]
    public void Mapping_WithoutAddGrpcReflection_IsRefused()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddGrpc();
        Assert.Throws<InvalidOperationException>(() => builder.Build().MapGrpcReflectionService());
    }

    private static Task<RpcHost> StartAsync() => RpcHost.StartAsync(
        services =>
        {
            services.AddGrpc();
            services.AddGrpcHealthChecks();
            services.AddGrpcReflection();
            services.AddSingleton(new Probe());
        },
        web =>
        {
            web.MapGrpcService<Probe>();
            web.MapGrpcHealthChecksService();
            web.MapGrpcReflectionService();
        });

    private static async Task<ServerReflectionResponse> ExtendedAsync(ServerReflectionRequest question)
    {
        await using var host = await RpcHost.StartAsync(
            services => services.AddGrpcReflection().AddSingleton(new ReflectionV1ServiceImpl([], SymbolRegistry.FromFiles([ExtendedReflection.Descriptor]))).AddGrpc(),
            web => web.MapGrpcReflectionService());
        return await AskAsync(host, question);
    }

    private static async Task<ServerReflectionResponse> AskAsync(RpcHost host, ServerReflectionRequest question)
    {
        using var call = new ServerReflection.ServerReflectionClient(host.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(question);
        await call.RequestStream.CompleteAsync();
        Assert.True(await call.ResponseStream.MoveNext());
        var answer = call.ResponseStream.Current;
        Assert.False(await call.ResponseStream.MoveNext());
        return answer;
    }
}
