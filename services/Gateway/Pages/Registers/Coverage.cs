using System.Globalization;
using Indicators.MedicalCenters.V1;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.Registers;

/// <summary>How much of what a document counts a register holds row by row.</summary>
/// <param name="Stated">The number as documents state it; null where none was read.</param>
/// <param name="Itemised">Rows that belong to it for certain.</param>
/// <param name="Uncertain">Rows of which it cannot be told.</param>
internal sealed record Coverage(Observation? Stated, int Itemised, int Uncertain = 0)
{
    private decimal? Number =>
        decimal.TryParse(Stated?.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private bool IsBound => Stated?.Qualifier is Qualifier.AtLeast or Qualifier.MoreThan;

    public static Coverage Of(RegionalProjectCount? count) => new(count?.Stated, count?.Itemised ?? 0, count?.ItemisedUncertain ?? 0);

    /// <summary>Everything that is counted has its row.</summary>
    public bool IsWhole => Number is { } stated && Itemised >= stated && !IsBound;

    /// <summary>The same as a sentence, gaps included.</summary>
    public LocalizedText Words
    {
        get
        {
            if (Number is not { } stated)
            {
                return new() { Zh = $"列出 {Itemised} 项；未读到总数。", En = $"{Itemised} itemised; no document read states the total." };
            }

            var (zh, en) = ($"{Bound("至少 ", "超过 ")}{stated} 项中列出 {Itemised} 项", $"{Itemised} of {Bound("at least ", "more than ")}{stated} itemised");
            var (open, unnamed) = (stated - Itemised, stated - Itemised - Uncertain);
            var (gapZh, gapEn) = (open > 0, unnamed > 0, Uncertain > 0) switch
            {
                (true, true, true) => ($"；另有 {Uncertain} 项可能属于其中；至少 {unnamed} 项的名称未读到", $"; {Uncertain} more may belong to them; at least {unnamed} not read by name"),
                (true, true, false) => ($"；{unnamed} 项的名称未读到", $"; {unnamed} not read by name"),
                (true, false, _) => ($"；其余 {open} 项可能在归属不明的 {Uncertain} 项之中", $"; the other {open} may be among {Uncertain} of which it cannot be told"),
                _ when Itemised > stated => ("，多于所述", ", more than is stated"),
                _ => (Rest("；名单不一定完整", "；全部列出"), Rest("; the list need not be complete", ": all of them")),
            };
            return new() { Zh = $"{zh}{gapZh}。", En = $"{en}{gapEn}." };
        }
    }

    private string Bound(string atLeast, string moreThan) => Stated?.Qualifier switch
    {
        Qualifier.AtLeast => atLeast,
        Qualifier.MoreThan => moreThan,
        _ => "",
    };

    private string Rest(string open, string whole) => IsBound ? open : IsWhole ? whole : "";
}
