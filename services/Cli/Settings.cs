using System.CommandLine;
using Indicators.ServiceDefaults;
using Microsoft.Extensions.Configuration;

namespace Indicators.Cli;

/// <summary>The settings that a command works with: the defaults of the suite, the environment, then `--set`.</summary>
internal static class Settings
{
    public static readonly Option<string[]> Overrides = new("--set")
    {
        Description = "Override a setting of deploy/local/suite.json, such as Suite:Gateway:Rest=9080; may be repeated.",
        Recursive = true,
    };

    public static SuiteSettings Read(ParseResult arguments) => SuiteSettings.Read(new ConfigurationBuilder()
        .AddSuiteDefaults()
        .AddEnvironmentVariables()
        .AddCommandLine(AsArguments(arguments))
        .Build());

    /// <summary>The overrides as a service takes them on its command line.</summary>
    public static string[] AsArguments(ParseResult arguments) =>
        (arguments.GetValue(Overrides) ?? []).Select(setting => "--" + setting).ToArray();
}
