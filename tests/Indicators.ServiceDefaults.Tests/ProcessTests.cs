using System.Net;
using System.Text.Json;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Indicators.ServiceDefaults.Tests;

/// <summary>What every process does the same way, in one that does nothing else, on real ports.</summary>
public sealed class ProcessTests : IAsyncLifetime
{
    private static readonly HealthCheckResult Down = HealthCheckResult.Unhealthy("a part is down");

    private readonly HttpClient client = new();
    private readonly WebApplication app;
    private bool isReady = true;

    public ProcessTests() => app = Build(checks => checks
        .AddCheck("own", () => isReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy())
        .AddCheck("neighbour", () => Down, tags: ["part"]));

    public async ValueTask InitializeAsync()
    {
        app.MapServiceDefaults();
        app.MapGet("/operators", () => "for operators").RequireListener(Listener.Operations);
        app.MapGet("/readers", () => "for readers").RequireListener(Listener.Rest);
        app.MapGet("/near", () => "near").RequireLoopback();
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData(Listener.Operations, "/operators", HttpStatusCode.OK)]
    [InlineData(Listener.Operations, "/readers", HttpStatusCode.NotFound)]
    [InlineData(Listener.Rest, "/readers", HttpStatusCode.OK)]
    [InlineData(Listener.Rest, "/operators", HttpStatusCode.NotFound)]
    [InlineData(Listener.Rest, "/health/live", HttpStatusCode.NotFound)]
    [InlineData(Listener.Operations, "/health/live", HttpStatusCode.OK)]
    [InlineData(Listener.Rest, "/health", HttpStatusCode.NotFound)]
    public async Task Endpoint_OfOneListener_IsHiddenOnTheOthers(Listener listener, string path, HttpStatusCode status)
    {
        using var answer = await client.GetAsync(new Uri(Address(listener), path));
        Assert.Equal(status, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Endpoint_ForThisMachineAlone_AnswersToIt() =>
        Assert.Equal("near", await client.GetStringAsync(new Uri(Address(Listener.Rest), "/near")));

    [Fact]
    public async Task Ready_WhileAPartIsDown_IsReadyAndWithoutItsOwnCheckIsNot()
    {
        Assert.Equal(HttpStatusCode.OK, await HealthAsync("ready"));
        isReady = false;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await HealthAsync("ready"));
        Assert.Equal(HttpStatusCode.OK, await HealthAsync("live"));
    }

    [Fact]
    public async Task Health_WhileAPartIsDown_NamesEveryCheckAndIsAnAlarm()
    {
        using var answer = await client.GetAsync(new Uri(Address(Listener.Operations), "/health"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("unhealthy", body.GetProperty("status").GetString());
        Assert.Equal(["own healthy", "neighbour unhealthy"], body.GetProperty("checks").EnumerateArray().Select(c => $"{c.GetProperty("name")} {c.GetProperty("status")}"));
    }

    [Fact]
    public async Task GrpcPort_SpeaksGrpcHealthAndNoHttp1()
    {
        using var channel = GrpcChannel.ForAddress(Address(Listener.Grpc));
        var unknown = await Assert.ThrowsAsync<RpcException>(async () => await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest { Service = "nobody" }));
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(new Uri(Address(Listener.Grpc), "/health/live")));
    }

    [Fact]
    public async Task Process_OnAPortThatIsTaken_EndsWithoutStarting()
    {
        var port = Address(Listener.Rest).Port;
        await using var second = Build(_ => { }, ("Suite:Gateway:Rest", $"{port}"));
        var errors = new StringWriter();
        var (console, exitCode) = (Console.Error, Environment.ExitCode);
        Console.SetError(errors);
        try
        {
            second.RunProcess();
            Assert.Equal(1, Environment.ExitCode);
        }
        finally
        {
            Console.SetError(console);
            Environment.ExitCode = exitCode;
        }

        Assert.Contains($"port {port} is taken by another program; Suite:Gateway:Rest sets another one", errors.ToString());
    }

    internal static WebApplication Build(Action<IHealthChecksBuilder> checks, params (string Key, string Value)[] overrides)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var ports = SuiteSettings.Read(new ConfigurationBuilder().AddSuiteDefaults().Build()).AllPorts().Select(p => (p.Key, Value: "0"));
        builder.Configuration.AddInMemoryCollection(ports.Concat(overrides).GroupBy(p => p.Key).Select(p => KeyValuePair.Create(p.Key, (string?)p.Last().Value)));
        builder.AddGatewayDefaults();
        checks(builder.Services.AddHealthChecks());
        builder.Logging.ClearProviders();
        return builder.Build();
    }

    private Uri Address(Listener listener) => app.Services.GetRequiredService<Listeners>().Address(listener);

    private async Task<HttpStatusCode> HealthAsync(string what)
    {
        using var answer = await client.GetAsync(new Uri(Address(Listener.Operations), "/health/" + what));
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        return answer.StatusCode;
    }
}
