using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Formats;

/// <summary>What a selection would come to.</summary>
internal static class EstimateJson
{
    /// <summary>The members of the answer.</summary>
    /// <param name="rows">Where to.</param>
    /// <param name="estimate">What was counted.</param>
    /// <param name="pageSize">Items of a page.</param>
    public static void Write(RowWriter rows, EstimateObservationsResponse estimate, int pageSize)
    {
        var json = rows.Json;
        json.WriteNumber("rows", estimate.Rows);
        json.WriteStartObject("bytes");
        foreach (var (format, bytes) in RowSizes.All)
        {
            json.WriteNumber(format, estimate.Rows * bytes);
        }

        json.WriteEndObject();
        json.WriteNumber("pages", Pages(estimate, pageSize));
        json.WriteStartObject("limits");
        json.WriteNumber("pageSize", Parameters.LargestPageSize);
        json.WriteNumber("offset", RequestLimits.LargestOffset);
        json.WriteNumber("sort", RequestLimits.MostSorted);
        json.WriteEndObject();
    }

    public static long Pages(EstimateObservationsResponse estimate, int pageSize) => (estimate.Rows + pageSize - 1) / pageSize;
}
