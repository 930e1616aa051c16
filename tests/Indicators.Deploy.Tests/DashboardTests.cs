using System.Text.Json;

namespace Indicators.Deploy.Tests;

/// <summary>Every question of every dashboard, asked as Grafana asks it; Grafana itself cannot be installed here.</summary>
public sealed class DashboardTests(Monitoring monitoring)
{
    // Two seconds of scrapes; a rate takes those of its minute.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Operations_EveryExpression_GivesData() =>
        await AskAllAsync(Dashboards.Questions("indicators-operations"), q => monitoring.Operations.RangeAsync(q, DateTimeOffset.UtcNow - Step, DateTimeOffset.UtcNow, Step));

    [Fact]
    public async Task History_EveryExpression_GivesData() => await AskAllAsync(
        Dashboards.Questions("indicators-history"),
        q => monitoring.History.RangeAsync(q, new DateTimeOffset(2012, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 12, 31, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromDays(7)));

    [Fact]
    public async Task Rest_EveryQuestionOfInfinity_GivesRowsWithItsColumns()
    {
        var questions = Dashboards.Questions("indicators-rest").ToList();
        Assert.NotEmpty(questions);
        foreach (var question in questions)
        {
            var rows = await Infinity.AskAsync(monitoring.Rest, question.Body);
            Assert.True(rows.Count > 0, question.Place);
            foreach (var column in question.Body.GetProperty("columns").EnumerateArray())
            {
                var kinds = rows.Select(row => Infinity.Cell(row, column.GetProperty("selector").GetString()!).ValueKind).ToHashSet();
                HashSet<JsonValueKind> wanted = column.GetProperty("type").GetString() == "number" ? [JsonValueKind.Number, JsonValueKind.Null] : [JsonValueKind.String];
                Assert.Subset(wanted, kinds);
            }
        }
    }

    [Theory]
    [InlineData("limit", "offset", 0, 50)]
    [InlineData("pageSize", "page", 1, 1)]
    public async Task Rest_PagesAsInfinityAsksThem_EndInEmptyOnesAndNeverInAnError(string size, string place, int first, int step)
    {
        const string Query = "/v1/observations?indicator=beds&area=CN&kind=actual";
        var whole = (await Infinity.ItemsAsync(monitoring.Rest, Query + "&pageSize=1000")).Select(i => i.GetRawText());
        var pages = new List<JsonElement>();
        for (var page = 0; page < 5; page++)
        {
            var items = await Infinity.ItemsAsync(monitoring.Rest, $"{Query}&{size}=50&{place}={first + (page * step)}");
            Assert.True(items.Count <= 50);
            pages.AddRange(items);
        }

        Assert.Equal(whole, pages.Select(i => i.GetRawText()));
    }

    private static async Task AskAllAsync(IEnumerable<Question> questions, Func<string, Task<List<PrometheusSeries>>> ask)
    {
        var empty = new List<string>();
        foreach (var question in questions)
        {
            // The first minute may pass before what the readers of the fixture did is a rate.
            for (var tries = 0; !(await ask(question.Expression)).Exists(s => s.Points.Values.Any(double.IsFinite)); tries++)
            {
                if (tries == 20)
                {
                    empty.Add($"{question.Place}: {question.Expression}");
                    break;
                }

                await Task.Delay(250);
            }
        }

        Assert.Empty(empty);
    }
}
