using System.Globalization;
using Indicators.Contracts;

namespace Indicators.Store.Figures;

/// <summary>How far a copy is: it holds everything up to one change, and of what came up to a later one everything before a place.</summary>
/// <param name="From">The change that it is whole up to; 0 for none.</param>
/// <param name="To">The change that it is being brought to; equal where nothing is left.</param>
internal sealed record WatchCursor(long From, long To)
{
    private const int CellCount = 4 + Position.CellCount;

    /// <summary>The change of the last release that was given.</summary>
    public long Release { get; init; } = From;

    /// <summary>Code of the last indicator that was given; "" before the first.</summary>
    public string Indicator { get; init; } = "";

    /// <summary>Place of the last figure that was given; null before the first.</summary>
    public Position? Figure { get; init; }

    /// <summary>Nothing is left.</summary>
    public bool IsWhole => From == To;

    /// <summary>Goes on to the newest change where nothing is left; else ends what was begun.</summary>
    public WatchCursor Towards(long newest) => IsWhole ? new WatchCursor(To, newest) : this;

    /// <summary>The cursor as the caller gets it, bound to what is watched and to all data up to where it leads.</summary>
    public string Write(string queryKey, Snapshot snapshot) => PageToken.Write(
        queryKey, To, [snapshot.Versions[(int)To], $"{From}", $"{Release}", Indicator, .. Figure?.Cells ?? Enumerable.Repeat("", Position.CellCount)]);

    /// <summary>Reads a cursor, or a data version; "" is nothing.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT where it was not given for what is watched, or by other data than these.</exception>
    public static WatchCursor Read(string text, string queryKey, Snapshot snapshot)
    {
        if (text.Length == 0)
        {
            return new WatchCursor(0, 0);
        }

        if (SequenceOf(text, snapshot) is { } sequence)
        {
            return new WatchCursor(sequence, sequence);
        }

        if (PageToken.TryRead(text, queryKey, CellCount, snapshot.Sequence) is var (to, cells) && cells[0] == snapshot.Versions[(int)to])
        {
            return new WatchCursor(Number(cells[1]), to)
            {
                Release = Number(cells[2]), Indicator = cells[3], Figure = cells[^1].Length == 0 ? null : Position.Of(cells[4..]),
            };
        }

        throw Errors.Invalid(RequestChecks.UnknownCursor(text));
    }

    // A bare sequence says nothing of the data that it counts, so it is no cursor.
    private static long? SequenceOf(string version, Snapshot snapshot) =>
        version.IndexOf('-', StringComparison.Ordinal) is var dash and > 0
            && int.TryParse(version.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && sequence < snapshot.Versions.Count && snapshot.Versions[sequence] == version
            ? sequence
            : null;

    private static long Number(string cell) => long.Parse(cell, CultureInfo.InvariantCulture);
}
