using System.Net;
using System.Text;
using Indicators.Rpc.Tests.Hostile;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Indicators.ServiceDefaults.Tests;

/// <summary>What a peer may cost the port for readers, where it speaks HTTP/1.1.</summary>
public sealed class ReaderLimitTests : IAsyncLifetime
{
    private const int KiloByte = 1024;

    private readonly WebApplication app = ProcessTests.Build(_ => { });
    private readonly HttpClient client = new();

    public async ValueTask InitializeAsync()
    {
        app.MapGet("/readers", () => "for readers");
        app.MapPost("/readers", (HttpRequest request) => request.Body.CopyToAsync(Stream.Null));
        await app.StartAsync();
        client.BaseAddress = app.Services.GetRequiredService<Listeners>().Address(Listener.Rest);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Theory(Timeout = 60_000)]
    [InlineData(60, HttpStatusCode.OK)]
    [InlineData(66, HttpStatusCode.RequestUriTooLong)]
    public async Task RequestLine_UpToTheLimit_IsTaken(int kiloBytes, HttpStatusCode status)
    {
        using var answer = await client.GetAsync($"/readers?x={new string('a', kiloBytes * KiloByte)}");
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(60, HttpStatusCode.OK)]
    [InlineData(66, HttpStatusCode.RequestHeaderFieldsTooLarge)]
    public async Task Headers_UpToTheLimit_AreTaken(int kiloBytes, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/readers") { Headers = { { "x", new string('a', kiloBytes * KiloByte) } } };
        using var answer = await client.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(KiloByte * KiloByte, HttpStatusCode.OK)]
    [InlineData((KiloByte * KiloByte) + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Body_UpToTheLimit_IsTaken(int length, HttpStatusCode status)
    {
        using var body = new ByteArrayContent(new byte[length]);
        using var answer = await client.PostAsync("/readers", body);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact(Timeout = 90_000)]
    public async Task Headers_ThatDoNotEnd_AreAnsweredWith408()
    {
        using var peer = await RawConnection.OpenAsync(client.BaseAddress!, preface: false);
        await peer.SendAsync("GET /readers HTTP/1.1\r\nHost: test\r\n"u8.ToArray());
        Assert.StartsWith("HTTP/1.1 408", Encoding.ASCII.GetString(await peer.ReadToEndAsync()));
    }
}
