using Grpc.Core;
using Indicators.Data.V1;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Indicators.Gateway.Tests;

/// <summary>The guard of a service: what it does with one that is slow, failing or busy.</summary>
public sealed class GuardTests
{
    // A circuit is judged from ten calls on, and stays open far longer than a test takes.
    private const int Throughput = 10;

    private static readonly UpstreamLimits Limits = new()
    {
        Try = TimeSpan.FromMilliseconds(100), Total = TimeSpan.FromSeconds(30), Retries = 1, Break = TimeSpan.FromHours(1),
    };

    private static readonly UpstreamLimits Patient = Limits with { Try = TimeSpan.FromSeconds(30) };

    [Fact(Timeout = 30_000)]
    public async Task Call_ServiceThatHangs_IsGivenUpAndCancelledThere()
    {
        var cancelled = new TaskCompletionSource();
        await using var service = await FaultyService.StartAsync(Limits, (_, cancellation) =>
        {
            cancellation.Register(cancelled.SetResult);
            return FaultyService.Hang(0, cancellation);
        });

        Assert.IsType<TimeoutRejectedException>(await DownAsync(service));
        await cancelled.Task;
    }

    [Fact(Timeout = 30_000)]
    public async Task Stream_WithoutAFirstMessage_IsGivenUp()
    {
        await using var service = await FaultyService.StartAsync(Limits, FaultyService.Hang);
        var down = await Assert.ThrowsAsync<UpstreamDownException>(async () => await service.Upstream.OpenAsync(service.Upstream.Data.StreamObservations, new StreamObservationsRequest(), CancellationToken.None));
        Assert.Equal(0, down.Service);
    }

    [Fact(Timeout = 30_000)]
    public async Task Circuit_AfterTimeOuts_RefusesWithoutAsking()
    {
        await using var service = await FaultyService.StartAsync(Limits, FaultyService.Hang);
        for (var call = 0; call < Throughput; call++)
        {
            Assert.IsType<TimeoutRejectedException>(await DownAsync(service));
        }

        Assert.IsType<BrokenCircuitException>(await DownAsync(service));
        Assert.InRange(service.Asked, 1, Throughput);
    }

    [Fact(Timeout = 30_000)]
    public async Task Circuit_OpenAndTheServiceIsMarkedUp_LetsCallsThroughAtOnce()
    {
        await using var service = await FaultyService.StartAsync(Patient, (_, _) => FaultyService.Fail(StatusCode.Unavailable));
        for (var call = 0; call < Throughput; call++)
        {
            await DownAsync(service);
        }

        Assert.IsType<BrokenCircuitException>(await DownAsync(service));
        service.Behaviour = (_, _) => Task.CompletedTask;
        Assert.True(await service.Upstream.MarkUpAsync());
        Assert.Equal("1-00000000", (await service.AskAsync()).DataVersion);
    }

    [Fact(Timeout = 30_000)]
    public async Task Call_UnavailableAtFirst_IsTriedAgain()
    {
        await using var service = await FaultyService.StartAsync(
            Patient with { Retries = 2 }, (number, _) => number < 3 ? FaultyService.Fail(StatusCode.Unavailable) : Task.CompletedTask);

        Assert.Equal("1-00000000", (await service.AskAsync()).DataVersion);
        Assert.Equal(3, service.Asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task Retries_OfAServiceThatFails_AreAShareOfItsCalls()
    {
        const int Calls = 200;
        await using var service = await FaultyService.StartAsync(
            Patient with { Retries = 2, RetryShare = 0.1 }, (number, _) => number % 3 == 0 ? FaultyService.Fail(StatusCode.Unavailable) : Task.CompletedTask);
        for (var call = 0; call < Calls; call++)
        {
            _ = await Record.ExceptionAsync(async () => await service.AskAsync());
        }

        // A tenth of the calls and the ten that are free; unbounded it would be a try for every third call.
        Assert.InRange(service.Asked, Calls + 1, Calls + (Calls / 10) + 11);
    }

    [Fact(Timeout = 30_000)]
    public async Task Service_MarkedDown_FailsWhoWaitsAndRefusesWhoComes_UntilItIsUp()
    {
        await using var service = await FaultyService.StartAsync(Patient, FaultyService.Hang);
        var waiting = service.AskAsync().AsTask();
        await Rest.UntilAsync(() => Task.FromResult(service.Asked == 1));
        Assert.False(await service.Upstream.MarkDownAsync());
        await Assert.ThrowsAsync<UpstreamDownException>(() => waiting);
        Assert.IsAssignableFrom<BrokenCircuitException>(await DownAsync(service));
        Assert.Equal(1, service.Asked);
        service.Behaviour = (_, _) => Task.CompletedTask;
        Assert.True(await service.Upstream.MarkUpAsync());
        Assert.Equal("1-00000000", (await service.AskAsync()).DataVersion);
    }

    [Fact(Timeout = 30_000)]
    public async Task Read_OfTwoAddressesOneOfWhichHangs_IsAnsweredByTheOther()
    {
        await using var other = await FaultyService.StartAsync(Patient, (_, _) => Task.CompletedTask);
        await using var service = await FaultyService.StartAsync(Patient with { Hedge = TimeSpan.FromMilliseconds(20) }, FaultyService.Hang, other);
        Assert.Equal("1-00000000", (await service.AskAsync()).DataVersion);
        Assert.Equal((1, 1), (service.Asked, other.Asked));
        service.Upstream.UseNextAddress();
        Assert.Equal("1-00000000", (await service.AskAsync()).DataVersion);
        Assert.Equal((1, 2), (service.Asked, other.Asked));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(StatusCode.Internal)]
    [InlineData(StatusCode.Unknown)]
    [InlineData(StatusCode.DataLoss)]
    [InlineData(StatusCode.Unimplemented)]
    public async Task Service_WhoseReplyIsNoAnswer_IsAnOutage(StatusCode status)
    {
        await using var service = await FaultyService.StartAsync(Patient, (_, _) => FaultyService.Fail(status));
        Assert.Equal(status, Assert.IsType<RpcException>(await DownAsync(service)).StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Errors_OfTheCaller_AreNeitherTriedAgainNorOpenTheCircuit()
    {
        await using var service = await FaultyService.StartAsync(Patient with { Retries = 2 }, (_, _) => FaultyService.Fail(StatusCode.InvalidArgument));
        for (var call = 1; call <= 2 * Throughput; call++)
        {
            var error = await Assert.ThrowsAsync<RpcException>(async () => await service.AskAsync());
            Assert.Equal((StatusCode.InvalidArgument, call), (error.StatusCode, service.Asked));
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Calls_MoreThanAllowedAtOnce_AreRefused()
    {
        var gate = new TaskCompletionSource();
        var arrived = new TaskCompletionSource();
        await using var service = await FaultyService.StartAsync(Patient with { Concurrency = 1 }, (_, _) =>
        {
            arrived.TrySetResult();
            return gate.Task;
        });

        var first = service.AskAsync().AsTask();
        await arrived.Task;
        Assert.IsType<BusyException>(await DownAsync(service));
        gate.SetResult();
        Assert.Equal("1-00000000", (await first).DataVersion);
        Assert.Equal("1-00000000", (await service.AskAsync()).DataVersion);
    }

    [Fact(Timeout = 30_000)]
    public async Task Call_GivenUpByItsCaller_IsNoOutage()
    {
        await using var service = await FaultyService.StartAsync(Patient, FaultyService.Hang);
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await service.AskAsync(caller.Token));
    }

    private static async Task<Exception?> DownAsync(FaultyService service) =>
        (await Assert.ThrowsAsync<UpstreamDownException>(async () => await service.AskAsync())).InnerException;
}
