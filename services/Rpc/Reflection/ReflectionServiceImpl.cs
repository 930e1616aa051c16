using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1Alpha;

namespace Grpc.Reflection;

/// <summary>The reflection interface, v1alpha, over services that are given.</summary>
public class ReflectionServiceImpl : ServerReflection.ServerReflectionBase
{
    private readonly ReflectionAnswers answers;

    /// <summary>Lists these services and answers from this registry.</summary>
    public ReflectionServiceImpl(IEnumerable<string> services, SymbolRegistry symbolRegistry) =>
        answers = new ReflectionAnswers(services, symbolRegistry);

    /// <summary>Answers from the files of these services.</summary>
    public ReflectionServiceImpl(IEnumerable<ServiceDescriptor> serviceDescriptors) =>
        answers = ReflectionAnswers.Of(serviceDescriptors);

    /// <summary>Answers from the files of these services.</summary>
    public ReflectionServiceImpl(params ServiceDescriptor[] serviceDescriptors)
        : this((IEnumerable<ServiceDescriptor>)serviceDescriptors)
    {
    }

    /// <summary>Answers each question until the caller asks no more.</summary>
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        while (await requestStream.MoveNext())
        {
            await responseStream.WriteAsync(Answer(requestStream.Current));
        }
    }

    // The two versions differ in the name of their package alone, so their bytes are the same.
    private ServerReflectionResponse Answer(ServerReflectionRequest request) =>
        ServerReflectionResponse.Parser.ParseFrom(
            answers.Answer(V1.ServerReflectionRequest.Parser.ParseFrom(request.ToByteString())).ToByteString());
}
