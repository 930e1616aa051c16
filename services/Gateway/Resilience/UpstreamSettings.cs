using System.Globalization;
using Indicators.Contracts;
using Indicators.ServiceDefaults;

namespace Indicators.Gateway.Resilience;

/// <summary>The section `Suite:Upstream`: how long and how often services are asked, and where else than on this machine.</summary>
internal static class UpstreamSettings
{
    private const string Section = "Suite:Upstream";
    private static readonly string[] Keys =
        ["TrySeconds", "TotalSeconds", "Retries", "RetryShare", "Concurrency", "BreakSeconds", "HedgeSeconds", "Addresses"];

    /// <exception cref="InvalidOperationException">A value is out of its bounds or no number, or a key is unknown; the message names it.</exception>
    public static UpstreamLimits Limits(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (section.GetChildren().FirstOrDefault(c => !Keys.Contains(c.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new InvalidOperationException($"{unknown.Path} is `{unknown.Value}`; there is no such key, the nearest is {Section}:{Nearest.To(unknown.Key, Keys)}");
        }

        var usual = new UpstreamLimits();
        var limits = new UpstreamLimits
        {
            Try = Seconds(section, "TrySeconds", usual.Try, 0.1, 300),
            Total = Seconds(section, "TotalSeconds", usual.Total, 0.1, 600),
            Retries = (int)Number(section, "Retries", usual.Retries, 0, 10, isWhole: true),
            RetryShare = Number(section, "RetryShare", usual.RetryShare, 0, 1),
            Concurrency = (int)Number(section, "Concurrency", usual.Concurrency, 1, 100_000, isWhole: true),
            Break = Seconds(section, "BreakSeconds", usual.Break, 0.5, 3600),
            Hedge = Seconds(section, "HedgeSeconds", usual.Hedge, 0.001, 60),
        };
        return limits.Total >= limits.Try ? limits : throw new InvalidOperationException(
            string.Create(CultureInfo.InvariantCulture, $"{Section}:TotalSeconds is `{limits.Total.TotalSeconds}`; all tries together cannot have less time than one, {Section}:TrySeconds is `{limits.Try.TotalSeconds}`"));
    }

    /// <summary>Where a service is reached: its port on this machine, or the addresses that `Suite:Upstream:Addresses` lists for it.</summary>
    /// <exception cref="InvalidOperationException">A name is no service, or an address no host with a port; the message names it.</exception>
    public static IReadOnlyList<Uri> Addresses(IConfiguration configuration, SuiteSettings settings, string name)
    {
        var section = configuration.GetSection(Section + ":Addresses");
        if (section.GetChildren().FirstOrDefault(c => !ServiceOrder.Names.Contains(c.Key, StringComparer.Ordinal)) is { } unknown)
        {
            throw new InvalidOperationException($"{unknown.Path} is `{unknown.Value}`; there is no such service, the nearest is {Nearest.To(unknown.Key, ServiceOrder.Names)}");
        }

        var local = settings.GrpcAddress(settings.Service(name).Grpc);
        return section[name] is { Length: > 0 } listed
            ? [.. listed.Split(',').Select(one => Address(local.Scheme, one.Trim(), $"{section.Path}:{name}"))]
            : [local];
    }

    private static Uri Address(string scheme, string hostAndPort, string key) =>
        Uri.TryCreate($"{scheme}://{hostAndPort}", UriKind.Absolute, out var address)
            && address.PathAndQuery == "/"
            && hostAndPort.EndsWith($":{address.Port}", StringComparison.Ordinal)
            ? address
            : throw new InvalidOperationException($"{key} has `{hostAndPort}`; it must be hosts with their ports, such as 10.0.0.1:8110,10.0.0.2:8110");

    private static TimeSpan Seconds(IConfiguration section, string key, TimeSpan usual, double least, double most) =>
        TimeSpan.FromSeconds(Number(section, key, usual.TotalSeconds, least, most));

    private static double Number(IConfiguration section, string key, double usual, double least, double most, bool isWhole = false)
    {
        var text = section[key];
        if (string.IsNullOrEmpty(text))
        {
            return usual;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most && (!isWhole || number == Math.Floor(number))
            ? number
            : throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"{Section}:{key} is `{text}`; it must be a {(isWhole ? "whole " : "")}number from {least} to {most}"));
    }
}
