using Indicators.Data.V1;

namespace Indicators.Store.Publishing;

/// <summary>
/// Collects every fault of a package, so that an author mends all of them at once. The first thousand tell enough; what another service may own is
/// kept whole, for a row is a fault only where every service says so.
/// </summary>
internal sealed class FaultList
{
    private const int Most = 1000;

    public List<Fault> Faults { get; } = [];

    /// <summary>Rows and files that another service may own.</summary>
    public List<Fault> NotOwned { get; } = [];

    public void Add(string file, int row, string column, string value, string zh, string en, string hint = "") =>
        Add(Faults, Most, file, row, column, value, zh, en, hint);

    public void AddNotOwned(string file, int row, string column, string value, string zh, string en, string hint = "") =>
        Add(NotOwned, int.MaxValue, file, row, column, value, zh, en, hint);

    private static void Add(List<Fault> list, int most, string file, int row, string column, string value, string zh, string en, string hint)
    {
        if (list.Count < most)
        {
            list.Add(new Fault
            {
                File = file,
                Row = row,
                Column = column,
                Value = Contracts.Errors.Short(value),
                Message = new() { Zh = zh, En = en },
                Hint = hint,
            });
        }
    }
}
