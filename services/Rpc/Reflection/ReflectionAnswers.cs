using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;

namespace Grpc.Reflection;

/// <summary>Answers questions of the reflection interface from descriptors; a question that has no answer gets an error in its place.</summary>
internal sealed class ReflectionAnswers(IEnumerable<string> services, SymbolRegistry registry)
{
    private readonly string[] services = [.. services.Distinct().Order(StringComparer.Ordinal)];

    public static ReflectionAnswers Of(IEnumerable<ServiceDescriptor> services)
    {
        var listed = services.ToList();
        return new(listed.Select(service => service.FullName), SymbolRegistry.FromFiles(listed.Select(service => service.File)));
    }

    public ServerReflectionResponse Answer(ServerReflectionRequest request)
    {
        var response = request.MessageRequestCase switch
        {
            ServerReflectionRequest.MessageRequestOneofCase.FileByFilename =>
                File(registry.FileByName(request.FileByFilename), $"The file '{request.FileByFilename}'"),
            ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol =>
                File(registry.FileContainingSymbol(request.FileContainingSymbol), $"The symbol '{request.FileContainingSymbol}'"),
            ServerReflectionRequest.MessageRequestOneofCase.FileContainingExtension => Extension(request.FileContainingExtension),
            ServerReflectionRequest.MessageRequestOneofCase.AllExtensionNumbersOfType => Extensions(request.AllExtensionNumbersOfType),
            ServerReflectionRequest.MessageRequestOneofCase.ListServices => Services(),
            _ => Error(StatusCode.InvalidArgument, "The request asks nothing.")
        };
        response.ValidHost = request.Host;
        response.OriginalRequest = request;
        return response;
    }

    private ServerReflectionResponse Services() => new()
    {
        ListServicesResponse = new() { Service = { services.Select(name => new ServiceResponse { Name = name }) } }
    };

    private ServerReflectionResponse Extension(ExtensionRequest asked) => File(
        registry.FileContainingExtension(asked.ContainingType, asked.ExtensionNumber),
        $"The extension {asked.ExtensionNumber} of '{asked.ContainingType}'");

    private ServerReflectionResponse Extensions(string type) => registry.ExtensionNumbers(type) is { } numbers
        ? new() { AllExtensionNumbersResponse = new() { BaseTypeName = type, ExtensionNumber = { numbers } } }
        : Error(StatusCode.NotFound, $"The message type '{type}' is not known.");

    // With all that it imports: a caller that builds descriptors needs those first, and would ask for them one by one.
    private static ServerReflectionResponse File(FileDescriptor? file, string asked)
    {
        if (file is null)
        {
            return Error(StatusCode.NotFound, $"{asked} is not known.");
        }

        var files = new List<FileDescriptor> { file };
        for (var i = 0; i < files.Count; i++)
        {
            files.AddRange(files[i].Dependencies.Except(files));
        }

        return new() { FileDescriptorResponse = new() { FileDescriptorProto = { files.Select(each => each.SerializedData) } } };
    }

    private static ServerReflectionResponse Error(StatusCode code, string message) =>
        new() { ErrorResponse = new() { ErrorCode = (int)code, ErrorMessage = message } };
}
