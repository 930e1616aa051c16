using System.Collections.Frozen;
using Google.Protobuf.Reflection;

namespace Indicators.ServiceDefaults.Telemetry;

/// <summary>Endpoint metadata of calls that are handed on: the methods of their service, so that measurements name no method that does not exist.</summary>
public sealed class ForwardedMethods
{
    private readonly string service;
    private readonly FrozenDictionary<string, string> methods;

    /// <param name="service">The service as its contract describes it.</param>
    public ForwardedMethods(ServiceDescriptor service)
    {
        this.service = service.FullName;
        methods = service.Methods.ToFrozenDictionary(m => $"/{service.FullName}/{m.Name}", m => m.Name, StringComparer.Ordinal);
    }

    internal (string Service, string Method) Name(string? path) => (service, methods.GetValueOrDefault(path ?? "", ""));
}
