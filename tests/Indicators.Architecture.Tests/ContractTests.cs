using Google.Protobuf.Reflection;
using Indicators.Data.V1;
using Indicators.Testing;
using Indicators.Types.V1;

namespace Indicators.Architecture.Tests;

/// <summary>The rules of the contracts, over the compiled descriptors and, for comments, over the source.</summary>
public sealed class ContractTests
{
    private static readonly IReadOnlyList<FileDescriptor> Files = typeof(Observation).Assembly.GetTypes()
        .Where(t => t.Name.EndsWith("Reflection", StringComparison.Ordinal) && t.Namespace!.StartsWith("Indicators", StringComparison.Ordinal))
        .Select(t => (FileDescriptor)t.GetProperty("Descriptor")!.GetValue(null)!)
        .ToList();

    private static IEnumerable<MethodDescriptor> Methods => Files.SelectMany(f => f.Services).SelectMany(s => s.Methods);

    [Fact]
    public void EveryProtoOfTheTree_IsCompiled() =>
        Assert.Equal(Tree.Files("*.proto", "protos").Select(Path.GetFileName).Order(), Files.Select(f => Path.GetFileName(f.Name)).Order());

    [Fact]
    public void Package_IsItsFolder() =>
        Assert.All(Files, file => Assert.Equal(Path.GetDirectoryName(file.Name)!.Replace('/', '.'), file.Package));

    [Fact]
    public void Method_HasRequestAndResponseOfItsOwn() => Assert.All(Methods, method =>
    {
        Assert.Equal(method.Name + "Request", method.InputType.Name);
        Assert.Equal(method.Name + "Response", method.OutputType.Name);
    });

    [Fact]
    public void ListAndQuery_ArePaged()
    {
        var paged = Methods.Where(m => m.Name.StartsWith("List", StringComparison.Ordinal) || m.Name.StartsWith("Query", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(paged);
        Assert.All(paged, method =>
        {
            Assert.Equal(FieldType.Int32, method.InputType.FindFieldByName("page_size")?.FieldType);
            Assert.Equal(FieldType.String, method.InputType.FindFieldByName("page_token")?.FieldType);
            Assert.Equal(FieldType.String, method.OutputType.FindFieldByName("next_page_token")?.FieldType);
        });
    }

    [Fact]
    public void Enum_HasUnspecifiedAsZero()
    {
        var enums = Files.SelectMany(f => f.EnumTypes.Concat(f.MessageTypes.SelectMany(m => m.EnumTypes))).ToList();
        Assert.NotEmpty(enums);
        Assert.All(enums, e => Assert.EndsWith("_UNSPECIFIED", e.FindValueByNumber(0)!.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryDeclaration_HasAComment() =>
        Assert.Empty(Tree.Files("*.proto", "protos").SelectMany(ProtoSource.Uncommented));

    [Fact]
    public void EveryService_EndsInService() =>
        Assert.All(Files.SelectMany(f => f.Services), s => Assert.EndsWith("Service", s.Name, StringComparison.Ordinal));

    [Fact]
    public void PublishService_IsApartFromWhatTheGatewayForwards() =>
        Assert.Equal("indicators.data.v1", PublishService.Descriptor.File.Package);
}
