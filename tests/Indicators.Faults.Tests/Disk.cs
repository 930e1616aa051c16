using System.Diagnostics;

namespace Indicators.Faults.Tests;

/// <summary>A small disk of its own for the data of one service, which a test can fill: memory that is mounted.</summary>
internal sealed class Disk : IDisposable
{
    private readonly string filler;

    public Disk(string path)
    {
        Path = Directory.CreateDirectory(path).FullName;
        filler = System.IO.Path.Combine(Path, "filler");
        using var mount = Process.Start("mount", ["-t", "tmpfs", "-o", "size=96m", "tmpfs", Path]);
        mount.WaitForExit();
        IsMounted = mount.ExitCode == 0;
    }

    public string Path { get; }

    /// <summary>Whether this machine allowed it.</summary>
    public bool IsMounted { get; }

    /// <summary>Writes until nothing more fits.</summary>
    public void Fill()
    {
        using var file = new FileStream(filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[64 * 1024];
        for (var size = block.Length; size > 0;)
        {
            try
            {
                file.Write(block, 0, size);
            }
            catch (IOException)
            {
                size /= 2;
            }
        }
    }

    public void Free() => File.Delete(filler);

    public void Dispose()
    {
        if (IsMounted)
        {
            using var unmount = Process.Start("umount", ["-l", Path]);
            unmount.WaitForExit();
        }
    }
}
