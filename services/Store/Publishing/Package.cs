using Indicators.Store.Figures;
using Indicators.Store.Registers;
using Indicators.Types.V1;

namespace Indicators.Store.Publishing;

/// <summary>A release package as one service took it in: its release, its own figures and its own register rows, all checked.</summary>
internal sealed record Package(Release Release, IReadOnlyList<PackageFigure> Figures, IReadOnlyList<PackageRegister> Registers);

/// <summary>A checked row of observations.csv, in base units.</summary>
internal sealed record PackageFigure(
    string Indicator, string Area, string Dimensions, Period Period, Kind Kind, string Value, string Quantum, Qualifier Qualifier, string PublishedValue,
    string PublishedUnit, string Locator, bool Preliminary, bool SeriesBreak, bool Withdraws, string NoteZh, string NoteEn);

/// <summary>A checked register file: for each row its id, its columns in the order of the spec, then locator, note_zh and note_en.</summary>
internal sealed record PackageRegister(RegisterSpec Spec, IReadOnlyList<IReadOnlyList<object>> Rows);
