using Google.Protobuf;
using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Testing;

/// <summary>A copy of indicators, releases and figures as another system holds it: by key, with the cursor that it was brought up to.</summary>
public sealed class WatchedCopy
{
    private readonly SortedDictionary<string, Release> releases = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Indicator> indicators = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Observation> figures = new(StringComparer.Ordinal);

    /// <summary>What to open the next watch with.</summary>
    public string Cursor { get; private set; } = "";

    /// <summary>What the last message said that it was brought to.</summary>
    public string DataVersion { get; private set; } = "";

    /// <summary>The last message left nothing to bring.</summary>
    public bool IsCurrent { get; private set; }

    /// <summary>Releases by id, byte for byte.</summary>
    public IEnumerable<string> Releases => Bytes(releases.Values);

    /// <summary>Indicators by code, byte for byte.</summary>
    public IEnumerable<string> Indicators => Bytes(indicators.Values);

    /// <summary>Figures by key, byte for byte.</summary>
    public IEnumerable<string> Figures => Bytes(figures.Values);

    /// <summary>Figures by key.</summary>
    public IReadOnlyCollection<Observation> Observations => figures.Values;

    /// <summary>What the other side lists, in the order of this copy.</summary>
    public static IEnumerable<string> Of(IEnumerable<Observation> listed) => Bytes(listed.OrderBy(Key, StringComparer.Ordinal));

    /// <summary>What the other side lists, in the order of this copy.</summary>
    public static IEnumerable<string> Of(IEnumerable<Release> listed) => Bytes(listed.OrderBy(r => r.Id, StringComparer.Ordinal));

    /// <summary>What the other side lists, in the order of this copy.</summary>
    public static IEnumerable<string> Of(IEnumerable<Indicator> listed) => Bytes(listed.OrderBy(i => i.Code, StringComparer.Ordinal));

    /// <summary>The copy that a file holds; an empty one where there is no file.</summary>
    public static WatchedCopy Load(string path)
    {
        var copy = new WatchedCopy();
        if (File.Exists(path))
        {
            copy.Apply(WatchResponse.Parser.ParseFrom(File.ReadAllBytes(path)));
        }

        return copy;
    }

    /// <summary>Writes figures and cursor at once: the file is the one before or this one, whenever the process ends.</summary>
    public void Save(string path)
    {
        var whole = new WatchResponse
        {
            Cursor = Cursor, DataVersion = DataVersion, Current = IsCurrent,
            Releases = { releases.Values }, Indicators = { indicators.Values }, Observations = { figures.Values },
        };
        File.WriteAllBytes(path + ".new", whole.ToByteArray());
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Does what a message says.</summary>
    /// <exception cref="InvalidOperationException">It names a release or an indicator that never came.</exception>
    public void Apply(WatchResponse message)
    {
        foreach (var release in message.Releases)
        {
            releases[release.Id] = release;
        }

        foreach (var indicator in message.Indicators)
        {
            indicators[indicator.Code] = indicator;
        }

        foreach (var figure in message.Observations)
        {
            Check(figure);
            figures[Key(figure)] = figure;
        }

        foreach (var key in message.Removed)
        {
            figures.Remove(Key(key.Indicator, key.Area, key.Dimensions, key.Period, key.Kind));
        }

        (Cursor, DataVersion, IsCurrent) = (message.Cursor, message.DataVersion, message.Current);
    }

    private void Check(Observation figure)
    {
        var named = figure.AlsoStatedBy.Concat(figure.Alternatives.Select(s => s.Source)).Prepend(figure.Source).Select(s => s.ReleaseId);
        if (!indicators.ContainsKey(figure.Indicator) || named.FirstOrDefault(id => !releases.ContainsKey(id)) is not null)
        {
            throw new InvalidOperationException($"The figure {Key(figure)} names what the copy was not given.");
        }
    }

    private static string Key(Observation figure) => Key(figure.Indicator, figure.Area, figure.Dimensions, figure.Period, figure.Kind);

    private static string Key(string indicator, string area, IEnumerable<Dimension> dimensions, Period period, Kind kind) =>
        $"{indicator}|{area}|{string.Join(';', dimensions.Select(d => $"{d.Key}={d.Value}"))}|{period.Code}|{kind}";

    private static IEnumerable<string> Bytes(IEnumerable<IMessage> messages) => messages.Select(m => Convert.ToHexStringLower(m.ToByteArray()));
}
