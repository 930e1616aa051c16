using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Indicators.Benchmarks;

/// <summary>Readers of all six services who hold each answer against the one before any fault: the same, marked stale, or said to be unavailable.</summary>
internal sealed partial class FaultReaders
{
    private const int Readers = 16;
    private readonly HttpClient client;
    private readonly List<(string Address, string Expected)> questions = [];
    private readonly int most;
    private int asked;
    private int wrong;
    private int stale;
    private int refused;

    private FaultReaders(HttpClient client, int most) => (this.client, this.most) = (client, most);

    public int Answered => Math.Min(asked, most);

    public int Wrong => wrong;

    public static async Task<FaultReaders> PrepareAsync(HttpClient client, int most)
    {
        var readers = new FaultReaders(client, most);
        using var page = JsonDocument.Parse(await client.GetByteArrayAsync("/v1/indicators?pageSize=1000"));
        var indicators = page.RootElement.GetProperty("items").EnumerateArray()
            .GroupBy(i => i.GetProperty("service").GetString())
            .SelectMany(g => g.Take(10)).Select(i => i.GetProperty("code").GetString());
        foreach (var address in indicators.SelectMany(i => new[] { $"/v1/observations?indicator={i}&pageSize=50", $"/v1/indicators/{i}", $"/v1/observations?indicator={i}&latest=1" }))
        {
            // Some are never asked for twice before the fault.
            readers.questions.Add((address, Plain(await client.GetStringAsync(address))));
        }

        return readers;
    }

    public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => Task.Run(ReadAsync)));

    public override string ToString() => $"{Answered} answers while each service was frozen and killed in turn: {wrong} wrong, {stale} stale, {refused} unavailable, the rest the same";

    private async Task ReadAsync()
    {
        for (int number; (number = Interlocked.Increment(ref asked)) <= most;)
        {
            var (address, expected) = questions[number * 7 % questions.Count];
            using var answer = await client.GetAsync(address);
            var body = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable || (answer.StatusCode == HttpStatusCode.OK && body.Contains("\"unavailable\":[\"", StringComparison.Ordinal)))
            {
                Interlocked.Increment(ref refused);
            }
            else if (answer.StatusCode != HttpStatusCode.OK || Plain(body) != expected)
            {
                Console.WriteLine($"wrong: {address}: {answer.StatusCode}: {body[..Math.Min(body.Length, 300)]}");
                Interlocked.Increment(ref wrong);
            }
            else if (answer.Headers.Contains("Indicators-Stale"))
            {
                Interlocked.Increment(ref stale);
            }
        }
    }

    // Page tokens hold the versions of the services.
    private static string Plain(string answer) => Changing().Replace(answer, "");

    [GeneratedRegex(@"""(dataVersion|pageToken|next)"":(""[^""]*""|null)|,""stale"":\{[^}]*\}")]
    private static partial Regex Changing();
}
