using Google.Protobuf;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>A series as the reader meets it; made once for all its rows.</summary>
internal sealed record SeriesKey(long Id, string Indicator, string Area, string DimensionText, string Unit)
{
    public IReadOnlyList<Dimension> Dimensions { get; } = Figures.DimensionText.Parse(DimensionText);

    /// <summary>What every figure of it begins with, encoded.</summary>
    public byte[] EncodedHead => field ??= new Observation { Indicator = Indicator, Area = Area }.ToByteArray();

    /// <summary>Its dimensions as every figure of it has them, encoded.</summary>
    public byte[] EncodedDimensions => field ??= DimensionText.Length == 0 ? [] : new Observation { Dimensions = { Dimensions } }.ToByteArray();

    /// <summary>Its unit as every figure of it has it, encoded.</summary>
    public byte[] EncodedUnit => field ??= new Observation { Unit = Unit }.ToByteArray();

    /// <summary>Whether a position lies inside this series.</summary>
    public bool IsAt(Position position) => Indicator == position.Indicator && Area == position.Area && DimensionText == position.Dimensions;
}
