using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Search;

/// <summary>The search as REST asks for it.</summary>
internal static class CatalogSearch
{
    private const int LongestQuery = 100;

    private static readonly Parameter Query = new("q", $"Words that all count, in code, name or definition, in Chinese or English; a word finds those that start with it. At most {LongestQuery} characters.")
    {
        Example = "床位",
    };

    private static readonly Parameter Service = new("service", "Only indicators of these services.")
    {
        Many = true,
        Choices = ServiceOrder.Names,
        Example = "health-resources",
    };

    private static readonly Parameter Unit = new("unit", "Only indicators in these base units.")
    {
        Many = true, Choices = [.. CodeLists.Units.Keys.Order(StringComparer.Ordinal)], Example = "beds",
    };

    private static readonly Parameter Frequency = new("frequency", "Only indicators with figures for periods of these lengths.")
    {
        Many = true, Choices = Enums.Frequencies.Choices, Example = "year",
    };

    /// <summary>The parameters of the search.</summary>
    public static readonly Parameter[] Parameters = [Query, Service, Unit, Requests.Parameters.Area, Frequency];

    /// <summary>The same for a form, which sends its field although nothing was typed.</summary>
    public static readonly Parameter TypedQuery = Query with { MayBeEmpty = true };

    /// <summary>What a request finds, what the tokens of its pages are bound to, and codes that are unknown beside others.</summary>
    public static (SearchResult Result, IMessage Bound, List<Warning> Warnings) Find(Ask ask) =>
        Find(ask, ask.Arguments.One(Query));

    /// <summary>The same for words that were given otherwise.</summary>
    public static (SearchResult Result, IMessage Bound, List<Warning> Warnings) Find(Ask ask, string query)
    {
        var arguments = ask.Arguments;
        Check(query, ask.Faults);
        var checks = new RequestChecks(ask.Faults.Add);
        var filters = new Dictionary<string, string[]>(StringComparer.Ordinal);
        Add(filters, "service", arguments.Many(Service));
        Add(filters, "unit", arguments.Many(Unit));
        Add(filters, "area", checks.Areas([.. arguments.Many(Requests.Parameters.Area)]));
        Add(filters, "frequency", arguments.Many(Frequency));
        ask.Faults.ThrowIfAny();
        var narrowed = query.Length > 0 || filters.Count > 0;
        IMessage bound = narrowed ? new StringValue { Value = Identity(query, filters) } : new ListIndicatorsRequest();
        return (ask.State.Catalog.Index.Find(query, filters), bound, checks.Warnings);
    }

    private static void Check(string query, RequestFaults faults)
    {
        if (query.Length > LongestQuery)
        {
            faults.Add(
                "query_too_long", "q", query, $"“q”最多{LongestQuery}个字符。", $"`q` holds at most {LongestQuery} characters.",
                query[..LongestQuery]);
        }
        else if (query.Length > 0 && !SearchText.Terms(SearchText.Normalize(query)).Any())
        {
            faults.Add("no_word", "q", query, "“q”中没有可检索的文字。", "`q` holds no word to look for.", Query.Example);
        }
    }

    private static void Add(Dictionary<string, string[]> filters, string name, IEnumerable<string> values)
    {
        if (values.ToArray() is { Length: > 0 } wanted)
        {
            filters[name] = wanted;
        }
    }

    private static string Identity(string query, Dictionary<string, string[]> filters) =>
        filters.Aggregate(new StringBuilder(query), (text, f) => text.Append('\n').Append(f.Key).Append('=').AppendJoin(',', f.Value))
            .ToString();
}
