using System.Collections.Concurrent;

namespace Indicators.Faults.Tests;

/// <summary>Readers who ask one question after the other, all of them over and over, while something happens to a service.</summary>
internal sealed class Readers(IReadOnlyList<Question> questions, Program faulted) : IAsyncDisposable
{
    private const int Count = 4;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<string> wrong = new();
    private readonly int[] outcomes = new int[4];
    private Task? work;

    /// <summary>Answers so far.</summary>
    public int Answered => outcomes.Sum();

    public void Start() => work = Task.WhenAll(Enumerable.Range(0, Count).Select(first => Task.Run(() => ReadAsync(first))));

    /// <summary>Waits until so many answers more came.</summary>
    public async Task MoreAsync(int answers)
    {
        for (var until = Answered + answers; Answered < until;)
        {
            await Task.Delay(20);
        }
    }

    /// <summary>How many answers were of an outcome.</summary>
    public int Of(Outcome outcome) => outcomes[(int)outcome];

    /// <summary>Stops and fails where an answer was wrong, or where one that does not need the service was any but the same.</summary>
    public async Task NothingWrongAsync()
    {
        await stop.CancelAsync();
        await work!;
        TestContext.Current.SendDiagnosticMessage(ToString());
        Assert.True(wrong.IsEmpty, $"{this}; {wrong.Count} wrong:\n{string.Join('\n', wrong.Take(5))}\n{faulted.Said}");
    }

    public override string ToString() => $"{faulted.Name}: {Of(Outcome.Same)} the same, {Of(Outcome.Stale)} stale, {Of(Outcome.Refused)} refused";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await (work ?? Task.CompletedTask);
        stop.Dispose();
    }

    private async Task ReadAsync(int first)
    {
        for (var number = first; !stop.IsCancellationRequested; number++)
        {
            var question = questions[number * 7 % questions.Count];
            var (outcome, answer) = await question.AskAsync();
            Interlocked.Increment(ref outcomes[(int)outcome]);
            if (outcome == Outcome.Wrong || (outcome != Outcome.Same && !question.Needs.Contains(faulted.Name)))
            {
                wrong.Enqueue($"{question.Address}: {outcome}: {Difference(answer, question.Expected)}");
            }
        }
    }

    private static string Difference(string answer, string expected)
    {
        var at = answer.Zip(expected).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"at {at} `{Part(answer, at)}` and not `{Part(expected, at)}`";
    }

    private static string Part(string text, int at) => text.Substring(Math.Max(0, at - 100), Math.Min(300, text.Length - Math.Max(0, at - 100)));
}
