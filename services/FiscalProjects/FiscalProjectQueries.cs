using System.Globalization;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.FiscalProjects.V1;
using Indicators.Store.Figures;
using Indicators.Store.Registers;
using Indicators.Types.V1;

namespace Indicators.FiscalProjects;

/// <summary>Reads the demonstration programme as messages, and names the figures of the subsidies.</summary>
internal sealed class FiscalProjectQueries(RegisterQueries registers, ObservationQueries observations)
{
    private const string Projects = "demonstration_projects";
    private const string Grant = "demonstration_project_grant";
    private const string PerformanceShare = "demonstration_project_performance_share";
    private const string Term = "demonstration_project_term";

    public static ObservationSelection Subsidies => new()
    {
        Indicators =
        {
            "public_health_service_funding_paid_per_capita", "public_health_service_subsidy_per_capita",
            "resident_insurance_individual_payment_per_capita", "resident_insurance_subsidy_per_capita",
        },
    };

    public List<DemonstrationCity> Cities(RegisterView view) =>
        registers.Shown<CityRow>(CityRow.Sql, view).Select(c => new DemonstrationCity
        {
            Id = c.RowId,
            Year = (int)c.Year,
            Area = c.Area,
            City = Name(c),
            GrantCny = c.GrantCny,
            Source = c.Source,
            Note = c.Note,
        }).ToList();

    /// <summary>Every year that a figure or a city of the programme is known of, oldest first.</summary>
    public List<DemonstrationYear> Years(RegisterView view)
    {
        var figures = observations.All(Programme(view)).Where(o => o.Dimensions.Count == 0 && o.Period.Frequency == Frequency.Year)
            .ToLookup(o => int.Parse(o.Period.Code, CultureInfo.InvariantCulture));
        var cities = Cities(view).Where(c => c.Year > 0).ToLookup(c => c.Year);
        return figures.Select(f => f.Key).Union(cities.Select(c => c.Key)).Order()
            .Select(year => Year(year, figures[year].ToList(), cities[year])).ToList();
    }

    /// <summary>Every source that a year names.</summary>
    public static IEnumerable<Source> Sources(DemonstrationYear year) =>
        new[] { year.Projects, year.Grant, year.PerformanceShare, year.Term }.OfType<Observation>().SelectMany(ObservationSources.Of)
            .Concat(year.Cities.Select(c => c.Source));

    private static ObservationSelection Programme(RegisterView view) => new()
    {
        Indicators = { Projects, Grant, PerformanceShare, Term },
        Areas = { "CN" },
        Kinds = { Kind.Actual, Kind.Norm },
        DataVersion = view.DataVersion,
    };

    private static DemonstrationYear Year(int year, List<Observation> figures, IEnumerable<DemonstrationCity> cities)
    {
        var (projects, grant, share) = (Of(Projects), Of(Grant), Of(PerformanceShare));
        return new DemonstrationYear
        {
            Year = year,
            Projects = projects,
            Grant = grant,
            PerformanceShare = share,
            Term = Of(Term),
            PerformanceAmountCny = Product(grant, share, 100),
            ProgrammeAmountCny = Product(projects, grant, 1),
            Cities = { cities },
        };

        Observation? Of(string indicator) => figures.Find(o => o.Indicator == indicator);
    }

    /// <summary>An exact product, without zeros behind the point; "" where one part was not read.</summary>
    private static string Product(Observation? a, Observation? b, int divisor)
    {
        if (a is null || b is null)
        {
            return "";
        }

        var product = Decimal(a) * Decimal(b) / divisor;
        return product.ToString("0.############################", CultureInfo.InvariantCulture);
    }

    private static decimal Decimal(Observation figure) => decimal.Parse(figure.Value, NumberStyles.Float, CultureInfo.InvariantCulture);

    // Documents name the city in Chinese; the list of areas has the English name of the same place.
    private static LocalizedText Name(CityRow city)
    {
        var area = CodeLists.Areas[city.Area].Name;
        return new() { Zh = city.CityZh, En = area.Zh == city.CityZh ? area.En : "" };
    }
}
