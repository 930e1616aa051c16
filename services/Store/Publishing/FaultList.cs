using Indicators.Data.V1;

namespace Indicators.Store.Publishing;

/// <summary>Collects every fault of a package, so that an author mends all of them at once. Bounded: the first thousand tell enough.</summary>
internal sealed class FaultList
{
    private const int Most = 1000;

    public List<Fault> Faults { get; } = [];

    /// <summary>Rows and files that another service may own.</summary>
    public List<Fault> NotOwned { get; } = [];

    public void Add(string file, int row, string column, string value, string zh, string en, string hint = "") =>
        Add(Faults, file, row, column, value, zh, en, hint);

    public void AddNotOwned(string file, int row, string column, string value, string zh, string en, string hint = "") =>
        Add(NotOwned, file, row, column, value, zh, en, hint);

    private static void Add(List<Fault> list, string file, int row, string column, string value, string zh, string en, string hint)
    {
        if (list.Count < Most)
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
