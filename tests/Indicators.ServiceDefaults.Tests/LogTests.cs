using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Indicators.ServiceDefaults.Tests;

/// <summary>What a process writes to its standard output.</summary>
[Collection(nameof(LogTests))]
[CollectionDefinition(nameof(LogTests), DisableParallelization = true)]
public sealed class LogTests
{
    [Fact]
    public async Task Json_OfAMessage_IsOneObjectWithItsTrace()
    {
        using var span = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        var lines = await WriteAsync("json", log => log.LogWarning(new EventId(7), new InvalidOperationException("two\nlines"), "{What} \"failed\"\nby {Who}", "床位", 3));
        var line = JsonDocument.Parse(Assert.Single(lines)).RootElement;
        Assert.Equal("床位 \"failed\"\nby 3", line.GetProperty("message").GetString());
        Assert.Equal(("warn", "gateway", 7), (line.GetProperty("level").GetString(), line.GetProperty("service").GetString(), line.GetProperty("event").GetInt32()));
        Assert.Equal(span.TraceId.ToHexString(), line.GetProperty("traceId").GetString());
        Assert.Equal(span.SpanId.ToHexString(), line.GetProperty("spanId").GetString());
        Assert.Equal("3", line.GetProperty("values").GetProperty("Who").GetString());
        Assert.Contains("two\nlines", line.GetProperty("exception").GetString());
        Assert.Contains("床位", lines[0]);
        Assert.EndsWith("Z", line.GetProperty("time").GetString());
    }

    [Fact]
    public async Task Text_OfAMessage_IsALineForAPerson()
    {
        var line = Assert.Single(await WriteAsync("text", log => log.LogWarning("beds {Count}", 3)));
        Assert.Contains("warn: test[0] beds 3", line);
    }

    [Fact]
    public void Format_ThatIsNone_IsRefusedAtTheStart()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => ProcessTests.Build(_ => { }, ("Suite:Logs:Format", "xml")));
        Assert.Contains("Suite:Logs:Format is `xml`", refusal.Message);
    }

    private static async Task<string[]> WriteAsync(string format, Action<ILogger> write)
    {
        var console = Console.Out;
        var written = new StringWriter();
        Console.SetOut(TextWriter.Synchronized(written));
        try
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Configuration.AddInMemoryCollection([new("Suite:Logs:Format", format)]);
            builder.AddGatewayDefaults();
            await using var app = builder.Build();
            write(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("test"));
        }
        finally
        {
            Console.SetOut(console);
        }

        return written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
