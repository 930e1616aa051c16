using Google.Protobuf;
using Grpc.Core;
using Indicators.Contracts;
using Indicators.Contracts.Encoded;
using Indicators.Data.V1;

namespace Indicators.Services.Tests.Seeds;

/// <summary>Every figure of the seeds, as it is written straight from its row and as it is written from its message.</summary>
public sealed class EncodedFigureTests(SeededSuite suite)
{
    [Theory]
    [InlineData("medical-centers")]
    [InlineData("county-hospitals")]
    [InlineData("key-specialties")]
    [InlineData("fiscal-projects")]
    [InlineData("reforms")]
    [InlineData("health-resources")]
    public async Task Figure_FromItsRow_IsByteForByteThatFromItsMessage(string service)
    {
        var calls = suite.Channel(service).CreateCallInvoker();
        var codes = (await new IndicatorDataService.IndicatorDataServiceClient(calls).ListIndicatorsAsync(new() { PageSize = 1000 })).Indicators.Select(i => i.Code).ToList();
        var figures = 0;
        foreach (var code in codes)
        {
            var plain = await AllAsync(calls, new() { Indicators = { code } });

            // What is sorted is looked into, so it is written from messages; by area is the order that it has anyway.
            var looked = await AllAsync(calls, new() { Indicators = { code }, Sort = { "area" } });
            Assert.Equal(looked, plain);
            figures += plain.Count;
        }

        Assert.True(figures > 10, $"{service} has {figures} figures.");
    }

    private static async Task<List<ByteString>> AllAsync(CallInvoker calls, ObservationSelection selection)
    {
        var request = new QueryObservationsRequest { Selection = selection, PageSize = RequestLimits.LargestPageSize };
        var figures = new List<ByteString>();
        do
        {
            var page = await calls.AsyncUnaryCall(EncodedDataService.QueryObservations, null, default, request);
            figures.AddRange(page.Observations);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        return figures;
    }
}
