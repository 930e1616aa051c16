using System.Runtime.InteropServices;

namespace Indicators.Cli;

/// <summary>Ctrl-C and SIGTERM: the first asks the command to stop, the second ends the process as if nobody listened.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private int signalExitCode;

    public Interruption() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, 130)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, 143)),
    ];

    public CancellationToken Token => source.Token;

    /// <summary>What the shell is told: a command that the signal kept from its end says which one, 128 and its number.</summary>
    public int ExitCode(int ofCommand) => ofCommand == 0 || signalExitCode == 0 ? ofCommand : signalExitCode;

    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }

    private void Stop(PosixSignalContext context, int exitCode)
    {
        if (Interlocked.CompareExchange(ref signalExitCode, exitCode, 0) == 0)
        {
            context.Cancel = true;
            source.Cancel();
        }
    }
}
