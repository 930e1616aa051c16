using System.Reflection;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Net.Client;

namespace Indicators.Rpc.Tests.Surface;

/// <summary>
/// The runtime can be exchanged for the official packages as long as it offers nothing that they lack. PublicSurface.txt is what was compared with
/// their documented API, member for member; no other project can use more, as nothing else is visible to it.
/// </summary>
public sealed class PublicSurfaceTests
{
    private static readonly Assembly[] Runtime = [typeof(Metadata).Assembly, typeof(GrpcChannel).Assembly];

    /// <summary>To accept a change, compare it with the official API, then run the test with ACCEPT_SNAPSHOTS=1.</summary>
    [Fact]
    public async Task Surface_OfTheRuntime_IsTheReviewedOne()
    {
        var surface = string.Join('\n', Runtime.SelectMany(PublicSurface.Of)) + "\n";
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(Snapshot(), surface);
        }

        Assert.Equal(await File.ReadAllTextAsync(Snapshot()), surface);
    }

    [Fact]
    public void Internals_OfTheRuntime_AreVisibleToNobody() =>
        Assert.All(Runtime, assembly => Assert.Empty(assembly.GetCustomAttributes<InternalsVisibleToAttribute>()));

    private static string Snapshot([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "PublicSurface.txt");
}
