using Indicators.Types.V1;

namespace Indicators.Contracts;

/// <summary>Every source that a figure names.</summary>
public static class ObservationSources
{
    /// <summary>The shown source, then those that agree, then those of the alternatives.</summary>
    public static IEnumerable<Source> Of(Observation figure) =>
        figure.AlsoStatedBy.Prepend(figure.Source).Concat(figure.Alternatives.Select(a => a.Source));
}
