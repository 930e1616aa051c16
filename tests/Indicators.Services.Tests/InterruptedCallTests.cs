using System.Net;
using System.Net.Http.Headers;
using Dapper;
using Indicators.Data.V1;
using Indicators.MedicalCenters;
using Indicators.ServiceDefaults;
using Indicators.Testing;
using Microsoft.Data.Sqlite;

namespace Indicators.Services.Tests;

/// <summary>A call whose SQL would run for ever: it answers all the same, which it can only once the SQL was stopped.</summary>
public sealed class InterruptedCallTests
{
    // In place of the series one that has no end; the queries of the service are left as they are.
    private const string MakeEndless = """
        ALTER TABLE series RENAME TO series_as_they_were;
        CREATE VIEW series AS
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
        SELECT -i AS series_id, 'a' AS indicator, 'CN' AS area, '' AS dimensions FROM n;
        """;

    private const string MakeWhole = "DROP VIEW series; ALTER TABLE series_as_they_were RENAME TO series;";

    [Theory(Timeout = 60_000)]
    [InlineData("QueryObservations")]
    [InlineData("StreamObservations")]
    [InlineData("ListSeries")]
    [InlineData("GetAvailability")]
    [InlineData("EstimateObservations")]
    [InlineData("ListDisputes")]
    public async Task Deadline_WhileTheSqlRuns_StopsIt(string method)
    {
        using var data = new TemporaryFolder();
        await using var service = new ProgramHost<MedicalCenterGrpcService>(new Dictionary<string, string> { ["Suite:Data"] = data.Path });
        Assert.Equal("0", await StatusAsync(service, method, "20S"));

        Change(data, MakeEndless);
        Assert.Equal("4", await StatusAsync(service, method, "300m"));

        Change(data, MakeWhole);
        Assert.Equal("0", await StatusAsync(service, method, "20S"));
    }

    private static void Change(TemporaryFolder data, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data.Path, "medical-centers.db")};Pooling=False");
        connection.Execute("PRAGMA legacy_alter_table = ON");
        connection.Execute(sql);
    }

    // By hand: a client of ours would end the call at its deadline, whatever the server does.
    private static async Task<string?> StatusAsync(ProgramHost service, string method, string timeout)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(service.Address(Listener.Grpc), $"/{IndicatorDataService.Descriptor.FullName}/{method}"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        request.Headers.Add("grpc-timeout", timeout);
        using var response = await client.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        var headers = response.Headers.Contains("grpc-status") ? response.Headers : response.TrailingHeaders;
        return headers.GetValues("grpc-status").Single();
    }
}
