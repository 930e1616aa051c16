using Grpc.Core;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Types.V1;
using static Indicators.Store.Tests.TestStore;

namespace Indicators.Store.Tests;

public sealed class QueryTests : IDisposable
{
    private readonly TestStore store = new();

    public QueryTests()
    {
        var rows = new[] { "CN", "CN-GD", "CN-HA" }.SelectMany(area => Enumerable.Range(2018, 5).Select(year => Row($"{year}", $"{year}", area: area)));
        store.Publish(Package("a", string.Concat(rows) + Row("3", "2022-12-31") + Row("87.7", "2022-12-31", indicator: "share", unit: "%")
            + Row("9", "2022", dimensions: "funding=central") + Row("2500", "2025", kind: "target")));
    }

    public void Dispose() => store.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(19)]
    public void Pages_OfAnySize_GiveTheRowsOfOnePage(int size)
    {
        foreach (var selection in new[] { new ObservationSelection(), new() { Latest = 2 }, new() { Areas = { "CN", "CN-HA" } }, new() { Indicators = { "beds" }, Periods = { "2019..2022" } } })
        {
            var whole = store.Query(selection).Observations.ToList();
            var paged = new List<Observation>();
            var token = "";
            do
            {
                var page = store.Query(selection, size, token);
                paged.AddRange(page.Observations);
                token = page.NextPageToken;
            }
            while (token.Length > 0);

            Assert.Equal(whole, paged);
        }
    }

    [Fact]
    public void Token_AfterAPublication_StaysPinnedToItsData()
    {
        var first = store.Query(new() { Indicators = { "beds" } }, 3);
        store.Publish(Package("b", Row("1", "2024"), "2024-01"));

        var rest = store.Query(new() { Indicators = { "beds" } }, 1000, first.NextPageToken);

        Assert.Equal(first.DataVersion, rest.DataVersion);
        Assert.DoesNotContain(rest.Observations, o => o.Period.Code == "2024");
        Assert.NotEqual(first.DataVersion, store.Query().DataVersion);
        Assert.Equal(first.Observations, store.Query(new() { Indicators = { "beds" }, DataVersion = first.DataVersion }, 3).Observations);
    }

    [Theory]
    [InlineData("2022", 5)]
    [InlineData("exact(2022)", 4)]
    [InlineData("2018..2019", 6)]
    [InlineData("2025..", 1)]
    [InlineData("..2018", 3)]
    public void Period_Selection_TakesWhatLiesInside(string period, int rows) =>
        Assert.Equal(rows, store.Query(new() { Indicators = { "beds" }, Periods = { period } }).Observations.Count);

    [Fact]
    public void Sort_OverOneFigureMoreThanIsSorted_IsRefusedAndOverThatManyIsNot()
    {
        var first = new DateOnly(1990, 1, 1);
        var days = Enumerable.Range(0, RequestLimits.MostSorted).Select(day => Row($"{day}", $"{first.AddDays(day):yyyy-MM-dd}", area: "CN-XZ"));
        store.Publish(Package("days", string.Concat(days) + Row("7", "2030", kind: "target", area: "CN-XZ")));

        var selection = new ObservationSelection { Areas = { "CN-XZ" }, Sort = { "-value", "period" } };
        var fault = Errors.Read(Assert.Throws<RpcException>(() => store.Query(selection)))!;
        Assert.Equal(("too_many_to_sort", "sort", "-value,period"), (fault.Code, fault.Parameter, fault.Value));

        selection.Kinds.Add(Kind.Actual);
        Assert.Equal(["9999", "9998", "9997"], store.Query(selection, 3).Observations.Select(o => o.Value));
    }

    [Fact]
    public void Latest_CountsPerSeriesAndKind()
    {
        var newest = store.Query(new() { Indicators = { "beds" }, Areas = { "CN" }, Latest = 1 }).Observations;

        Assert.Equal(["2022-12-31 actual", "2025 target", "2022 actual"], newest.Select(o => $"{o.Period.Code} {o.Kind.ToString().ToLowerInvariant()}"));
    }

    [Fact]
    public void List_BeforeItsIndicatorsAreDefined_IsEmpty()
    {
        var list = new ObservationSelection { Indicators = { "not_yet", "nor_this" } };
        var queries = new Figures.ObservationQueries(store.Store);

        Assert.Empty(queries.List(list, 0, "").Observations);
        Assert.Empty(queries.All(list));
        Assert.Equal("page_size", Errors.Read(Assert.Throws<RpcException>(() => queries.List(list, -1, "")))!.Parameter);
        Assert.Throws<RpcException>(() => queries.Page(list, 0, ""));
    }

    [Fact]
    public void Dimension_Filter_TakesItsValueOrTheTotal()
    {
        var central = store.Single(new() { Dimensions = { new DimensionFilter { Key = "funding", Values = { "central" } } } });
        Assert.Equal("9", central.Value);
        Assert.DoesNotContain(central, store.Query(new() { Dimensions = { new DimensionFilter { Key = "funding" } } }).Observations);
    }

    [Fact]
    public void Unknown_AmongKnown_IsAWarningWithTheNearest()
    {
        var page = store.Query(new() { Indicators = { "bedss", "share" } });

        Assert.Equal("share", Assert.Single(page.Observations).Indicator);
        var warning = Assert.Single(page.Warnings);
        Assert.Equal(("indicators", "bedss", "beds"), (warning.Parameter, warning.Value, warning.Hint));
    }

    public static TheoryData<ObservationSelection, string, string, string> BadSelections => new()
    {
        { new() { Indicators = { "bedz" } }, "indicators", "bedz", "beds" },
        { new() { Areas = { "CN-GDD" } }, "areas", "CN-GDD", "CN-GD" },
        { new() { Periods = { "2022-13" } }, "periods", "2022-13", "2022" },
        { new() { Periods = { "2023..2022" } }, "periods", "2023..2022", "2022..2023" },
        { new() { AsOf = "2023-02-30" }, "as_of", "2023-02-30", "2023-02-28" },
        { new() { Latest = -1 }, "latest", "-1", "1" },
        { new() { DataVersion = "7-00000000" }, "data_version", "7-00000000", "*" },
        { new() { Kinds = { Kind.Unspecified } }, "kinds", "0", "actual" },
        { new() { Dimensions = { new DimensionFilter { Key = "fundin" } } }, "dimensions.fundin", "", "dimensions.funding" },
        { new() { Dimensions = { new DimensionFilter { Key = "funding", Values = { "centrl" } } } }, "dimensions.funding", "centrl", "central" },
    };

    [Theory]
    [MemberData(nameof(BadSelections))]
    public void Selection_Bad_NamesParameterValueAndNearest(ObservationSelection selection, string parameter, string value, string hint)
    {
        var error = Assert.Throws<RpcException>(() => store.Query(selection));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        var fields = Errors.Read(error)!;
        Assert.Equal((parameter, value), (fields.Parameter, fields.Value));
        Assert.Equal(hint == "*" ? store.Store.Current.DataVersion : hint, fields.Hint);
        Assert.NotEmpty(fields.Message.Zh);
    }

    [Theory]
    [InlineData(-1, "", "page_size")]
    [InlineData(1001, "", "page_size")]
    [InlineData(10, "rubbish", "page_token")]
    [InlineData(10, "AAAAAAAAAAAAAAAA", "page_token")]
    public void Page_Bad_IsRefusedByName(int size, string token, string parameter)
    {
        var error = Assert.Throws<RpcException>(() => store.Query(new(), size, token));
        Assert.Equal((StatusCode.InvalidArgument, parameter), (error.StatusCode, Errors.Read(error)!.Parameter));
    }

    [Fact]
    public void Token_OfAnotherQuery_IsRefused()
    {
        var token = store.Query(new() { Indicators = { "beds" } }, 1).NextPageToken;
        var error = Assert.Throws<RpcException>(() => store.Query(new() { Indicators = { "share" } }, 1, token));
        Assert.Equal("bad_page_token", Errors.Read(error)!.Code);
    }

    [Fact]
    public void Series_Pages_GiveEachSeriesOnceWithItsSpan()
    {
        var catalog = new CatalogQueries(store.Store);
        var whole = catalog.Series(new()).Series.ToList();
        var first = catalog.Series(new() { PageSize = 2 });
        var rest = catalog.Series(new() { PageSize = 1000, PageToken = first.NextPageToken });

        Assert.Equal(whole, [.. first.Series, .. rest.Series]);
        Assert.Equal(["beds CN", "beds CN funding=central", "beds CN-GD", "beds CN-HA", "share CN"], whole.Select(s => $"{s.Indicator} {s.Area} {string.Concat(s.Dimensions.Select(d => $"{d.Key}={d.Value}"))}".Trim()));
        Assert.Equal(("2018", "2025", 7), (whole[0].FirstPeriod, whole[0].LastPeriod, whole[0].ObservationCount));
    }

    [Theory]
    [InlineData("", "", false)]
    [InlineData("beds", "", false)]
    [InlineData("beds", "CN", false)]
    [InlineData("", "", true)]
    [InlineData("beds", "", true)]
    [InlineData("beds", "CN", true)]
    public void Scan_Plan_SortsNothing(string indicator, string area, bool isOfKeys)
    {
        var scan = new Figures.Scan(indicator, area);
        using var reader = store.Store.Database.Read();
        using var command = reader.Connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + (isOfKeys ? scan.KeysSql : scan.Sql);
        foreach (var name in (string[])[.. Figures.Scan.Parameters, .. isOfKeys ? ["@releases"] : Array.Empty<string>()])
        {
            command.Parameters.AddWithValue(name, "");
        }

        using var plan = command.ExecuteReader();
        var steps = new List<string>();
        while (plan.Read())
        {
            steps.Add(plan.GetString(3));
        }

        Assert.DoesNotContain(steps, s => s.Contains("TEMP B-TREE", StringComparison.Ordinal) || s.StartsWith("SCAN t", StringComparison.Ordinal));
    }
}
