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
            if (Uncertain > 0)
            {
                (zh, en) = ($"{zh}；另有 {Uncertain} 项可能属于其中", $"{en}; {Uncertain} more may belong to them");
            }

            var missing = stated - Itemised - Uncertain;
            return missing > 0
                ? new() { Zh = $"{zh}；{(Uncertain > 0 ? "至少 " : "")}{missing} 项的名称未读到。", En = $"{en}; {(Uncertain > 0 ? "at least " : "")}{missing} not read by name." }
                : new() { Zh = $"{zh}{Rest("；名单不一定完整", "；全部列出")}。", En = $"{en}{Rest("; the list need not be complete", ": all of them")}." };
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
