using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Indicators.ServiceDefaults.Tls;

/// <summary>
/// What is made of certificate files, made again when one of them changed. Looked at for each handshake, which costs far more than asking
/// the file system: nothing has to be watched, and a file that is swapped by renaming counts like any other.
/// </summary>
/// <typeparam name="T">What is made.</typeparam>
/// <param name="paths">The files.</param>
/// <param name="load">Reads them; while it fails, as in the middle of a change, what was made before stays.</param>
/// <param name="logger">Told of the failures.</param>
internal sealed class CertificateFiles<T>(string[] paths, Func<T> load, ILogger logger)
    where T : class
{
    private readonly Lock reading = new();
    private (DateTime Written, long Length)[] seen = [];
    private T? made;

    public T Current
    {
        get
        {
            lock (reading)
            {
                var now = Array.ConvertAll(paths, Stamp);
                if (made is null || !now.AsSpan().SequenceEqual(seen))
                {
                    made = Load(made);
                    seen = now;
                }

                return made;
            }
        }
    }

    private T Load(T? before)
    {
        try
        {
            return load();
        }
        catch (Exception e) when (before is not null && e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            logger.CertificatesNotRead(e, string.Join(", ", paths));
            return before!;
        }
    }

    private static (DateTime Written, long Length) Stamp(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }
}
