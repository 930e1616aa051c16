using System.Globalization;
using Indicators.Data.V1;
using Indicators.Gateway.Formats;

namespace Indicators.Gateway.Requests;

/// <summary>How much a query would answer, without running it: as headers to HEAD, as an item where it is asked for.</summary>
internal static class EstimateAnswer
{
    /// <summary>The headers that HEAD answers, each with what it holds.</summary>
    public static readonly (string Name, string Summary)[] Headers =
    [
        (Rows, "Rows of the whole selection, at most; counted from the index."),
        (Bytes, "Bytes of the whole selection as JSON, roughly."),
        (Pages, "Pages of the whole selection at this page size, at most."),
        (PageSizeLimit, "Most items of a page."),
        (OffsetLimit, "Most items that `offset` passes over."),
        (SortLimit, "Most rows that are sorted."),
    ];

    private const string Rows = "X-Total-Rows-Estimate";
    private const string Bytes = "X-Total-Bytes-Estimate";
    private const string Pages = "X-Total-Pages-Estimate";
    private const string PageSizeLimit = "X-Page-Size-Limit";
    private const string OffsetLimit = "X-Offset-Limit";
    private const string SortLimit = "X-Sort-Limit";

    private static readonly string Exposed = string.Join(", ", Headers.Select(h => h.Name));

    public static async ValueTask<Answer> OfAsync(Ask ask, QueryObservationsRequest request)
    {
        var (estimate, versions) = await SuiteEstimate.AskAsync(ask.Suite, request, ask.Faults, ask.Cancellation);
        SetLimits(ask.Http.Response.Headers);
        var isPinned = request.Selection.DataVersion.Length > 0;
        var rows = RowWriter.Rent(ask.Columns, ask.State.Catalog, []);
        if (ask.Arguments.One(Parameters.Estimate) == "true")
        {
            rows.Json.WriteStartObject();
            EstimateJson.Write(rows, estimate, request.PageSize);
            rows.Json.WriteString(Json.DataVersion, versions.Encoded);
            PageFooter.WriteWarnings(
                rows, [.. ask.Arguments.Warnings, .. estimate.Warnings.Select(w => ParameterNames.Rename(w, ask.Operation))]);
            PageFooter.WriteUnavailable(rows.Json, estimate.Unavailable);
            rows.Json.WriteEndObject();
        }
        else
        {
            SetEstimate(ask.Http.Response.Headers, estimate, request.PageSize);
        }

        return new Answer(rows, versions)
        {
            IsPartial = estimate.Unavailable.Count > 0,
            IsPinned = isPinned,
            Names = isPinned ? ask.State.Versions.Text : "",
            IsOneOff = HttpMethods.IsPost(ask.Http.Request.Method),
            Variant = ask.Variant,
            Language = ask.Columns.Language,
        };
    }

    /// <summary>The limits that a reader of one answer meets next.</summary>
    public static void SetLimits(IHeaderDictionary headers)
    {
        headers[PageSizeLimit] = Text(Parameters.LargestPageSize);
        headers[OffsetLimit] = Text(Contracts.RequestLimits.LargestOffset);
        headers[SortLimit] = Text(Contracts.RequestLimits.MostSorted);
        headers.AccessControlExposeHeaders = Exposed;
    }

    private static void SetEstimate(IHeaderDictionary headers, EstimateObservationsResponse estimate, int pageSize)
    {
        headers[Rows] = Text(estimate.Rows);
        headers[Bytes] = Text(RowSizes.Json(estimate.Rows));
        headers[Pages] = Text(EstimateJson.Pages(estimate, pageSize));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
