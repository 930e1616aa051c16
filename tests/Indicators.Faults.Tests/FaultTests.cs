using Indicators.Testing;

namespace Indicators.Faults.Tests;

/// <summary>Each fault on each service, while readers ask: whatever is not the right answer says so, and afterwards all is as it was.</summary>
public sealed class FaultTests(FaultySuite suite)
{
    private const int SomeAnswers = 150;
    private const int ManyRows = 30 * 12 * 8;
    private static readonly string[] Provinces =
    [
        "TJ", "HE", "SX", "NM", "LN", "JL", "HL", "SH", "JS", "ZJ", "AH", "FJ", "JX", "SD", "HA", "HB", "HN", "GD", "GX", "HI", "CQ", "SC", "GZ", "YN",
        "XZ", "SN", "GS", "QH", "NX", "XJ",
    ];

    public static TheoryData<string> Services => [.. Questions.Services];

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Services))]
    public Task Service_AskedToStop_IsDoneWithoutUntilItIsBack(string name) => EndedAsync(name, "TERM");

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Services))]
    public Task Service_Killed_IsDoneWithoutUntilItIsBack(string name) => EndedAsync(name, "KILL");

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Services))]
    public Task Service_Frozen_IsDoneWithoutUntilItThaws(string name) => WhileAsync(
        name, () => suite.Service(name).SignalAsync("STOP"), () => suite.Service(name).SignalAsync("CONT"), isLost: true);

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Services))]
    public Task Replies_Slow_AreDoneWithout(string name) => OnTheWayAsync(name, NetworkFault.Slow, isLost: true);

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Services))]
    public Task Connections_Reset_GiveNoWrongAnswer(string name) => OnTheWayAsync(name, NetworkFault.Reset, isLost: false);

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Services))]
    public Task Replies_Changed_GiveNoWrongAnswer(string name) => OnTheWayAsync(name, NetworkFault.Corrupt, isLost: false);

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Services))]
    public async Task Disk_Full_LeavesReadersAloneAndTheReleaseWholeOrAbsent(string name)
    {
        Needs.That(suite.Disk(name).IsMounted, "no disk can be mounted here (mount -t tmpfs)");
        using var folder = new TemporaryFolder();
        var package = Package(folder, name, "full", ManyRows);
        await using var readers = Read(name);
        Assert.False(await IsShownAsync(name, "full"));
        suite.Disk(name).Fill();
        try
        {
            var refusal = await suite.PublishAsync(package);
            await readers.MoreAsync(SomeAnswers);
            Assert.Equal(refusal.Length == 0, await IsShownAsync(name, "full"));
            Assert.True(refusal.Length == 0 || refusal.Contains("disk"), refusal);
        }
        finally
        {
            suite.Disk(name).Free();
        }

        Assert.Equal("", await suite.PublishAsync(package));
        await FigureAsync(name, "full", "area=CN-XJ&period=2038-12");
        await EndAsync(readers);
        Assert.Equal((0, 0), (readers.Of(Outcome.Stale), readers.Of(Outcome.Refused)));
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Services))]
    public async Task Clock_Wrong_ChangesNoAnswer(string name)
    {
        const string Preload = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";
        Needs.That(File.Exists(Preload), "faketime is not installed (Debian: apt-get install faketime)");
        using var folder = new TemporaryFolder();
        var days = Questions.Services.TakeWhile(s => s != name).Count() % 2 == 0 ? "+12h" : "-12h";
        await suite.Service(name).EndAsync("TERM");
        suite.Service(name).Start(("LD_PRELOAD", Preload), ("FAKETIME", days), ("DONT_FAKE_MONOTONIC", "1"), ("FAKETIME_DONT_FAKE_MONOTONIC", "1"));
        try
        {
            await BackAsync(name);
            await using var readers = Read(name);
            Assert.Equal("", await suite.PublishAsync(Package(folder, name, "clock", 1)));
            await readers.MoreAsync(SomeAnswers);
            await FigureAsync(name, "clock", "area=CN-TJ&period=2031-01");
            await readers.NothingWrongAsync();
            Assert.Equal((0, 0), (readers.Of(Outcome.Stale), readers.Of(Outcome.Refused)));
        }
        finally
        {
            await suite.Service(name).EndAsync("KILL");
            suite.Service(name).Start();
            await BackAsync(name);
        }
    }

    private Task EndedAsync(string name, string signal) => WhileAsync(
        name,
        () => suite.Service(name).EndAsync(signal),
        () =>
        {
            suite.Service(name).Start();
            return suite.LiveAgainAsync(name);
        },
        isLost: true);

    private Task OnTheWayAsync(string name, NetworkFault fault, bool isLost) => WhileAsync(
        name,
        () =>
        {
            suite.Proxy(name).Fault = fault;
            return Task.CompletedTask;
        },
        () =>
        {
            suite.Proxy(name).Fault = NetworkFault.None;
            return Task.CompletedTask;
        },
        isLost);

    private async Task WhileAsync(string name, Func<Task> begin, Func<Task> end, bool isLost)
    {
        await using var readers = Read(name);
        await readers.MoreAsync(SomeAnswers);
        await begin();
        if (isLost)
        {
            await FaultySuite.UntilAsync("the last good answer is given", () => Task.FromResult(readers.Of(Outcome.Stale) > 0));
        }

        await readers.MoreAsync(SomeAnswers);
        await end();
        await EndAsync(readers);
    }

    private Readers Read(string name)
    {
        var readers = new Readers(suite.Questions, suite.Service(name));
        readers.Start();
        return readers;
    }

    private async Task EndAsync(Readers readers)
    {
        await BackAsync();
        await readers.NothingWrongAsync();
    }

    /// <summary>Every question has its right answer again.</summary>
    private async Task BackAsync(string name = "")
    {
        foreach (var question in suite.Questions.Where(q => name.Length == 0 || q.Needs.Contains(name)))
        {
            await FaultySuite.UntilAsync($"{question.Address} is answered as before", async () => (await question.AskAsync()).Outcome == Outcome.Same);
        }
    }

    private string Package(TemporaryFolder folder, string name, string id, int count)
    {
        var (_, indicator, unit) = suite.Asked.Indicators[name];
        var rows = from number in Enumerable.Range(0, count)
                   let month = number / Provinces.Length
                   select $"{indicator},CN-{Provinces[number % Provinces.Length]},{2031 + (month / 12)}-{(month % 12) + 1:00},,{number + 1},{unit},exact,actual,p. 1,,,,,";
        return TestPackage.Write(folder.Path, $"{id}-{name}", name, "2026-01-01", [.. rows]);
    }

    private async Task<bool> IsShownAsync(string name, string id)
    {
        using var answer = await suite.Rest.GetAsync($"/v1/releases/{id}-{name}");
        return answer.IsSuccessStatusCode;
    }

    private async Task FigureAsync(string name, string id, string place)
    {
        var address = $"/v1/observations?indicator={suite.Asked.Indicators[name].Published}&{place}";
        await FaultySuite.UntilAsync($"{address} names {id}-{name}", async () => (await suite.Rest.GetStringAsync(address)).Contains($"\"{id}-{name}\""));
    }
}
