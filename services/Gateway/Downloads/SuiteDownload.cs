using System.Security.Cryptography;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Downloads;

/// <summary>
/// The file of everything, made once for each data version and for all who ask for it at the same time. One file is kept; what a newer
/// version replaces is deleted, and the folder goes with the process.
/// </summary>
internal sealed class SuiteDownload(Suite suite) : IDisposable
{
    private readonly Lock choosing = new();
    private readonly Lazy<DirectoryInfo> folder = new(() => Directory.CreateTempSubdirectory("indicators-download-"));
    private readonly Queue<Task<DownloadFile>> superseded = new();
    private string version = "";
    private Task<DownloadFile>? made;

    /// <summary>How many files were made.</summary>
    public int Made { get; private set; }

    /// <summary>The file of a state.</summary>
    /// <exception cref="UpstreamDownException">A service does not answer: a part is never given for the whole.</exception>
    public async Task<DownloadFile> GetAsync(SuiteState state, CancellationToken cancellation)
    {
        for (var service = 0; service < ServiceOrder.Count; service++)
        {
            if (state.Versions[service].Length == 0)
            {
                throw new UpstreamDownException(service);
            }
        }

        return await Choose(state).WaitAsync(cancellation);
    }

    public void Dispose()
    {
        if (folder.IsValueCreated)
        {
            folder.Value.Delete(recursive: true);
        }
    }

    private Task<DownloadFile> Choose(SuiteState state)
    {
        lock (choosing)
        {
            if (made is null || version != state.Versions.Text || made.IsFaulted)
            {
                if (made is not null)
                {
                    superseded.Enqueue(made);
                }

                (version, made) = (state.Versions.Text, MakeAsync(state));
                Made++;

                // The last one may have been found by a reader that has not opened it yet.
                while (superseded.Count > 1)
                {
                    _ = DeleteAsync(superseded.Dequeue());
                }
            }

            return made;
        }
    }

    // No reader's patience ends the making: others wait for the same file.
    private async Task<DownloadFile> MakeAsync(SuiteState state)
    {
        await Task.Yield();
        var path = Path.Combine(folder.Value.FullName, $"{Guid.NewGuid():N}.zip");
        try
        {
            await using (var target = File.Create(path))
            {
                await DownloadWriter.WriteAsync(suite, state, target);
            }

            await using var written = File.OpenRead(path);
            var tag = $"\"{Convert.ToHexStringLower(await SHA256.HashDataAsync(written))[..24]}\"";
            return new DownloadFile(path, tag, state.Versions.Text, state.ChangedAt);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private static async Task DeleteAsync(Task<DownloadFile> old)
    {
        try
        {
            File.Delete((await old).Path);
        }
        catch (Exception failure) when (
            failure is UpstreamDownException or Grpc.Core.RpcException or RequestRefusedException or IOException)
        {
            // It was never made, and left no file.
        }
    }
}

/// <summary>A finished file.</summary>
internal sealed record DownloadFile(string Path, string Tag, string Version, string ChangedAt)
{
    public string Name => $"indicators-{Version}.zip";

    public Stream Open() =>
        new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 81920, FileOptions.Asynchronous);
}
