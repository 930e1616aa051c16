using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Server;
using Microsoft.AspNetCore.Routing;

namespace Grpc.Reflection;

/// <summary>The descriptors of the services that this host has mapped.</summary>
internal sealed class MappedServices(EndpointDataSource endpoints)
{
    public IEnumerable<ServiceDescriptor> Descriptors() => endpoints.Endpoints
        .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>())
        .OfType<GrpcMethodMetadata>()
        .Select(mapped => mapped.ServiceType)
        .Distinct()
        .Select(type => GeneratedBinding.Of(type).DeclaringType!.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static))
        .Select(descriptor => descriptor?.GetValue(null))
        .OfType<ServiceDescriptor>();
}
