using Grpc.Core;
using Grpc.Net.Client;
using Indicators.CountyHospitals.V1;
using Indicators.FiscalProjects.V1;
using Indicators.Gateway.Resilience;
using Indicators.HealthResources.V1;
using Indicators.KeySpecialties.V1;
using Indicators.MedicalCenters.V1;
using Indicators.Reforms.V1;

namespace Indicators.Gateway;

/// <summary>The six services in their order, with a typed client of each domain.</summary>
internal sealed class Upstreams : IDisposable
{
    private const int LargestMessage = 64 * 1024 * 1024;
    private readonly GrpcChannel[] channels;

    /// <param name="addresses">The addresses of each service in order, such as `http://127.0.0.1:8101`.</param>
    /// <param name="limits">Limits of the guard of each.</param>
    /// <param name="handlers">Make the connections.</param>
    public Upstreams(IReadOnlyList<IReadOnlyList<Uri>> addresses, UpstreamLimits limits, UpstreamHandlers handlers)
    {
        var opened = addresses.Select(several => several.Select(one => Open(one, handlers.Create())).ToArray()).ToArray();
        channels = [.. opened.SelectMany(several => several)];
        All = [.. opened.Select((several, i) => new Upstream(
            i, new Addresses(addresses[i], [.. several.Select(channel => channel.CreateCallInvoker())]), limits))];
        MedicalCenters = new(All[ServiceOrder.MedicalCenters].Invoker);
        CountyHospitals = new(All[ServiceOrder.CountyHospitals].Invoker);
        KeySpecialties = new(All[ServiceOrder.KeySpecialties].Invoker);
        FiscalProjects = new(All[ServiceOrder.FiscalProjects].Invoker);
        Reforms = new(All[ServiceOrder.Reforms].Invoker);
        HealthResources = new(All[ServiceOrder.HealthResources].Invoker);
    }

    public Upstream[] All { get; }

    public Upstream this[int service] => All[service];

    public MedicalCenterService.MedicalCenterServiceClient MedicalCenters { get; }

    public CountyHospitalService.CountyHospitalServiceClient CountyHospitals { get; }

    public KeySpecialtyService.KeySpecialtyServiceClient KeySpecialties { get; }

    public FiscalProjectService.FiscalProjectServiceClient FiscalProjects { get; }

    public ReformService.ReformServiceClient Reforms { get; }

    public HealthResourceService.HealthResourceServiceClient HealthResources { get; }

    public void Dispose()
    {
        foreach (var channel in channels)
        {
            channel.Dispose();
        }
    }

    private static GrpcChannel Open(Uri address, SocketsHttpHandler handler)
    {
        handler.PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan;

        // About one message of a stream; with the scaling that the project file turns off, a fast service could fill 16 MB ahead of a slow reader.
        handler.InitialHttp2StreamWindowSize = 256 * 1024;
        return GrpcChannel.ForAddress(address, Options(handler));
    }

    private static GrpcChannelOptions Options(SocketsHttpHandler handler) => new()
    {
        HttpHandler = handler,
        DisposeHttpClient = true,

        // A service that is restarted is used again within two seconds; the default waits up to two minutes between attempts.
        InitialReconnectBackoff = TimeSpan.FromMilliseconds(200),
        MaxReconnectBackoff = TimeSpan.FromSeconds(1),

        // Polly tells its own time limit by this exception, and the circuit counts it.
        ThrowOperationCanceledOnCancellation = true,
        MaxReceiveMessageSize = LargestMessage,
    };
}
