using System.Diagnostics;

namespace Indicators.Gateway.Telemetry;

/// <summary>Spans that only the gateway knows of.</summary>
internal static class GatewayTraces
{
    private static readonly ActivitySource Source = new("Indicators.Gateway");

    /// <summary>What is done until this ends is left out of traces: asking for versions all the time would fill them. Null where nobody traces.</summary>
    public static Activity? Unsampled() => Source.HasListeners() ? new Activity("versions").SetIdFormat(ActivityIdFormat.W3C).Start() : null;

    /// <summary>Begins the span of one call for several requests: a child of the first, linked to the others; null where nobody traces.</summary>
    public static Activity? Together(IEnumerable<Activity?> requests) => !Source.HasListeners()
        ? null
        : Source.StartActivity(
            ActivityKind.Internal, links: requests.OfType<Activity>().Skip(1).Select(request => new ActivityLink(request.Context)), name: "query batch");
}
