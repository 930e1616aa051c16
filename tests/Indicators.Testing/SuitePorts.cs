using Indicators.ServiceDefaults;
using Microsoft.Extensions.Configuration;

namespace Indicators.Testing;

internal static class SuitePorts
{
    private static readonly SuiteSettings Listed = SuiteSettings.Read(new ConfigurationBuilder().AddSuiteDefaults().Build());

    /// <summary>Names of the services as deploy/local/suite.json lists them.</summary>
    public static IEnumerable<string> ServiceNames => Listed.Services.Keys;

    /// <summary>Port 0, any free one, for every port of the suite.</summary>
    public static IEnumerable<KeyValuePair<string, string>> AllFree() => Listed.AllPorts().Select(p => KeyValuePair.Create(p.Key, "0"));
}
