using Indicators.Data.V1;
using static Indicators.Store.Tests.TestStore;

namespace Indicators.Store.Tests;

/// <summary>How many figures an indicator has: counted again after each publication for what it touched, and for all at the start.</summary>
public sealed class FigureCountTests : IDisposable
{
    private readonly TestStore store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public void Counts_AfterEachPublicationAndAfterARestart_AreThoseOfTheFiguresShown()
    {
        store.Publish(Package("a", Row("1", "2020") + Row("2", "2021") + Row("5", "2021", area: "CN-GD") + Row("80", "2019", indicator: "share", unit: "%"), "2022-01"));
        Check("2020", "2021");
        store.Publish(Package("b", Row("3", "2021") + Row("4", "2022-12-31"), "2023-01", revises: ["a"]));
        Check("2020", "2022-12-31");
        store.Publish(Package("c", Row("", "2020", action: "withdraw"), "2023-02", revises: ["a"]));
        Check("2021", "2022-12-31");
        store.Publish(Package("d", Row("81", "2024", indicator: "share", unit: "%"), "2025-01"));
        Check("2021", "2022-12-31");
        store.Publish(Package("e", Row("", "2022-12-31", action: "withdraw"), "2025-02", revises: ["b"]));
        Check("2021", "2021");
    }

    private void Check(string first, string last)
    {
        Check();
        var beds = store.Store.Current.IndicatorsByCode["beds"];
        Assert.Equal((first, last), (beds.FirstPeriod, beds.LastPeriod));
        store.Restart();
        Check();
    }

    private void Check()
    {
        foreach (var indicator in store.Store.Current.Indicators)
        {
            var figures = store.Query(new ObservationSelection { Indicators = { indicator.Code } }).Observations;
            Assert.Equal(figures.Count, indicator.ObservationCount);
            Assert.Equal(figures.Select(f => f.Period.Code).Min(StringComparer.Ordinal) ?? "", indicator.FirstPeriod);
            Assert.Equal(figures.Select(f => f.Period.Code).Max(StringComparer.Ordinal) ?? "", indicator.LastPeriod);
            Assert.Equal(figures.Select(f => f.Area).Distinct(), indicator.Areas);
            Assert.Equal(figures.Select(f => f.Period.Frequency).Distinct().Order(), indicator.Frequencies);
        }
    }
}
