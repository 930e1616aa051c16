using System.Globalization;
using System.Net.Sockets;
using Grpc.Core;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests.Hostile;

/// <summary>
/// Mutated requests, a third of them mutated down to the connection's bytes. FUZZ_REQUESTS says how many, FUZZ_SEED which; both are printed.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int FewRequests = 3_000;
    private const int Workers = 8;
    private const int HandlerFailed = 2;

    [Fact(Timeout = 1_500_000)]
    public async Task Requests_Mutated_AreAnsweredOrRefused()
    {
        var requests = Setting("FUZZ_REQUESTS") ?? FewRequests;
        var seed = Setting("FUZZ_SEED") ?? Random.Shared.Next();
        Console.WriteLine($"fuzz: {requests} requests, seed {seed}");
        output.WriteLine($"fuzz: {requests} requests, seed {seed}");
        await using var siege = await Siege.StartAsync(new Probe { OnSay = ReadAllAsync });
        var workers = Enumerable.Range(0, Workers)
            .Select(worker => Task.Run(() => SendAsync(siege, new Mutation(new Random(seed + worker)), requests / Workers)));
        var outcomes = (await Task.WhenAll(workers)).SelectMany(counts => counts).GroupBy(c => c.Key, c => c.Value).OrderBy(g => g.Key, StringComparer.Ordinal);
        output.WriteLine(string.Join(", ", outcomes.Select(outcome => $"{outcome.Key}: {outcome.Sum()}")));

        Assert.True(await Steady.UntilAsync(() => siege.UnderWay == 0), $"{siege.UnderWay} requests are still under way");
        Assert.Equal("alive", (await siege.Host.Client.SayAsync(new SayRequest { Text = "alive" })).Text);
        Assert.Empty(siege.Host.Errors.Messages);
    }

    private static async Task<Dictionary<string, int>> SendAsync(Siege siege, Mutation mutation, int requests)
    {
        var outcomes = new Dictionary<string, int>();
        for (var i = 0; i < requests; i++)
        {
            var outcome = mutation.Chance(1 / 3.0) ? await ConnectAsync(siege, mutation.Connection()) : await PostAsync(siege, mutation);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        return outcomes;
    }

    private static async Task<string> PostAsync(Siege siege, Mutation mutation)
    {
        var (path, body, headers) = (mutation.Path(), mutation.Body(), mutation.Headers());
        try
        {
            using var response = await siege.Host.PostAsync(path, body, headers: headers).WaitAsync(TimeSpan.FromSeconds(30));
            var status = response.Headers.Value("grpc-status") ?? response.TrailingHeaders.Value("grpc-status");
            Assert.True(int.TryParse(status, out var code), $"no status for {path} {Convert.ToHexString(body)}");
            Assert.True(code != HandlerFailed, $"a fault for {path} {string.Join(' ', headers)} {Convert.ToHexString(body)}: {siege.Host.Errors.Messages.FirstOrDefault()}");
            return $"status {status}";
        }
        catch (HttpRequestException)
        {
            return "reset";
        }
    }

    private static async Task<string> ConnectAsync(Siege siege, byte[] bytes)
    {
        using var connection = await RawConnection.OpenAsync(siege.Host.Address, preface: false);
        try
        {
            await connection.SendAsync(bytes);
        }
        catch (SocketException)
        {
            return "connection closed";
        }

        connection.CloseSending();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            return (await connection.ReadToEndAsync(patience.Token)).Length == 0 ? "connection closed" : "connection answered";
        }
        catch (OperationCanceledException)
        {
            throw new InvalidOperationException($"The server neither answered nor closed: {Convert.ToHexString(bytes)}");
        }
    }

    // Looks at everything that is parsed late.
    private static Task<SayResponse> ReadAllAsync(SayRequest request, ServerCallContext context) =>
        Task.FromResult(new SayResponse { Text = context.RequestHeaders.Count >= 0 ? request.Text : "" });

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
