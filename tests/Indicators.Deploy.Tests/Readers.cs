using Grpc.Net.Client;
using Indicators.Data.V1;

namespace Indicators.Deploy.Tests;

/// <summary>Readers of every kind, for what they do to be measured: a series of a process begins with the first request of its kind.</summary>
internal static class Readers
{
    private const int Rounds = 20;

    public static async Task AskAsync(Monitoring monitoring)
    {
        using var channel = GrpcChannel.ForAddress(monitoring.Grpc);
        var data = new IndicatorDataService.IndicatorDataServiceClient(channel);
        for (var round = 0; round < Rounds; round++)
        {
            await monitoring.Rest.GetByteArrayAsync("/v1/observations?indicator=beds&area=CN&pageSize=10");
            await monitoring.Rest.GetByteArrayAsync($"/v1/observations?indicator=hospitals&area=CN&pageSize={round + 1}");
            await data.QueryObservationsAsync(new QueryObservationsRequest { PageSize = 10 });

            // A rate needs what is asked to be spread over several scrapes.
            await Task.Delay(100);
        }
    }
}
