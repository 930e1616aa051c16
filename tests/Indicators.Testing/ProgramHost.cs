using Grpc.Net.Client;
using Indicators.ServiceDefaults;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Indicators.Testing;

/// <summary>A program of the suite running in this process on real Kestrel ports.</summary>
public abstract class ProgramHost : IAsyncDisposable
{
    /// <summary>Where a port of the program is reached.</summary>
    public abstract Uri Address(Listener listener);

    /// <summary>The program's container.</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>Lets errors pass whose text holds this; any other logged error fails on disposal.</summary>
    public abstract void AllowErrors(string text);

    /// <summary>Stops the program.</summary>
    /// <exception cref="InvalidOperationException">It logged an error that was not allowed.</exception>
    public abstract ValueTask DisposeAsync();
}

/// <summary>A program of the suite by a public type of its assembly, such as its gRPC service class. Ports are free ones unless set.</summary>
/// <typeparam name="TMarker">Any public type of the program.</typeparam>
public sealed class ProgramHost<TMarker> : ProgramHost
    where TMarker : class
{
    private readonly ErrorCollector errors = new();
    private readonly Factory factory;
    private readonly Lazy<GrpcChannel> channel;

    /// <summary>Starts the program with a data folder of its own.</summary>
    public ProgramHost()
        : this(new Dictionary<string, string>())
    {
    }

    /// <summary>Starts the program.</summary>
    /// <param name="settings">Settings by key, such as `Suite:Data`; what is not given gets a free port and a folder that is deleted afterwards.</param>
    public ProgramHost(IReadOnlyDictionary<string, string> settings)
    {
        factory = new Factory(settings, errors);
        factory.UseKestrel();
        factory.StartServer();
        channel = new(() => GrpcChannel.ForAddress(Address(Listener.Grpc)));
    }

    /// <inheritdoc/>
    public override IServiceProvider Services => factory.Services;

    /// <summary>A connection to the gRPC port, closed with the program.</summary>
    public GrpcChannel Channel => channel.Value;

    /// <inheritdoc/>
    public override Uri Address(Listener listener) => Services.GetRequiredService<Listeners>().Address(listener);

    /// <inheritdoc/>
    public override void AllowErrors(string text) => errors.Allow(text);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (channel.IsValueCreated)
        {
            channel.Value.Dispose();
        }

        await factory.DisposeAsync();
        errors.Verify(typeof(TMarker).Assembly.GetName().Name!);
    }

    private sealed class Factory(IReadOnlyDictionary<string, string> settings, ErrorCollector errors) : WebApplicationFactory<TMarker>
    {
        private readonly TemporaryFolder folder = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            // The files of a program in this folder are those of all programs: none of them may be read as its configuration.
            builder.UseContentRoot(folder.Path);
            builder.UseEnvironment("Production");
            foreach (var (key, value) in Defaults().Concat(settings))
            {
                builder.UseSetting(key, value);
            }

            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(errors));
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            folder.Dispose();
        }

        private IEnumerable<KeyValuePair<string, string>> Defaults() => SuitePorts.AllFree().Append(new("Suite:Data", folder.Path));
    }
}
