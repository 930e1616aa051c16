using Indicators.Data.V1;
using Indicators.KeySpecialties.V1;
using Indicators.Store.Registers;
using Indicators.Types.V1;

namespace Indicators.KeySpecialties;

/// <summary>Reads the register of this service as messages, and names the figures of each list.</summary>
internal sealed class KeySpecialtyQueries(RegisterQueries registers)
{
    public static ObservationSelection Projects => new() { Indicators = { "key_specialty_projects" }, Kinds = { Kind.Actual, Kind.Target } };

    public static ObservationSelection Funding => new() { Indicators = { "key_specialty_funding" } };

    public List<PrioritySpecialty> PrioritySpecialties(RegisterView view) =>
        registers.Shown<PrioritySpecialtyRow>(PrioritySpecialtyRow.Sql, view).Select(s => new PrioritySpecialty
        {
            Id = s.RowId,
            Name = new() { Zh = s.NameZh, En = s.NameEn },
            Source = s.Source,
            Note = s.Note,
        }).ToList();
}
