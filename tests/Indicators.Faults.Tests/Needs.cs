namespace Indicators.Faults.Tests;

/// <summary>What a test needs of the machine: without it the test is skipped by its reason, which in the checks of the project is a failure.</summary>
internal static class Needs
{
    public static void That(bool isThere, string reason)
    {
        Assert.False(!isThere && Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.SkipUnless(isThere, reason);
    }
}
