using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Testing;
using Indicators.Types.V1;

namespace Indicators.Gateway.Tests;

/// <summary>A copy that is held by Watch, against what the lists and StreamObservations say.</summary>
internal static class Copies
{
    /// <summary>Brings a copy as far as some messages do, or to the end.</summary>
    public static async Task<List<WatchResponse>> BringAsync(
        this IndicatorDataService.IndicatorDataServiceClient data, WatchedCopy copy, WatchRequest? filter = null, int messages = int.MaxValue)
    {
        var taken = new List<WatchResponse>();
        using var call = data.Watch(new WatchRequest(filter ?? new()) { Cursor = copy.Cursor, EndWhenCurrent = true }, deadline: DateTime.UtcNow.AddSeconds(30));
        while (taken.Count < messages && await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            taken.Add(call.ResponseStream.Current);
            copy.Apply(taken[^1]);
        }

        return taken;
    }

    /// <summary>Takes messages until one is as wanted.</summary>
    public static async Task<WatchResponse> UntilAsync(
        this AsyncServerStreamingCall<WatchResponse> watch, WatchedCopy copy, Func<WatchResponse, bool> isAsWanted)
    {
        while (await watch.ResponseStream.MoveNext(CancellationToken.None))
        {
            copy.Apply(watch.ResponseStream.Current);
            if (isAsWanted(watch.ResponseStream.Current))
            {
                return watch.ResponseStream.Current;
            }
        }

        throw new InvalidOperationException("The watch ended.");
    }

    /// <summary>The copy is the suite, byte for byte.</summary>
    public static async Task IsWholeAsync(this IndicatorDataService.IndicatorDataServiceClient data, WatchedCopy copy)
    {
        Assert.Equal(WatchedCopy.Of(await data.FiguresAsync(new() { DataVersion = copy.DataVersion })), copy.Figures);
        Assert.Equal(WatchedCopy.Of((await data.ListIndicatorsAsync(new() { PageSize = 1000 })).Indicators), copy.Indicators);
        Assert.Equal(WatchedCopy.Of((await data.ListReleasesAsync(new() { PageSize = 1000 })).Releases), copy.Releases);
    }

    public static async Task<List<Observation>> FiguresAsync(this IndicatorDataService.IndicatorDataServiceClient data, ObservationSelection selection)
    {
        var figures = new List<Observation>();
        using var stream = data.StreamObservations(new StreamObservationsRequest { Selection = selection });
        while (await stream.ResponseStream.MoveNext(CancellationToken.None))
        {
            Assert.Empty(stream.ResponseStream.Current.Unavailable);
            figures.AddRange(stream.ResponseStream.Current.Observations);
        }

        return figures;
    }
}
