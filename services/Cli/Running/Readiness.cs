using Indicators.ServiceDefaults;

namespace Indicators.Cli.Running;

/// <summary>Asks each process over HTTP until it answers that it is live, or ready.</summary>
internal sealed class Readiness(SuiteSettings settings) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Waits for `live` or `ready` of every process.</summary>
    /// <exception cref="InvalidOperationException">One did not answer in time; the message names it and what it answered last.</exception>
    public Task WaitAsync(string what, CancellationToken stop)
    {
        var ports = settings.Services.Select(s => (s.Key, s.Value.Http)).Append(("gateway", settings.Gateway.Operations));
        return Task.WhenAll(ports.Select(p => WaitAsync(p.Item1, new Uri(settings.Address(p.Item2), "health/" + what), stop)));
    }

    public void Dispose() => client.Dispose();

    private async Task WaitAsync(string name, Uri address, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        var last = "nothing";
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(address, patience.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }

                last = await answer.Content.ReadAsStringAsync(patience.Token);
                await Task.Delay(50, patience.Token);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested && !stop.IsCancellationRequested)
            {
                throw new InvalidOperationException($"{name} was not ready after {Patience.TotalSeconds:0} seconds; {address} answered {last}");
            }
            catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !stop.IsCancellationRequested))
            {
                // Not listening yet, or too busy starting to answer one request in time.
                await Task.Delay(50, stop);
            }
        }
    }
}
