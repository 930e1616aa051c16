using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Indicators.Data.V1;

namespace Indicators.Contracts.Encoded;

/// <summary>
/// IndicatorDataService with the same bytes on the wire, in whose answers a figure, a release or an indicator stays as it was encoded: the
/// service encodes it once, a figure from the row it reads, and the gateway hands it on. Messages are made where a program looks into them. Written as the generator writes a service.
/// </summary>
public static class EncodedDataService
{
    // Written out, for the name of a descriptor costs a process the descriptors of every file, 2 MB that a service needs for reflection alone.
    private const string ServiceName = "indicators.data.v1.IndicatorDataService";

    /// <summary>The service of the contract.</summary>
    public static ServiceDescriptor Descriptor => IndicatorDataService.Descriptor;

    /// <summary>A page of figures.</summary>
    public static Method<QueryObservationsRequest, EncodedPage> QueryObservations { get; } =
        Method<QueryObservationsRequest, EncodedPage>(MethodType.Unary, nameof(QueryObservations));

    /// <summary>Several pages in one call.</summary>
    public static Method<BatchQueryObservationsRequest, EncodedBatch> BatchQueryObservations { get; } =
        Method<BatchQueryObservationsRequest, EncodedBatch>(MethodType.Unary, nameof(BatchQueryObservations));

    /// <summary>Tells a binder of every method; without a service of their shapes alone.</summary>
    public static void BindService(ServiceBinderBase binder, EncodedDataServiceBase? service)
    {
        binder.AddMethod(Method<ListIndicatorsRequest, ListIndicatorsResponse>(MethodType.Unary, nameof(EncodedDataServiceBase.ListIndicators)), service is null ? null : service.ListIndicators);
        binder.AddMethod(Method<GetIndicatorRequest, EncodedIndicator>(MethodType.Unary, nameof(EncodedDataServiceBase.GetIndicator)), service is null ? null : service.GetIndicator);
        binder.AddMethod(Method<ListSeriesRequest, ListSeriesResponse>(MethodType.Unary, nameof(EncodedDataServiceBase.ListSeries)), service is null ? null : service.ListSeries);
        binder.AddMethod(QueryObservations, service is null ? null : service.QueryObservations);
        binder.AddMethod(BatchQueryObservations, service is null ? null : service.BatchQueryObservations);
        binder.AddMethod(Method<StreamObservationsRequest, StreamObservationsResponse>(MethodType.ServerStreaming, nameof(EncodedDataServiceBase.StreamObservations)), service is null ? null : service.StreamObservations);
        binder.AddMethod(Method<ListReleasesRequest, ListReleasesResponse>(MethodType.Unary, nameof(EncodedDataServiceBase.ListReleases)), service is null ? null : service.ListReleases);
        binder.AddMethod(Method<GetReleaseRequest, GetReleaseResponse>(MethodType.Unary, nameof(EncodedDataServiceBase.GetRelease)), service is null ? null : service.GetRelease);
        binder.AddMethod(Method<GetDataVersionRequest, GetDataVersionResponse>(MethodType.Unary, nameof(EncodedDataServiceBase.GetDataVersion)), service is null ? null : service.GetDataVersion);
        binder.AddMethod(Method<GetObservationHistoryRequest, GetObservationHistoryResponse>(MethodType.Unary, nameof(EncodedDataServiceBase.GetObservationHistory)), service is null ? null : service.GetObservationHistory);
        binder.AddMethod(Method<ListReleaseChangesRequest, ListReleaseChangesResponse>(MethodType.Unary, nameof(EncodedDataServiceBase.ListReleaseChanges)), service is null ? null : service.ListReleaseChanges);
        binder.AddMethod(Method<ListChangesRequest, ListChangesResponse>(MethodType.Unary, nameof(EncodedDataServiceBase.ListChanges)), service is null ? null : service.ListChanges);
        binder.AddMethod(Method<ListDisputesRequest, ListDisputesResponse>(MethodType.Unary, nameof(EncodedDataServiceBase.ListDisputes)), service is null ? null : service.ListDisputes);
        binder.AddMethod(Method<GetAvailabilityRequest, GetAvailabilityResponse>(MethodType.Unary, nameof(EncodedDataServiceBase.GetAvailability)), service is null ? null : service.GetAvailability);
        binder.AddMethod(Method<ListTargetsRequest, ListTargetsResponse>(MethodType.Unary, nameof(EncodedDataServiceBase.ListTargets)), service is null ? null : service.ListTargets);
        binder.AddMethod(Method<VerifyFiguresRequest, VerifyFiguresResponse>(MethodType.Unary, nameof(EncodedDataServiceBase.VerifyFigures)), service is null ? null : service.VerifyFigures);
        binder.AddMethod(Method<EstimateObservationsRequest, EstimateObservationsResponse>(MethodType.Unary, nameof(EncodedDataServiceBase.EstimateObservations)), service is null ? null : service.EstimateObservations);
        binder.AddMethod(Method<WatchRequest, WatchResponse>(MethodType.ServerStreaming, nameof(EncodedDataServiceBase.Watch)), service is null ? null : service.Watch);
    }

    private static Method<TRequest, TResponse> Method<TRequest, TResponse>(MethodType type, string name)
        where TRequest : class, IMessage<TRequest>, IBufferMessage, new()
        where TResponse : class, IMessage<TResponse>, IBufferMessage, new() =>
        new(type, ServiceName, name, Marshaller<TRequest>(), Marshaller<TResponse>());

    private static Marshaller<T> Marshaller<T>()
        where T : class, IMessage<T>, IBufferMessage, new()
    {
        var parser = new MessageParser<T>(() => new T());
        return Marshallers.Create(Write, context => parser.ParseFrom(context.PayloadAsReadOnlySequence()));

        static void Write(T message, SerializationContext context)
        {
            context.SetPayloadLength(message.CalculateSize());
            message.WriteTo(context.GetBufferWriter());
            context.Complete();
        }
    }

    /// <summary>What a server derives from; a method that it does not override is UNIMPLEMENTED.</summary>
    [BindServiceMethod(typeof(EncodedDataService), nameof(BindService))]
    public abstract class EncodedDataServiceBase
    {
        /// <summary>ListIndicators of the contract.</summary>
        public virtual Task<ListIndicatorsResponse> ListIndicators(ListIndicatorsRequest request, ServerCallContext context) => throw Unimplemented();

        /// <summary>GetIndicator of the contract.</summary>
        public virtual Task<EncodedIndicator> GetIndicator(GetIndicatorRequest request, ServerCallContext context) => throw Unimplemented();

        /// <summary>ListSeries of the contract.</summary>
        public virtual Task<ListSeriesResponse> ListSeries(ListSeriesRequest request, ServerCallContext context) => throw Unimplemented();

        /// <summary>QueryObservations of the contract.</summary>
        public virtual Task<EncodedPage> QueryObservations(QueryObservationsRequest request, ServerCallContext context) => throw Unimplemented();

        /// <summary>BatchQueryObservations of the contract.</summary>
        public virtual Task<EncodedBatch> BatchQueryObservations(BatchQueryObservationsRequest request, ServerCallContext context) => throw Unimplemented();

        /// <summary>StreamObservations of the contract.</summary>
        public virtual Task StreamObservations(StreamObservationsRequest request, IServerStreamWriter<StreamObservationsResponse> responseStream, ServerCallContext context) => throw Unimplemented();

        /// <summary>ListReleases of the contract.</summary>
        public virtual Task<ListReleasesResponse> ListReleases(ListReleasesRequest request, ServerCallContext context) => throw Unimplemented();

        /// <summary>GetRelease of the contract.</summary>
        public virtual Task<GetReleaseResponse> GetRelease(GetReleaseRequest request, ServerCallContext context) => throw Unimplemented();

        /// <summary>GetDataVersion of the contract.</summary>
        public virtual Task<GetDataVersionResponse> GetDataVersion(GetDataVersionRequest request, ServerCallContext context) => throw Unimplemented();

        /// <summary>GetObservationHistory of the contract.</summary>
        public virtual Task<GetObservationHistoryResponse> GetObservationHistory(GetObservationHistoryRequest request, ServerCallContext context) => throw Unimplemented();

        /// <summary>ListReleaseChanges of the contract.</summary>
        public virtual Task<ListReleaseChangesResponse> ListReleaseChanges(ListReleaseChangesRequest request, ServerCallContext context) => throw Unimplemented();

        /// <summary>ListChanges of the contract.</summary>
        public virtual Task<ListChangesResponse> ListChanges(ListChangesRequest request, ServerCallContext context) => throw Unimplemented();

        /// <summary>ListDisputes of the contract.</summary>
        public virtual Task<ListDisputesResponse> ListDisputes(ListDisputesRequest request, ServerCallContext context) => throw Unimplemented();

        /// <summary>GetAvailability of the contract.</summary>
        public virtual Task<GetAvailabilityResponse> GetAvailability(GetAvailabilityRequest request, ServerCallContext context) => throw Unimplemented();

        /// <summary>ListTargets of the contract.</summary>
        public virtual Task<ListTargetsResponse> ListTargets(ListTargetsRequest request, ServerCallContext context) => throw Unimplemented();

        /// <summary>VerifyFigures of the contract.</summary>
        public virtual Task<VerifyFiguresResponse> VerifyFigures(VerifyFiguresRequest request, ServerCallContext context) => throw Unimplemented();

        /// <summary>EstimateObservations of the contract.</summary>
        public virtual Task<EstimateObservationsResponse> EstimateObservations(EstimateObservationsRequest request, ServerCallContext context) => throw Unimplemented();

        /// <summary>Watch of the contract.</summary>
        public virtual Task Watch(WatchRequest request, IServerStreamWriter<WatchResponse> responseStream, ServerCallContext context) => throw Unimplemented();

        private static RpcException Unimplemented() => new(new Status(StatusCode.Unimplemented, ""));
    }
}
