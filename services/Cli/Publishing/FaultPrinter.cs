using Indicators.Data.V1;

namespace Indicators.Cli.Publishing;

/// <summary>Writes faults as `file:row:column: value: message`, which editors open at the place.</summary>
internal static class FaultPrinter
{
    public static void Print(TextWriter errors, string folder, IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
        {
            errors.WriteLine(Line(folder, fault));
        }
    }

    /// <summary>Faults of several services once each; what a service does not own counts only where none owns it.</summary>
    public static List<Fault> Merge(IReadOnlyCollection<StageReleaseResponse> answers)
    {
        var orphans = answers.SelectMany(a => a.NotOwned)
            .GroupBy(f => (f.File, f.Row, f.Column))
            .Where(g => g.Count() == answers.Count)
            .Select(g => g.FirstOrDefault(f => f.Hint.Length > 0) ?? g.First());
        return answers.SelectMany(a => a.Faults).Concat(orphans).Distinct()
            .OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Row).ToList();
    }

    private static string Line(string folder, Fault fault)
    {
        var place = Path.Combine(folder, fault.File) + (fault.Row > 0 ? $":{fault.Row}" : "") + (fault.Column.Length > 0 ? $":{fault.Column}" : "");
        var value = fault.Value.Length > 0 ? $" {fault.Value}:" : "";
        var hint = fault.Hint.Length > 0 ? $"; did you mean {fault.Hint}?" : "";
        return $"{place}:{value} {fault.Message.Zh} / {fault.Message.En}{hint}";
    }
}
