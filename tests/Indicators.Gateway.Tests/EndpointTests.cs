using Indicators.Gateway.OpenApi;
using Indicators.Gateway.Requests;
using Indicators.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Indicators.Gateway.Tests;

/// <summary>Every address answers its own example, and with the members that the document promises.</summary>
public sealed class EndpointTests(SuiteHost suite)
{
    [Fact]
    public async Task EveryAddress_ItsExample_AnswersWithTheDocumentedMembers()
    {
        foreach (var operation in suite.Gateway.Services.GetRequiredService<IReadOnlyList<Operation>>().Where(o => !o.TakesBody && o.MediaType == Operation.Json))
        {
            var address = operation.Path.Contains("{id}") ? operation.Path.Replace("{id}", operation.Example) : $"{operation.Path}?{operation.Example}";
            var answer = await suite.JsonAsync(address);
            var item = operation.IsItem ? answer : answer.GetProperty("items").EnumerateArray().First();
            var members = item.EnumerateObject().Select(m => m.Name).Where(m => !(operation.IsItem && m is "dataVersion" or "unavailable"));
            Assert.Equal($"{address}: {string.Join(", ", Schemas.Of(operation.Row).Where(f => !f.IsAsked).Select(f => f.Name))}", $"{address}: {string.Join(", ", members)}");
        }
    }

    [Fact]
    public async Task EveryList_PageByPage_GivesWhatOnePageGives()
    {
        foreach (var operation in suite.Gateway.Services.GetRequiredService<IReadOnlyList<Operation>>().Where(o => !o.IsItem && !o.NeedsQuery && o.Path != "/v1/observations"))
        {
            var path = operation.Path.Replace("{id}", operation.Example);
            var whole = await suite.AllPagesAsync($"{path}?pageSize=1000");
            Assert.Equal(whole, await suite.AllPagesAsync($"{path}?pageSize=7"));
        }
    }

    [Fact]
    public async Task Assess_HospitalThatMeetsNothing_SaysWhichConditionAndWhy()
    {
        using var response = await suite.PostAsync("/v1/reforms/multi-campus/assess", """{"hospitalType":"general","hospitalGrade":"2A","publicHospital":true}""");
        var answer = await Rest.JsonAsync(response, System.Net.HttpStatusCode.OK);
        Assert.Equal("not_met", answer.Text("overall"));
        var first = answer.GetProperty("items").EnumerateArray().First();
        Assert.Equal("not_met", first.Text("verdict"));
        Assert.NotEqual("", first.Text("reasonZh"));
        Assert.NotEqual("", first.GetProperty("source").Text("titleZh"));
    }

    [Fact]
    public async Task About_Always_NamesLicenceCorrectionsAndDeprecation()
    {
        var about = await suite.JsonAsync("/v1/about");
        Assert.Equal("CC BY 4.0", about.Text("licenseName"));
        Assert.Contains("12", about.Text("deprecationEn"));
        Assert.NotEqual("", about.Text("correctionsZh"));
    }
}
