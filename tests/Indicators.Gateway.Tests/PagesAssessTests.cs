using System.Net;
using System.Text.RegularExpressions;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>The assessment as a form that works without script.</summary>
public sealed class PagesAssessTests(SuiteHost suite)
{
    private const string Good = "/assess?hospitalType=general&hospitalGrade=3A&publicHospital=true&bedOccupancy=93.5&averageLengthOfStayRank=8"
        + "&caseComplexityRank=10&performanceGrades.1=A%2B&performanceGrades.2=A%2B%2B&performanceGrades.3=A%2B&majorIncidents=0";

    [Fact]
    public async Task Form_Empty_ListsTheConditionsAndNoResult()
    {
        var page = await suite.PageAsync("/assess");
        Assert.DoesNotContain("id=\"result\"", page);
        Assert.Equal(10, Regex.Count(page, "<label for=\"f-"));
        foreach (var criterion in await suite.ItemsAsync("/v1/reforms/multi-campus/criteria"))
        {
            Assert.Contains(criterion.Text("criterionZh"), WebUtility.HtmlDecode(page));
        }
    }

    [Fact]
    public async Task Form_GoodInput_HoldsEachConditionWithItsSource()
    {
        var words = PagesHtml.Words(await suite.PageAsync($"{Good}&lang=en"));
        Assert.Contains("Every condition that applies is met.", words);
        Assert.Equal(6 + 1, Regex.Count(words, "✔ met"));
        Assert.Contains("Given 3A, public hospital; the hospital must be public", words);
        Assert.Contains("– not applicable This condition is for specialist hospitals.", words);
        Assert.Contains("criterion 5", words);
    }

    [Theory]
    [InlineData("bedOccupancy=90", "✕ not met", "bed occupancy must be > 90")]
    [InlineData("bedOccupancy=", "? unknown", "The bed occupancy was not given.")]
    [InlineData("majorIncidents=2", "✕ not met", "Given 2")]
    [InlineData("performanceGrades.2=A", "✕ not met", "performance grade must be >= A+")]
    [InlineData("performanceGrades.3=", "? unknown", "Grades of 3 years are needed and 2 were given.")]
    public async Task Form_OneFigureOtherwise_ChangesTheVerdict(string change, string mark, string reason)
    {
        var name = change[..change.IndexOf('=')];
        var words = PagesHtml.Words(await suite.PageAsync($"{Regex.Replace(Good, $"{Regex.Escape(name)}=[^&]*", change)}&lang=en"));
        Assert.Contains(mark, words);
        Assert.Contains(reason, words);
    }

    [Theory]
    [InlineData("bedOccupancy", "ninety", "")]
    [InlineData("bedOccupancy", "93.5%25", "93.5")]
    [InlineData("bedOccupancy", "201", "200")]
    [InlineData("averageLengthOfStayRank", "-1", "0")]
    [InlineData("caseComplexityRank", "NaN", "")]
    [InlineData("majorIncidents", "1.5", "0")]
    [InlineData("hospitalGrade", "3D", "3A")]
    [InlineData("hospitalType", "generel", "general")]
    [InlineData("performanceGrades.2", "A%2B%2B%2B", "A++")]
    [InlineData("bedOccupancy", "%3Cscript%3Ealert(1)%3C/script%3E", "")]
    public async Task Form_BadInput_ComesBackWithTheFaultBesideItsField(string name, string value, string hint)
    {
        var query = Regex.Replace(Good, $"{Regex.Escape(name)}=[^&]*", $"{name}={value}");
        var page = await suite.PageAsync($"{query}&lang=en", HttpStatusCode.BadRequest);
        var id = "f-" + name.Replace('.', '-');
        Assert.Matches($"<a href=\"#{id}\"", page);
        Assert.Matches($"id=\"{id}\"[^>]*aria-describedby=\"{id}-hint {id}-error\" aria-invalid=\"true\"", page);
        Assert.Equal(1, Regex.Count(page, "aria-invalid=\"true\""));
        Assert.Equal(hint.Length > 0, PagesHtml.Words(page).Contains($"Perhaps: {hint}.", StringComparison.Ordinal));
        Assert.Contains(Uri.UnescapeDataString(value), WebUtility.HtmlDecode(page));
        Assert.Matches("<option value=\"A&#x2B;\" selected|<option value=\"A\\+\" selected", page);
        Assert.DoesNotContain("id=\"result\"", page);
        Assert.DoesNotContain("<script>alert", page);
        PagesHtml.IsAccessible(page);
        Assert.True(page.IndexOf("id=\"problems\"", StringComparison.Ordinal) < page.IndexOf("<form class=\"assess\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/assess?bedOcupancy=93", "bedOccupancy")]
    [InlineData("/assess?bedOccupancy=93&bedOccupancy=94", "bedOccupancy")]
    public async Task Form_UnknownOrRepeatedField_IsSaidAboveTheForm(string address, string named)
    {
        var page = await suite.PageAsync(address, HttpStatusCode.BadRequest);
        Assert.Contains("id=\"problems\"", page);
        Assert.Contains(named, PagesHtml.Words(page));
    }

    [Fact]
    public async Task Form_TooLong_IsRefused()
    {
        using var response = await suite.Client.GetAsync($"/assess?bedOccupancy={new string('9', 20_000)}");
        Assert.Contains(response.StatusCode, (HttpStatusCode[])[HttpStatusCode.RequestUriTooLong, HttpStatusCode.BadRequest]);
        var page = await suite.PageAsync($"/assess?bedOccupancy={new string('9', 2_000)}", HttpStatusCode.BadRequest);
        Assert.DoesNotContain(new string('9', 300), PagesHtml.Words(page));
    }

    [Fact]
    public async Task Form_EveryChoice_IsOneThatTheServiceTakes()
    {
        var page = await suite.PageAsync("/assess");
        foreach (Match select in Regex.Matches(page, "<select id=\"[^\"]*\" name=\"([^\"]*)\".*?</select>", RegexOptions.Singleline))
        {
            foreach (Match option in Regex.Matches(select.Value, "<option value=\"([^\"]+)\""))
            {
                var value = Uri.EscapeDataString(WebUtility.HtmlDecode(option.Groups[1].Value));
                Assert.Contains("id=\"result\"", await suite.PageAsync($"/assess?{select.Groups[1].Value}={value}"));
            }
        }
    }
}
