using System.Diagnostics;
using Grpc.Core;
using Indicators.Contracts;
using Indicators.Contracts.Encoded;
using Indicators.Data.V1;
using Indicators.Gateway.Telemetry;

namespace Indicators.Gateway;

/// <summary>
/// Small questions to one service that wait at the same time travel in one call: a call over HTTP/2 costs both ends more than finding ten
/// figures does. Nothing waits for a batch to fill: with no call under way a question leaves at once, alone; beside others it leaves with the
/// next one that comes, or when one of them ends, whichever is sooner.
/// </summary>
internal sealed class QueryBatches(Upstream upstream)
{
    // While the service works on one, the gateway writes the answers of another.
    private static readonly int MostCalls = Math.Max(2, Environment.ProcessorCount / 2);

    // Each further call wants this many more questions to wait: a call for one question at a time would be most of what the question costs.
    private const int FewestBeside = 2;
    private const int MostQuestions = 32;
    private const int MostWaiting = 2048;
    private const int SmallPage = 100;
    private const int FewWalks = 16;

    private readonly Queue<Question> waiting = new();
    private int calls;

    /// <summary>Questions that wait to be sent.</summary>
    public int Waiting => waiting.Count;

    /// <summary>Calls under way.</summary>
    public int Calls => calls;

    /// <summary>Whether a question reads few rows by its construction, so that it cannot keep the others of its batch waiting.</summary>
    public static bool IsSmall(QueryObservationsRequest request) =>
        request is { PageSize: <= SmallPage, Offset: 0, Selection: { Latest: 0, Indicators.Count: > 0, Areas.Count: > 0 } selection }
        && selection is { UpdatedAfter: "", Change: Comparison.Unspecified, Sort.Count: 0 }
        && selection.Indicators.Count * selection.Areas.Count <= FewWalks;

    /// <summary>The answer to a small question.</summary>
    /// <exception cref="UpstreamDownException">The service cannot be reached, or not in time.</exception>
    /// <exception cref="RpcException">It answered this question with an error.</exception>
    public Task<EncodedPage> QueryAsync(QueryObservationsRequest request, CancellationToken cancellation)
    {
        var question = new Question(request, cancellation);
        lock (waiting)
        {
            if (waiting.Count >= MostWaiting)
            {
                throw new UpstreamDownException(upstream.Index, new BusyException());
            }

            waiting.Enqueue(question);
            if (calls == MostCalls || waiting.Count < FewestBeside * calls)
            {
                return question.Task;
            }

            calls++;
        }

        _ = CallAsync();
        return question.Task;
    }

    // One call after the other until nobody waits. Its turn comes behind the requests that have come in already, so that they travel with
    // it.
    private async Task CallAsync()
    {
        await Task.Yield();
        while (Next() is { } questions)
        {
            try
            {
                // The call belongs to the trace of a request that it is made for, not to the one that happened to begin this turn.
                Activity.Current = questions[0].Asking;
                await (questions.Length == 1 ? AskAsync(questions[0]) : AskAsync(questions));
            }
            catch (Exception failure)
            {
                Array.ForEach(questions, q => q.TrySetException(failure));
            }
        }
    }

    private Question[]? Next()
    {
        lock (waiting)
        {
            while (waiting.TryPeek(out var first) && first.Cancellation.IsCancellationRequested)
            {
                // Not here: what waits for it would go on under the lock.
                ThreadPool.UnsafeQueueUserWorkItem(
                    static gone => gone.TrySetCanceled(gone.Cancellation), waiting.Dequeue(), preferLocal: false);
            }

            var count = Math.Min(waiting.Count, MostQuestions);
            if (count == 0)
            {
                calls--;
                return null;
            }

            var questions = new Question[count];
            for (var i = 0; i < count; i++)
            {
                questions[i] = waiting.Dequeue();
            }

            return questions;
        }
    }

    private async Task AskAsync(Question question)
    {
        var page = await upstream.CallAsync<QueryObservationsRequest, EncodedPage>(upstream.Query, question.Request, question.Cancellation);
        Tell([question], [new EncodedResult { Page = page }]);
    }

    private async Task AskAsync(Question[] questions)
    {
        var batch = new BatchQueryObservationsRequest();
        foreach (var question in questions)
        {
            batch.Requests.Add(question.Request);
        }

        using var together = GatewayTraces.Together(questions.Select(q => q.Asking));

        // A reader who goes away leaves the batch: the others still wait for it.
        var answer = await upstream.CallAsync<BatchQueryObservationsRequest, EncodedBatch>(upstream.Query, batch, CancellationToken.None);
        if (answer.Results.Count != questions.Length)
        {
            throw new UpstreamDownException(
                upstream.Index, new InvalidDataException($"{questions.Length} questions, {answer.Results.Count} answers"));
        }

        Tell(questions, answer.Results);
    }

    private static void Tell(Question[] questions, IReadOnlyList<EncodedResult> results)
    {
        for (var core = 0; core < Math.Min(questions.Length, Environment.ProcessorCount); core++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static share => share.Answer(), new Share(questions, results, core), preferLocal: false);
        }
    }

    // Each core writes its share of the answers, one after the other: waking a thread for each of them costs more than it gains.
    private sealed record Share(Question[] Questions, IReadOnlyList<EncodedResult> Results, int First)
    {
        public void Answer()
        {
            for (var i = First; i < Questions.Length; i += Environment.ProcessorCount)
            {
                if (Results[i].Page is { } page)
                {
                    Questions[i].TrySetResult(page);
                }
                else
                {
                    Questions[i].TrySetException(Errors.FromFailure(Results[i].Failure));
                }
            }
        }
    }

    // Answered on the thread that tells it: see Share. What goes on from there only writes to memory and sockets, and waits for nothing.
    private sealed class Question(
        QueryObservationsRequest request, CancellationToken cancellation) : TaskCompletionSource<EncodedPage>
    {
        public QueryObservationsRequest Request => request;

        /// <summary>The span of the request that asks; null where nobody traces it.</summary>
        public Activity? Asking { get; } = Activity.Current;

        public CancellationToken Cancellation => cancellation;
    }
}
