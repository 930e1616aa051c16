using Google.Protobuf;
using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.Registers;

/// <summary>What one page reads of the services, and the versions that it was answered from.</summary>
internal sealed class Reading(Ask ask)
{
    /// <summary>Most rows of a register or a list of figures that a page reads at once.</summary>
    public const int MostRows = Parameters.LargestPageSize;

    private const int MostTries = 3;

    private readonly Dictionary<int, string> versions = [];
    private readonly HashSet<int> unavailable = [];
    private bool isMixed;

    public Ask Ask { get; } = ask;

    /// <summary>What the page is made from, the names beside it included.</summary>
    public VersionVector Versions { get; private set; } = ask.State.Versions;

    /// <summary>The services that the page lacks something of.</summary>
    public string[] Unavailable => [.. unavailable.Order().Select(s => ServiceOrder.Names[s])];

    /// <summary>
    /// Reads all parts of a page. Should a publication come between two calls to a service, the page is read again: an answer bears one
    /// version.
    /// </summary>
    public static async ValueTask<(T Model, Reading Reading)> WholeAsync<T>(Ask ask, Func<Reading, ValueTask<T>> read)
    {
        for (var tries = 1; ; tries++)
        {
            var reading = new Reading(ask);
            var model = await read(reading);
            if (!reading.isMixed || tries == MostTries)
            {
                foreach (var (service, version) in reading.versions)
                {
                    reading.Versions = (await ask.UseAsync(service, version)).With(service, version);
                }

                return (model, reading);
            }
        }
    }

    /// <summary>Asks the service that owns what is asked for.</summary>
    /// <param name="service">The service.</param>
    /// <param name="method">Its call.</param>
    /// <param name="request">The request.</param>
    /// <param name="version">The data version in its answer.</param>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(
        int service, Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> method, TRequest request, Func<TResponse, string> version)
        where TRequest : IMessage
        where TResponse : notnull
    {
        var response = await Ask.Call(service, method, request);
        Use(service, version(response));
        return response;
    }

    /// <summary>The figures of some indicators of one service, all that is shown of them.</summary>
    public async Task<IReadOnlyList<Observation>> FiguresAsync(int service, params string[] indicators)
    {
        var request = new QueryObservationsRequest
        {
            Selection = new ObservationSelection { Indicators = { indicators } },
            PageSize = MostRows,
            OmitReleases = true,
        };
        return (await CallAsync(service, Ask.Upstreams[service].Data.QueryObservationsAsync, request, r => r.DataVersion)).Observations;
    }

    /// <summary>A part that the page can do without: null where its service does not answer.</summary>
    public async Task<T?> OptionalAsync<T>(int service, Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (UpstreamDownException)
        {
            lock (versions)
            {
                unavailable.Add(service);
            }

            return null;
        }
    }

    // Parts are read at the same time.
    private void Use(int service, string version)
    {
        lock (versions)
        {
            isMixed |= versions.TryGetValue(service, out var before) && before != version;
            versions[service] = version;
        }
    }
}
