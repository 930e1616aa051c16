using Grpc.Core;
using Indicators.Contracts;
using Indicators.Gateway.Requests;
using Indicators.Gateway.Resilience;
using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>Why there is no picture: the same as problem details say, to be drawn in its place.</summary>
/// <param name="Status">HTTP status.</param>
internal sealed record ChartRefusal(int Status, LocalizedText Title, IReadOnlyList<ErrorFields> Errors)
{
    /// <summary>The refusal that an exception stands for; null where it is none, or where the last good picture is given in its place.</summary>
    public static ChartRefusal? Of(Exception exception, Ask ask) => exception switch
    {
        RequestRefusedException refused => Wrong(StatusCodes.Status400BadRequest, [.. refused.Errors.Select(e => ParameterNames.Rename(e, ask.Operation))]),
        RpcException { StatusCode: StatusCode.InvalidArgument } failed when Contracts.Errors.Read(failed) is { } error => Wrong(StatusCodes.Status400BadRequest, [ParameterNames.Rename(error, ask.Operation)]),
        RpcException { StatusCode: StatusCode.NotFound } failed when Contracts.Errors.Read(failed) is { } error => Wrong(StatusCodes.Status404NotFound, [error]),
        UpstreamDownException down when down.IsBusy || StaleAnswers.Find(ask.Http, ask.Suite) is null => Later("service", ServiceOrder.Names[down.Service]),
        ConverterBusyException => Later("chart.png", RsvgConverter.Program),
        ConverterMissingException => Missing(),
        _ => null,
    };

    private static ChartRefusal Wrong(int status, IReadOnlyList<ErrorFields> errors) =>
        new(status, new() { Zh = "图无法绘制", En = "The chart cannot be drawn" }, errors);

    private static ChartRefusal Later(string parameter, string value) => new(
        StatusCodes.Status503ServiceUnavailable, new() { Zh = "图暂时无法绘制", En = "The chart cannot be drawn now" },
        [new("unavailable", parameter, value, new() { Zh = "暂时无法访问或请求过多，请稍后再试。", En = "It cannot be reached or has too much to do now; try again shortly." }, "")]);

    private static ChartRefusal Missing() => new(
        StatusCodes.Status501NotImplemented, new() { Zh = "此服务器不能制作PNG", En = "This server cannot make PNG" },
        [
            new(
                "no_converter", "chart.png", RsvgConverter.Program,
                new()
                {
                    Zh = $"服务器上没有{RsvgConverter.Program}（Debian软件包librsvg2-bin）；同一幅图的SVG总是可用。",
                    En = $"The server has no {RsvgConverter.Program} (Debian package librsvg2-bin); the same picture is always there as SVG.",
                },
                "chart.svg"),
        ]);
}

/// <summary>The machine has no program that makes PNG.</summary>
internal sealed class ConverterMissingException() : Exception("There is no " + RsvgConverter.Program + ".");

/// <summary>Too many pictures are being made, or one took too long.</summary>
internal sealed class ConverterBusyException() : Exception(RsvgConverter.Program + " is busy.");
