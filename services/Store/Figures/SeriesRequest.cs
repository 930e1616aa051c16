using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>Reads the one series that a request names.</summary>
internal static class SeriesRequest
{
    private const long NoId = 0;

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT naming the field and the nearest valid value.</exception>
    public static SeriesKey Check(GetObservationHistoryRequest request, Snapshot snapshot)
    {
        var checks = new RequestChecks();
        Require("indicator", request.Indicator);
        Require("area", request.Area);
        checks.Known("indicator", [request.Indicator], snapshot.IndicatorsByCode.ContainsKey, code => Hints.Indicator(code, snapshot.Indicators));
        checks.Known("area", [request.Area], CodeLists.Areas.ContainsKey, Hints.Area);
        foreach (var dimension in request.Dimensions)
        {
            checks.Dimension(new DimensionFilter { Key = dimension.Key, Values = { dimension.Value } });
        }

        if (request.Dimensions.GroupBy(d => d.Key, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } repeated)
        {
            var message = new LocalizedText { Zh = "一个序列的每个维度只有一个取值。", En = "A series has one value of each dimension." };
            throw Errors.Invalid("repeated_dimension", $"dimensions.{repeated.Key}", string.Join(',', repeated.Select(d => d.Value)), message, repeated.First().Value);
        }

        var unit = snapshot.IndicatorsByCode[request.Indicator].Unit;
        return new SeriesKey(NoId, request.Indicator, request.Area, DimensionText.Of(request.Dimensions.OrderBy(d => d.Key, StringComparer.Ordinal)), unit);
    }

    private static void Require(string field, string value)
    {
        if (value.Length == 0)
        {
            throw Errors.Invalid("missing_parameter", field, "", new LocalizedText { Zh = $"须给出“{field}”。", En = $"`{field}` is required." });
        }
    }
}
