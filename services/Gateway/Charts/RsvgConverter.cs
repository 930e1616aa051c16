using System.Diagnostics;
using System.Globalization;

namespace Indicators.Gateway.Charts;

/// <summary>
/// SVG to PNG by librsvg's program where the machine has it: no .NET package that draws restores here. Two at once, five seconds each, and nothing of
/// a request on its command line but whole numbers.
/// </summary>
/// <param name="folders">Where programs are looked for, as in PATH.</param>
internal sealed class RsvgConverter(string folders) : IDisposable
{
    public const string Program = "rsvg-convert";
    private const int AtOnce = 2;
    private const int MostWaiting = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lazy<string?> path = new(() => Find(folders));
    private readonly SemaphoreSlim free = new(AtOnce, AtOnce);
    private int waiting;

    /// <summary>The picture as PNG.</summary>
    /// <exception cref="ConverterMissingException">The machine lacks the program; it is looked for once, when it is first needed.</exception>
    /// <exception cref="ConverterBusyException">Too many are being made, or this one took longer than five seconds.</exception>
    /// <exception cref="InvalidOperationException">The program failed; the message is its own.</exception>
    public async Task<byte[]> ConvertAsync(ReadOnlyMemory<byte> svg, int width, CancellationToken cancellation)
    {
        if (path.Value is not { } program)
        {
            throw new ConverterMissingException();
        }

        try
        {
            if (Interlocked.Increment(ref waiting) > MostWaiting || !await free.WaitAsync(Patience, cancellation))
            {
                throw new ConverterBusyException();
            }

            try
            {
                return await RunAsync(program, svg, width, cancellation);
            }
            finally
            {
                free.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    public void Dispose() => free.Dispose();

    private static async Task<byte[]> RunAsync(string program, ReadOnlyMemory<byte> svg, int width, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        var start = new ProcessStartInfo(program)
        {
            ArgumentList = { "--format=png", "--width", width.ToString(CultureInfo.InvariantCulture), "--keep-aspect-ratio" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            using var png = new MemoryStream(64 * 1024);
            var output = process.StandardOutput.BaseStream.CopyToAsync(png, limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.BaseStream.WriteAsync(svg, limit.Token);
            process.StandardInput.Close();
            await Task.WhenAll(output, error, process.WaitForExitAsync(limit.Token));
            return process.ExitCode == 0 ? png.ToArray() : throw new InvalidOperationException(await error);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ConverterBusyException();
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static string? Find(string folders) => folders.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, Program)).FirstOrDefault(File.Exists);
}
