using Google.Protobuf.Reflection;
using Grpc.Core;
using Indicators.Contracts.Encoded;
using Indicators.Data.V1;

namespace Indicators.Architecture.Tests;

/// <summary>What the suite reads and writes in place of the contract's messages must be the same bytes.</summary>
public sealed class EncodedPageTests
{
    private static readonly Dictionary<string, string> Counterparts = new()
    {
        [EncodedPage.Descriptor.FullName] = QueryObservationsResponse.Descriptor.FullName,
        [EncodedBatch.Descriptor.FullName] = BatchQueryObservationsResponse.Descriptor.FullName,
        [EncodedResult.Descriptor.FullName] = ObservationsResult.Descriptor.FullName,
        [EncodedIndicator.Descriptor.FullName] = GetIndicatorResponse.Descriptor.FullName,
    };

    public static TheoryData<string> Messages => [.. Counterparts.Keys];

    [Fact]
    public void Counterparts_AreAllThatTheFileDeclares() =>
        Assert.Equal(EncodedPage.Descriptor.File.MessageTypes.Select(m => m.FullName).Order(), Counterparts.Keys.Order());

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_HasTheFieldsOfItsCounterpart(string name)
    {
        var encoded = EncodedPage.Descriptor.File.MessageTypes.Single(m => m.FullName == name);
        var contract = QueryObservationsResponse.Descriptor.File.MessageTypes.Single(m => m.FullName == Counterparts[name]);

        Assert.Equal(contract.Fields.InFieldNumberOrder().Select(f => Shape(f)), encoded.Fields.InFieldNumberOrder().Select(f => Shape(f)));
    }

    [Fact]
    public void Service_IsThatOfTheContract()
    {
        var bound = new Recorder();
        EncodedDataService.BindService(bound, null);

        Assert.Equal(
            IndicatorDataService.Descriptor.Methods.Select(m => (m.Name, m.InputType.ClrType.Name, m.OutputType.FullName, m.IsServerStreaming)),
            bound.Methods);
    }

    // Bytes are read where the contract has a message: on the wire both are a length and what follows.
    private static string Shape(FieldDescriptor field) => string.Join(
        ' ', field.Name, field.FieldNumber, field.IsRepeated, field.ContainingOneof?.Name,
        IsEncoded(field) ? FieldType.Message : field.FieldType,
        field.FieldType != FieldType.Message || IsEncoded(field) ? ""
            : Counterparts.GetValueOrDefault(field.MessageType.FullName, field.MessageType.FullName));

    private static bool IsEncoded(FieldDescriptor field) => field.Name is "observations" or "releases" or "indicator";

    private sealed class Recorder : ServiceBinderBase
    {
        public List<(string Name, string Request, string Response, bool IsStream)> Methods { get; } = [];

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) => Add(method, false);

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) => Add(method, true);

        private void Add<TRequest, TResponse>(Method<TRequest, TResponse> method, bool isStream)
            where TRequest : class
            where TResponse : class
        {
            Assert.Equal((IndicatorDataService.Descriptor.FullName, isStream), (method.ServiceName, method.Type == MethodType.ServerStreaming));
            var response = ((MessageDescriptor)typeof(TResponse).GetProperty("Descriptor")!.GetValue(null)!).FullName;
            Methods.Add((method.Name, typeof(TRequest).Name, Counterparts.GetValueOrDefault(response, response), isStream));
        }
    }
}
