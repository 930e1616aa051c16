using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using Indicators.Data.V1;
using Indicators.Types.V1;

// A client as an integrator would write one: a figure with its source, all pages of a question, an error. Address of the gRPC port as argument.
using var channel = GrpcChannel.ForAddress(args is [var address] ? address : "http://127.0.0.1:8081");
var data = new IndicatorDataService.IndicatorDataServiceClient(channel);

// The newest number of beds, and the document that states it.
var newest = new QueryObservationsRequest
{
    Selection = new() { Indicators = { "beds" }, Areas = { "CN" }, Kinds = { Kind.Actual }, Latest = 1 },
};
var answer = await Retried(options => data.QueryObservationsAsync(newest, options));
foreach (var figure in answer.Observations)
{
    var release = answer.Releases.Single(each => each.Id == figure.Source.ReleaseId);
    Console.WriteLine($"{figure.Indicator} {figure.Area} {figure.Period.Code}: {figure.Value} {figure.Unit}, {release.Issuer.Zh}: {release.Title.Zh}");
}

// Every page: the token is pinned to the data version of the first one, so nothing is missed or doubled while figures are published.
var request = new QueryObservationsRequest { Selection = new() { Areas = { "CN" } }, PageSize = 500 };
var count = 0;
var pages = 0;
do
{
    var page = await Retried(options => data.QueryObservationsAsync(request, options));
    count += page.Observations.Count;
    pages++;
    request.PageToken = page.NextPageToken;
}
while (request.PageToken.Length > 0);
Console.WriteLine($"{count} figures in {pages} pages");

// What is wrong with a question stands in the details: field by field for programs.
try
{
    await data.QueryObservationsAsync(new() { Selection = new() { Areas = { "CN-GDD" } } }, deadline: DateTime.UtcNow.AddSeconds(10));
}
catch (RpcException refused) when (refused.StatusCode == StatusCode.InvalidArgument)
{
    Console.WriteLine($"{(int)refused.StatusCode} {refused.Status.Detail}");
    var status = Google.Rpc.Status.Parser.ParseFrom(refused.Trailers.GetValueBytes("grpc-status-details-bin"));
    var fields = status.Details.Where(any => any.Is(BadRequest.Descriptor)).SelectMany(any => any.Unpack<BadRequest>().FieldViolations);
    Console.WriteLine($"field {string.Join(", ", fields.Select(field => field.Field))}");
}

// Reads may be asked again; only UNAVAILABLE is worth it, after a pause that grows.
static async Task<T> Retried<T>(Func<CallOptions, AsyncUnaryCall<T>> call)
{
    for (var tries = 1; ; tries++)
    {
        try
        {
            return await call(new CallOptions(deadline: DateTime.UtcNow.AddSeconds(10)));
        }
        catch (RpcException lost) when (lost.StatusCode == StatusCode.Unavailable && tries < 4)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200 << tries));
        }
    }
}
