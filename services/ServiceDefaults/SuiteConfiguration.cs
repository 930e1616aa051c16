using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace Indicators.ServiceDefaults;

/// <summary>The defaults of deploy/local/suite.json as the lowest layer of configuration.</summary>
public static class SuiteConfiguration
{
    /// <summary>Puts the defaults below every source that is there already, so that files, environment and command line override them.</summary>
    public static T AddSuiteDefaults<T>(this T configuration)
        where T : IConfigurationBuilder
    {
        var stream = typeof(SuiteConfiguration).Assembly.GetManifestResourceStream("suite.json")!;
        configuration.Sources.Insert(0, new JsonStreamConfigurationSource { Stream = Copy(stream) });
        return configuration;
    }

    // Configuration may be built again; a stream that was read once to its end would be empty then.
    private static RewindingStream Copy(Stream stream)
    {
        using (stream)
        {
            var copy = new RewindingStream();
            stream.CopyTo(copy);
            copy.Position = 0;
            return copy;
        }
    }

    private sealed class RewindingStream : MemoryStream
    {
        protected override void Dispose(bool disposing) => Position = 0;
    }
}
