using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using Indicators.Types.V1;

namespace Indicators.Gateway.Requests;

/// <summary>
/// One request on its way to an answer: its arguments, the state that it is answered from, and the ways to ask services and to answer.
/// </summary>
internal sealed class Ask(HttpContext http, Suite suite, Arguments arguments)
{
    public HttpContext Http { get; } = http;

    public Suite Suite { get; } = suite;

    public Upstreams Upstreams => Suite.Upstreams;

    public Arguments Arguments { get; } = arguments;

    public required Operation Operation { get; init; }

    public SuiteState State { get; set; } = suite.Versions.Current;

    /// <summary>The day that the answer was judged on; "" where the day does not matter.</summary>
    public string Day { get; set; } = "";

    /// <summary>The answer is whole from memory whatever is down: what it names as unavailable it lacks no rows of.</summary>
    public bool IsFromMemory { get; set; }

    public CancellationToken Cancellation => Http.RequestAborted;

    public int PageSize => Arguments.Number(Parameters.PageSize, Parameters.DefaultPageSize);

    /// <summary>What is wrong so far; an address that checks more adds to it.</summary>
    public RequestFaults Faults { get; init; } = new();

    public string PageToken => Arguments.One(Parameters.PageToken);

    /// <summary>The id at the end of the path.</summary>
    public string Id => (string?)Http.Request.RouteValues["id"] ?? "";

    public Columns Columns { get; } = Columns.Of(arguments.One(Parameters.Lang), arguments.One(Parameters.Labels), http.Request.Headers.AcceptLanguage) with
    {
        Change = arguments.One(Parameters.Change).Length > 0,
    };

    /// <summary>What a header decided of the answer: its language.</summary>
    public string Variant => Columns.Language!;

    /// <summary>Asks the service that owns what was asked for.</summary>
    public ValueTask<TResponse> Call<TRequest, TResponse>(
        int service, Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> method, TRequest request)
        where TRequest : IMessage
        where TResponse : notnull => Upstreams[service].CallAsync(method, request, Cancellation);

    /// <summary>A page of what one service answered.</summary>
    public async ValueTask<Answer> Page<T>(
        int service, string version, IReadOnlyList<T> items, IReadOnlyList<Release> releases, string nextToken, Action<RowWriter, T> write,
        IReadOnlyList<Warning>? warnings = null) =>
        Page(await UseAsync(service, version), items, releases, nextToken, write, warnings ?? [], []);

    /// <summary>A page of what several services answered, or memory.</summary>
    public Answer Page<T>(
        VersionVector versions, IReadOnlyList<T> items, IReadOnlyList<Release> releases, string nextToken, Action<RowWriter, T> write,
        IReadOnlyList<Warning> warnings, IReadOnlyList<string> unavailable, Action<RowWriter>? more = null)
    {
        return Page(versions, nextToken, Write, warnings, unavailable, more, releases);

        void Write(RowWriter rows)
        {
            for (var i = 0; i < items.Count; i++)
            {
                rows.Json.WriteStartObject();
                write(rows, items[i]);
                rows.Json.WriteEndObject();
            }
        }
    }

    /// <summary>A page whose items are written as whole objects.</summary>
    public Answer Page(
        VersionVector versions, string nextToken, Action<RowWriter> write, IReadOnlyList<Warning> warnings, IReadOnlyList<string> unavailable,
        Action<RowWriter>? more = null, IReadOnlyList<Release>? releases = null)
    {
        var rows = RowWriter.Rent(Columns, State.Catalog, releases ?? []);
        rows.Json.WriteStartObject();
        rows.Json.WriteStartArray(Json.Items);
        write(rows);
        rows.Json.WriteEndArray();
        more?.Invoke(rows);
        foreach (var warning in warnings)
        {
            ParameterNames.Rename(warning, Operation);
        }

        var all = Arguments.Warnings.Count == 0 ? warnings : [.. Arguments.Warnings, .. warnings];
        var next = nextToken.Length == 0 ? null : Next(nextToken);
        PageFooter.Write(rows, next, nextToken, versions, all, unavailable);
        rows.Json.WriteEndObject();
        var isPinned = Arguments.One(Parameters.Version).Length > 0 || Arguments.One(Parameters.ToVersion).Length > 0;
        var names = isPinned ? State.Versions.Text : "";
        return new Answer(rows, versions)
        {
            IsPartial = unavailable.Count > 0, IsPinned = isPinned, Names = names, Day = Day, IsOneOff = HttpMethods.IsPost(Http.Request.Method),
            Variant = Variant, Language = Columns.Language, Link = Links.Of(this, next),
        };
    }

    /// <summary>One item of what one service answered.</summary>
    public async ValueTask<Answer> Item<T>(
        int service, string version, T item, IReadOnlyList<Release> releases, Action<RowWriter, T> write) =>
        Item(await UseAsync(service, version), item, releases, write, []);

    /// <summary>An answer to figures that the caller sent: it belongs to the caller and is kept nowhere.</summary>
    public async ValueTask<Answer> OneOff<T>(
        int service, string version, T item, IReadOnlyList<Release> releases, Action<RowWriter, T> write) =>
        Item(await UseAsync(service, version), item, releases, write, [], isOneOff: true);

    /// <summary>One item; from memory where a service that it belongs to is unavailable.</summary>
    public Answer Item<T>(
        VersionVector versions, T item, IReadOnlyList<Release> releases, Action<RowWriter, T> write, IReadOnlyList<string> unavailable,
        bool isOneOff = false)
    {
        var rows = RowWriter.Rent(Columns, State.Catalog, releases);
        rows.Json.WriteStartObject();
        write(rows, item);
        rows.Json.WriteString(Json.DataVersion, versions.Encoded);
        PageFooter.WriteUnavailable(rows.Json, unavailable);
        rows.Json.WriteEndObject();
        return new Answer(rows, versions)
        {
            IsOneOff = isOneOff,
            IsPartial = unavailable.Count > 0,
            Link = Links.Of(this, null),
            Variant = Variant,
            Language = Columns.Language,
        };
    }

    /// <summary>
    /// The versions that an answer of this service is made from. A version that is not known yet is read first, names included.
    /// </summary>
    public async ValueTask<VersionVector> UseAsync(int service, string version)
    {
        if (State.Versions[service] != version)
        {
            State = await Suite.Versions.CatchUpAsync(service, version, Cancellation);
        }

        return State.Versions.With(service, version);
    }

    // A path without a host is right behind every proxy, and one kept answer serves every host name.
    private string? Next(string token)
    {
        var query = Arguments.Write(new StringBuilder(), Parameters.PageToken, Parameters.Offset, Parameters.Page);
        query.Append(query.Length > 0 ? "&" : "").Append("pageToken=").Append(token);

        // What only a body can ask goes on by the token in the body.
        return query.Length > Routes.LongestQuery ? null : $"{Http.Request.Path}?{query}";
    }
}
