using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.Server;

/// <summary>Maps the methods that generated code describes to endpoints; all reflection happens here, once.</summary>
internal sealed class ServiceMapper<TService> : ServiceBinderBase
    where TService : class
{
    private readonly IEndpointRouteBuilder builder;
    private readonly MethodSettings settings;
    private readonly InstanceSource service;
    private readonly InstanceSource[] interceptors;
    private readonly List<IEndpointConventionBuilder> endpoints = [];
    private readonly HashSet<string> serviceNames = [];

    private ServiceMapper(IEndpointRouteBuilder builder)
    {
        var root = builder.ServiceProvider;
        this.builder = builder;
        settings = MethodSettings.Merge(
            root.GetRequiredService<IOptions<GrpcServiceOptions>>().Value,
            root.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value,
            root.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(TService)));
        service = new InstanceSource(root, typeof(TService));
        interceptors = [.. settings.Interceptors.Select(added => new InstanceSource(root, added.Type, [.. added.Arguments]))];
    }

    public static IReadOnlyList<IEndpointConventionBuilder> Map(IEndpointRouteBuilder builder)
    {
        var mapper = new ServiceMapper<TService>(builder);
        GeneratedBinding.Of(typeof(TService)).Invoke(null, [mapper, null]);
        foreach (var name in mapper.serviceNames)
        {
            mapper.endpoints.Add(UnknownServiceEndpoint.MapUnknownMethod(builder, name));
        }

        return mapper.endpoints;
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var implementation = Find(method, typeof(TRequest), typeof(ServerCallContext));
        var open = implementation.CreateDelegate<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>();
        var source = new MethodSource<UnaryServerMethod<TRequest, TResponse>>(
            service,
            Overriding(nameof(Interceptor.UnaryServerHandler)),
            instance => (request, context) => open((TService)instance, request, context),
            (interceptor, next) => (request, context) => interceptor.UnaryServerHandler(request, context, next));
        AddEndpoint(method, implementation, new UnaryCallHandler<TRequest, TResponse>(method, settings, source).HandleAsync);
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var implementation = Find(method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var open = implementation.CreateDelegate<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        var source = new MethodSource<ServerStreamingServerMethod<TRequest, TResponse>>(
            service,
            Overriding(nameof(Interceptor.ServerStreamingServerHandler)),
            instance => (request, stream, context) => open((TService)instance, request, stream, context),
            (interceptor, next) => (request, stream, context) => interceptor.ServerStreamingServerHandler(request, stream, context, next));
        AddEndpoint(method, implementation, new ServerStreamingCallHandler<TRequest, TResponse>(method, settings, source).HandleAsync);
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var implementation = Find(method, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        var open = implementation.CreateDelegate<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>();
        var source = new MethodSource<ClientStreamingServerMethod<TRequest, TResponse>>(
            service,
            Overriding(nameof(Interceptor.ClientStreamingServerHandler)),
            instance => (requests, context) => open((TService)instance, requests, context),
            (interceptor, next) => (requests, context) => interceptor.ClientStreamingServerHandler(requests, context, next));
        AddEndpoint(method, implementation, new ClientStreamingCallHandler<TRequest, TResponse>(method, settings, source).HandleAsync);
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var implementation = Find(
            method, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var open = implementation
            .CreateDelegate<Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        var source = new MethodSource<DuplexStreamingServerMethod<TRequest, TResponse>>(
            service,
            Overriding(nameof(Interceptor.DuplexStreamingServerHandler)),
            instance => (requests, responses, context) => open((TService)instance, requests, responses, context),
            (interceptor, next) => (requests, responses, context) => interceptor.DuplexStreamingServerHandler(requests, responses, context, next));
        AddEndpoint(method, implementation, new DuplexStreamingCallHandler<TRequest, TResponse>(method, settings, source).HandleAsync);
    }

    // An interceptor that leaves a shape of calls alone is no part of them.
    private InstanceSource[] Overriding(string handler) =>
        [.. interceptors.Where(interceptor => interceptor.Type.GetMember(handler).Any(member => member.DeclaringType != typeof(Interceptor)))];

    private static MethodInfo Find(IMethod method, params Type[] parameters) =>
        typeof(TService).GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance, parameters)
        ?? throw new InvalidOperationException($"{typeof(TService)} has no public method for {method.FullName}.");

    private void AddEndpoint(IMethod method, MethodInfo implementation, RequestDelegate handle)
    {
        serviceNames.Add(method.ServiceName);
        endpoints.Add(builder.MapPost(method.FullName, handle).WithDisplayName($"gRPC - {method.FullName}").WithMetadata(
        [
            new GrpcMethodMetadata(typeof(TService), method),
            .. typeof(TService).GetCustomAttributes(inherit: true),
            .. implementation.GetCustomAttributes(inherit: true),
            new BodySizeLimit()
        ]));
    }
}
