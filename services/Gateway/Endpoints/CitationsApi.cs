using System.Text;
using Indicators.Data.V1;
using Indicators.Gateway.Citations;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using static Indicators.Gateway.Requests.Parameters;

namespace Indicators.Gateway.Endpoints;

/// <summary>How to cite a figure or a query.</summary>
internal static class CitationsApi
{
    private static readonly TimeSpan ChinaTime = TimeSpan.FromHours(8);
    private static readonly Parameter[] Cited = [Indicator, Area, Period, Dimension, Kind, Latest, AsOf, UpdatedAfter, Change, Sort, Fields, Lang];

    private static readonly Parameter Style = new("format", "All styles as JSON, or one of them as a file.")
    {
        Choices = ["json", "gbt7714", "apa", "bibtex", "csljson"], Example = "json",
    };

    private static readonly Operation Cite = new(
        "citeObservations", "/v1/observations/cite", "Figures", "Citation",
        "Permanent address, hash and ready citations of a query or of one figure")
    {
        Parameters = [.. Cited, Parameters.Version, Style],
        Description = $"Takes the query of `/v1/observations`. `sha256` is that of all its figures in the form `{CanonicalForm.Name}`: one "
            + $"line for each figure in page order, "
            + $"the fields {string.Join(", ", CanonicalForm.Fields)} between tabs, each line ended by a line feed, in UTF-8, with \\\\, \\t, \\n and \\r for these characters in a field. "
            + "It depends on no `sort`, `change`, `fields` or `lang`, which the address keeps. Asked again with the same `version` the "
            + "hash is the same, whatever was published since.",
        Example = "indicator=regional_medical_center_projects&area=CN&latest=1",
        ChecksMore = true,
    };

    public static void MapCitations(this Routes routes) => routes.Send(Cite, SendAsync);

    private static async Task SendAsync(Ask ask)
    {
        FieldChoice.Read(ask); // The address is to answer, so what it would refuse is refused here.
        var figures = await CitedFigures.ReadAsync(ask, SelectionArguments.Read(ask.Arguments, ask.Faults));
        var clock = ask.Http.RequestServices.GetRequiredService<TimeProvider>();
        var citation = new Citation(
            figures, AddressOf(ask, figures), DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(ChinaTime).DateTime));
        var isEnglish = ask.Arguments.One(Lang) == "en";
        const string Plain = "text/plain; charset=utf-8";
        ask.Http.Response.Headers["Indicators-Warnings"] = FileWarnings.Header(ask, figures.Warnings);
        switch (ask.Arguments.One(Style))
        {
            case "gbt7714":
                await FileAnswers.SendAsync(ask.Http, Encoding.UTF8.GetBytes(Styles.GbT7714(citation) + "\n"), Plain);
                break;
            case "apa":
                await FileAnswers.SendAsync(ask.Http, Encoding.UTF8.GetBytes(Styles.Apa(citation) + "\n"), Plain);
                break;
            case "bibtex":
                await FileAnswers.SendAsync(
                    ask.Http, Encoding.UTF8.GetBytes(Styles.BibTeX(citation, isEnglish)), "application/x-bibtex; charset=utf-8",
                    $"{citation.Key}.bib");
                break;
            case "csljson":
                await FileAnswers.SendAsync(
                    ask.Http, Styles.Csl(citation, isEnglish), "application/vnd.citationstyles.csl+json", $"{citation.Key}.json");
                break;
            default:
                using (var answer = ask.Item(figures.Versions, citation, [], (rows, _) => CitationJson.Write(rows, citation, Warnings(ask, figures)), []))
                {
                    await FileAnswers.SendAsync(ask.Http, answer.Body.ToArray(), AnswerWriter.JsonType!);
                }

                break;
        }
    }

    private static List<Warning> Warnings(Ask ask, CitedFigures figures) =>
        [.. ask.Arguments.Warnings, .. figures.Warnings.Select(w => ParameterNames.Rename(w, ask.Operation))];

    // The same figures whatever is published later: the query in its one order, and the version that it was asked at.
    private static string AddressOf(Ask ask, CitedFigures figures)
    {
        var request = ask.Http.Request;
        var query = Arguments.Read(request.QueryString.Value, Cited, new RequestFaults()).Write(new StringBuilder());
        return $"{request.Scheme}://{request.Host}/v1/observations?{query}{(query.Length > 0 ? "&" : "")}version={Uri.EscapeDataString(figures.Versions.Text)}";
    }
}
