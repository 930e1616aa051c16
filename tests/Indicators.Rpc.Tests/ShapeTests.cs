using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

/// <summary>What generated code of all four shapes needs.</summary>
public sealed class ShapeTests
{
    [Fact]
    public void Definition_OfAGeneratedService_CanBeBuilt() => Assert.NotNull(ProbeService.BindService(new Probe()));
}
