using Indicators.Gateway.Endpoints;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Pages.Registers;

/// <summary>
/// The filters of the registers, named and checked as those of REST. A form sends a choice of everything as an empty value, so that may be.
/// </summary>
internal static class RegisterParameters
{
    public static readonly Parameter Area = Parameters.Area with { MayBeEmpty = true };
    public static readonly Parameter Indicator = Parameters.Indicator with { MayBeEmpty = true };
    public static readonly Parameter Batch = MedicalCentersApi.Batch with { MayBeEmpty = true };
    public static readonly Parameter CountsIn76 = MedicalCentersApi.CountsIn76 with { MayBeEmpty = true };
    public static readonly Parameter DemonstrationYear = FiscalProjectsApi.Year with { MayBeEmpty = true };
    public static readonly Parameter GoalYear = ReformsApi.Year with { MayBeEmpty = true };
    public static readonly Parameter Agency = ReformsApi.Agency with { MayBeEmpty = true };

    /// <summary>The page size and token of a list.</summary>
    public static readonly Parameter[] Paging = [Parameters.PageSize, Parameters.PageToken];

    /// <summary>The values of a filter that are not empty.</summary>
    public static IEnumerable<string> Given(this Arguments arguments, Parameter parameter) => arguments.Many(parameter).Where(v => v.Length > 0);

    /// <summary>The numbers of a filter.</summary>
    public static List<int> GivenNumbers(this Arguments arguments, Parameter parameter) =>
        [.. arguments.Given(parameter).Select(v => int.Parse(v, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture))];
}
