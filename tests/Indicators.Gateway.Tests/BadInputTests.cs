using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>What is wrong is named with its value and the nearest valid one.</summary>
public sealed class BadInputTests(SuiteHost suite)
{
    [Theory]
    [InlineData("indicator=national_medical_center_categorys", "unknown_code", "indicator", "national_medical_center_categories")]
    [InlineData("area=CN-GDD", "unknown_code", "area", "CN-GD")]
    [InlineData("period=2022-13", "bad_period", "period", "2022")]
    [InlineData("period=2022..2018", "bad_period", "period", "2018..2022")]
    [InlineData("period=2018..2022-13", "bad_period", "period", "2018..2022")]
    [InlineData("area=110000", "unknown_code", "area", "CN-BJ")]
    [InlineData("area=440103", "unknown_code", "area", "CN-440100")]
    [InlineData("area=Beijing", "unknown_code", "area", "CN-BJ")]
    [InlineData("area=北京", "unknown_code", "area", "CN-BJ")]
    [InlineData("area=北京市", "unknown_code", "area", "CN-BJ")]
    [InlineData("indicator=每千人口医疗卫生机构床位数", "unknown_code", "indicator", "beds_per_1000")]
    [InlineData("indicator=Beds in health institutions", "unknown_code", "indicator", "beds")]
    [InlineData("dimension.teir=national", "unknown_dimension", "dimension.teir", "dimension.tier")]
    [InlineData("dimension.tier=nationl", "unknown_code", "dimension.tier", "national")]
    [InlineData("kind=actuel", "invalid_value", "kind", "actual")]
    [InlineData("asOf=2023-02-30", "bad_date", "asOf", "2023-02-28")]
    [InlineData("asOf=yesterday", "bad_date", "asOf", null)]
    [InlineData("version=1.2.3", "unknown_data_version", "version", null)]
    [InlineData("version=999.999.999.999.999.999-00000000", "unknown_data_version", "version", null)]
    [InlineData("pageSize=-1", "invalid_value", "pageSize", "1")]
    [InlineData("pageSize=0", "invalid_value", "pageSize", "1")]
    [InlineData("pageSize=1001", "invalid_value", "pageSize", "1000")]
    [InlineData("pageSize=ten", "invalid_value", "pageSize", "1")]
    [InlineData("latest=0", "invalid_value", "latest", "1")]
    [InlineData("lang=english", "invalid_value", "lang", null)]
    [InlineData("labels=code", "invalid_value", "labels", "codes")]
    [InlineData("indicater=x", "unknown_parameter", "indicater", "indicator")]
    [InlineData("latest=1&latest=2", "repeated_parameter", "latest", null)]
    [InlineData("area=", "empty_value", "area", null)]
    [InlineData("dimension.tier=,national", "mixed_dimension", "dimension.tier", "national")]
    public async Task Observations_WrongParameter_IsNamedWithTheNearestValidOne(string query, string code, string parameter, string? hint)
    {
        using var response = await suite.Client.GetAsync($"/v1/observations?{query}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var error = (await Rest.JsonAsync(response, HttpStatusCode.BadRequest)).GetProperty("errors")[0];
        Assert.Equal((code, parameter), (error.Text("code"), error.Text("parameter")));
        Assert.NotEqual("", error.Text("messageZh"));
        Assert.NotEqual("", error.Text("messageEn"));
        Assert.Equal(hint ?? error.Text("hint"), error.Text("hint"));
    }

    [Fact]
    public async Task Observations_SeveralWrongParameters_AreAllNamed()
    {
        var problem = await suite.JsonAsync("/v1/observations?area=CN-XX&asOf=x&pageSize=-1&nope=1", HttpStatusCode.BadRequest);
        Assert.Equal(["area", "asOf", "nope", "pageSize"], problem.GetProperty("errors").EnumerateArray().Select(e => e.Text("parameter")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Observations_OneUnknownCodeAmongSeveral_IsAWarningBesideTheData()
    {
        var page = await suite.JsonAsync("/v1/observations?indicator=national_medical_center_categories,nope&area=CN,CN-XX");
        Assert.NotEmpty(page.GetProperty("items").EnumerateArray());
        Assert.Equal([("indicator", "nope"), ("area", "CN-XX")], page.GetProperty("warnings").EnumerateArray().Select(w => (w.Text("parameter"), w.Text("value"))));
    }

    [Fact]
    public async Task Observations_WordOfAName_HintsTheCodesThatBearIt()
    {
        var problem = await suite.JsonAsync("/v1/observations?indicator=床位", HttpStatusCode.BadRequest);
        var hint = problem.GetProperty("errors")[0].Text("hint");
        Assert.Contains("beds", hint.Split(','));
        Assert.All(await suite.ItemsAsync($"/v1/observations?indicator={hint}"), row => Assert.Contains("床位", row.Text("nameZh")));
    }

    [Theory]
    [InlineData("/v1/medical-centers/regional-projects?area=CN-XX,CN-FJ", "area", "CN-XX")]
    [InlineData("/v1/medical-centers/regional-projects?batch=1,9", "batch", "9")]
    [InlineData("/v1/medical-centers/regional-projects?countsIn76=yes,maybe", "countsIn76", "maybe")]
    [InlineData("/v1/health-resources?area=CN,110001", "area", "110001")]
    [InlineData("/v1/reforms/quality-goals?year=2023,1999", "year", "1999")]
    [InlineData("/v1/fiscal-projects/demonstration-cities?year=2022,1999", "year", "1999")]
    [InlineData("/v1/observations?area=CN&kind=actual,actuel", "kind", "actuel")]
    public async Task Filter_OneUnknownValueAmongSeveral_IsAWarningBesideTheData(string address, string parameter, string value)
    {
        var page = await suite.JsonAsync($"{address}&pageSize=1");
        Assert.NotEmpty(page.GetProperty("items").EnumerateArray());
        var warning = Assert.Single(page.GetProperty("warnings").EnumerateArray());
        Assert.Equal((parameter, value), (warning.Text("parameter"), warning.Text("value")));
        Assert.NotEqual("", warning.Text("hint"));
        Assert.NotEqual("", warning.Text("messageZh"));
    }

    [Theory]
    [InlineData("/v1/medical-centers/regional-projects?area=福建", "area", "CN-FJ")]
    [InlineData("/v1/medical-centers/regional-projects?batch=9", "batch", "5")]
    [InlineData("/v1/health-resources?area=Guangzhou", "area", "CN-440100")]
    [InlineData("/v1/reforms/quality-goals?year=1999", "year", "2021")]
    [InlineData("/v1/reforms/tasks?agency=卫健委", "agency", "国家卫生健康委")]
    [InlineData("/v1/reforms/tasks?agency=医保局", "agency", "国家医保局")]
    [InlineData("/v1/areas?parent=广东", "parent", "CN-GD")]
    public async Task Filter_NoKnownValue_IsRefusedWithTheNearest(string address, string parameter, string hint)
    {
        var error = (await suite.JsonAsync(address, HttpStatusCode.BadRequest)).GetProperty("errors")[0];
        Assert.Equal((parameter, hint), (error.Text("parameter"), error.Text("hint")));
    }

    [Fact]
    public async Task Batch_OutsideTheRange_NamesTheRange()
    {
        var problem = await suite.JsonAsync("/v1/medical-centers/regional-projects?batch=9", HttpStatusCode.BadRequest);
        Assert.Contains("from 1 to 5", problem.GetProperty("errors")[0].Text("messageEn"));
    }

    [Theory]
    [InlineData("/v1/indicators/bedz", "beds")]
    [InlineData("/v1/areas/CN-GDD", "CN-GD")]
    [InlineData("/v1/medical-centers/national/nc-99", "nc-09")]
    [InlineData("/v1/reforms/tasks/rt-2023h2-99", "rt-2023h2-09")]
    [InlineData("/v1/releases/nhc-2023-04-31", "nhc-2023-04-13")]
    public async Task Item_ThatDoesNotExist_Is404WithTheNearestId(string path, string hint)
    {
        var error = (await suite.JsonAsync(path, HttpStatusCode.NotFound)).GetProperty("errors")[0];
        Assert.Equal("not_found", error.Text("code"));
        Assert.Equal(hint.Length, error.Text("hint").Length);
    }

    [Theory]
    [InlineData("{", "not_json", "body")]
    [InlineData("[]", "not_an_object", "body")]
    [InlineData("""{"hospitalGrade":"\ud800"}""", "not_utf8", "body")]
    [InlineData("""{"bedOccupency":95}""", "unknown_member", "bedOccupency")]
    [InlineData("""{"bedOccupancy":"95"}""", "invalid_value", "bedOccupancy")]
    [InlineData("""{"bedOccupancy":300}""", "invalid_value", "bedOccupancy")]
    [InlineData("""{"hospitalType":"clinic"}""", "invalid_value", "hospitalType")]
    [InlineData("""{"performanceGrades":"A"}""", "invalid_value", "performanceGrades")]
    [InlineData("""{"majorIncidents":1.5}""", "invalid_value", "majorIncidents")]
    [InlineData("""{"publicHospital":1}""", "invalid_value", "publicHospital")]
    public async Task Assess_WrongBody_NamesTheMember(string body, string code, string member)
    {
        using var response = await suite.PostAsync("/v1/reforms/multi-campus/assess", body);
        var error = (await Rest.JsonAsync(response, HttpStatusCode.BadRequest)).GetProperty("errors")[0];
        Assert.Equal((code, member), (error.Text("code"), error.Text("parameter")));
    }

    [Theory]
    [InlineData("""{"bedOccupancy":"95"}""", "95")]
    [InlineData("""{"bedOccupancy":"92.5%"}""", "92.5")]
    [InlineData("""{"bedOccupancy":300}""", "200")]
    [InlineData("""{"majorIncidents":"2"}""", "2")]
    [InlineData("""{"publicHospital":"false"}""", "false")]
    [InlineData("""{"performanceGrades":"A"}""", "[\"A\"]")]
    [InlineData("""{"performanceGrades":["A","A","A","B"]}""", "A, A, A")]
    public async Task Assess_WrongValue_HintsWhatWasMeant(string body, string hint)
    {
        using var response = await suite.PostAsync("/v1/reforms/multi-campus/assess", body);
        Assert.Equal(hint, (await Rest.JsonAsync(response, HttpStatusCode.BadRequest)).GetProperty("errors")[0].Text("hint"));
    }

    [Theory]
    [InlineData("/v1/%00")]
    [InlineData("/v1/observations%")]
    [InlineData("/v1/ob servations")]
    public async Task Path_ThatTheServerCannotRead_IsAProblemToo(string target)
    {
        // HttpClient would mend the path before it sends it.
        using var connection = new TcpClient();
        await connection.ConnectAsync(suite.Client.BaseAddress!.Host, suite.Client.BaseAddress.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        var answer = await new StreamReader(stream).ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 40", answer);
        Assert.Contains("application/problem+json", answer);
        Assert.Contains("\"errors\":[{", answer);
    }

    [Fact]
    public async Task Assess_BodyInAnotherEncoding_IsRefusedAsNoUtf8()
    {
        byte[] gbk = [.. "{\"hospitalGrade\":\""u8, 0xC8, 0xFD, 0xBC, 0xD7, .. "\"}"u8];
        using var content = new ByteArrayContent(gbk) { Headers = { ContentType = new("application/json") } };
        using var response = await suite.Client.PostAsync("/v1/reforms/multi-campus/assess", content);
        Assert.Equal("not_utf8", (await Rest.JsonAsync(response, HttpStatusCode.BadRequest)).GetProperty("errors")[0].Text("code"));
    }

    [Fact]
    public async Task Assess_TooLargeOrNoJson_Is413Or415()
    {
        using var large = await suite.PostAsync("/v1/reforms/multi-campus/assess", $$"""{"hospitalGrade":"{{new string('A', 70_000)}}"}""");
        await ProblemAsync(large, HttpStatusCode.RequestEntityTooLarge);
        using var text = await suite.PostAsync("/v1/reforms/multi-campus/assess", "{}", "text/plain");
        await ProblemAsync(text, HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Query_Of60KB_Is414NamingTheParameter()
    {
        using var response = await suite.Client.GetAsync($"/v1/observations?indicator={new string('x', 60_000)}");
        var problem = await ProblemAsync(response, HttpStatusCode.RequestUriTooLong);
        Assert.Equal("indicator", problem.GetProperty("errors")[0].Text("parameter"));
    }

    [Theory]
    [InlineData("GET", "/v1/indicator", HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/observations/x/y", HttpStatusCode.NotFound)]
    [InlineData("POST", "/v1/indicators", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/v1/observations", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/v1/reforms/multi-campus/assess", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/openapi/v1.json", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/openapi/v2.json", HttpStatusCode.NotFound)]
    [InlineData("POST", "/docs/index.html", HttpStatusCode.MethodNotAllowed)]
    public async Task Address_WrongPathOrMethod_IsAProblemToo(string method, string path, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await suite.Client.SendAsync(request);
        await ProblemAsync(response, expected);
        Assert.Equal(expected == HttpStatusCode.MethodNotAllowed, response.Content.Headers.Allow.Count > 0);
    }

    [Fact]
    public async Task Problem_Lang_ChoosesTheLanguage()
    {
        var zh = await suite.JsonAsync("/v1/observations?area=CN-XX&lang=zh", HttpStatusCode.BadRequest);
        Assert.Equal(zh.Text("titleZh"), zh.Text("title"));
        Assert.False(zh.TryGetProperty("titleEn", out _));
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return await Rest.JsonAsync(response, expected);
    }
}
