using Grpc.Core;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Citations;

/// <summary>Takes the messages of a stream and keeps of their figures only the hash, the number and whose they are.</summary>
/// <param name="sort">The order that the cited address has.</param>
/// <param name="faults">Takes what is wrong with the size.</param>
internal sealed class HashedFigures(
    IReadOnlyCollection<string> sort, RequestFaults faults) : IServerStreamWriter<StreamObservationsResponse>, IDisposable
{
    private readonly CanonicalForm form = new();

    public WriteOptions? WriteOptions { get; set; }

    public long Count { get; private set; }

    /// <summary>The figure, where it is the only one.</summary>
    public Observation? Only { get; private set; }

    public HashSet<string> Releases { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Indicators { get; } = new(StringComparer.Ordinal);

    public Task WriteAsync(StreamObservationsResponse message)
    {
        foreach (var figure in message.Observations)
        {
            form.Add(figure);
            Releases.Add(figure.Source.ReleaseId);
            Indicators.Add(figure.Indicator);
            Only = Count++ == 0 ? figure : null;
        }

        Refuse();
        return Task.CompletedTask;
    }

    public Task WriteAsync(StreamObservationsResponse message, CancellationToken cancellationToken) => WriteAsync(message);

    /// <summary>SHA-256 of all figures, hexadecimal.</summary>
    public string Hash() => form.Hash();

    public void Dispose() => form.Dispose();

    private void Refuse()
    {
        if (sort.Count > 0 && Count > RequestLimits.MostSorted)
        {
            faults.Add(RequestChecks.TooManyToSort(sort));
        }

        if (Count > Limits.FileRows)
        {
            faults.Add(
                "selection_too_wide", "indicators", "", $"一次最多引用{Limits.FileRows}条数据，请缩小范围。",
                $"A citation covers at most {Limits.FileRows} figures: narrow the query.", "");
        }

        faults.ThrowIfAny();
    }
}
