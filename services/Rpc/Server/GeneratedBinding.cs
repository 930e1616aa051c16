using System.Reflection;
using Grpc.Core;

namespace Grpc.Server;

/// <summary>Finds the method by which generated code describes a service.</summary>
internal static class GeneratedBinding
{
    public static MethodInfo Of(Type service)
    {
        var attribute = service.GetCustomAttribute<BindServiceMethodAttribute>(inherit: true)
            ?? throw new InvalidOperationException($"{service} does not derive from a generated service base class.");
        return attribute.BindType
            .GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            .SingleOrDefault(method => method.Name == attribute.BindMethodName && IsBinding(method.GetParameters(), service))
            ?? throw new InvalidOperationException($"{attribute.BindType} has no method {attribute.BindMethodName} for {service}.");
    }

    private static bool IsBinding(ParameterInfo[] parameters, Type service) =>
        parameters.Length == 2
        && parameters[0].ParameterType == typeof(ServiceBinderBase)
        && parameters[1].ParameterType.IsAssignableFrom(service);
}
