using System.Buffers.Binary;
using System.IO.Compression;

namespace Indicators.Gateway.Tests.Charts;

/// <summary>The pixels of a PNG as librsvg writes it: eight bits a channel, RGB or RGBA, not interlaced. No image library restores.</summary>
internal sealed class PngPixels
{
    private readonly byte[] rows;
    private readonly int channels;

    private PngPixels(int width, int height, int channels, byte[] rows) => (Width, Height, this.channels, this.rows) = (width, height, channels, rows);

    public int Width { get; }

    public int Height { get; }

    public static PngPixels Read(byte[] png)
    {
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        Assert.True(png[24] == 8 && png[25] is 2 or 6 && png[28] == 0, "Another form of PNG.");
        var channels = png[25] == 6 ? 4 : 3;
        using var packed = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                packed.Write(png, at + 8, length);
            }

            at += length + 12;
        }

        packed.Position = 0;
        var lines = new byte[height * ((width * channels) + 1)];
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        unpacked.ReadExactly(lines);
        return new(width, height, channels, Unfilter(lines, height, width * channels, channels));
    }

    /// <summary>Share of the pixels that differ by more than a shade.</summary>
    public double Difference(PngPixels other)
    {
        var different = 0;
        for (var pixel = 0; pixel < Width * Height; pixel++)
        {
            for (var channel = 0; channel < 3; channel++)
            {
                if (Math.Abs(rows[(pixel * channels) + channel] - other.rows[(pixel * other.channels) + channel]) > 64)
                {
                    different++;
                    break;
                }
            }
        }

        return (double)different / (Width * Height);
    }

    private static byte[] Unfilter(byte[] lines, int height, int stride, int channels)
    {
        var rows = new byte[height * stride];
        for (var y = 0; y < height; y++)
        {
            var filter = lines[y * (stride + 1)];
            for (var x = 0; x < stride; x++)
            {
                int left = x >= channels ? rows[(y * stride) + x - channels] : 0, up = y > 0 ? rows[((y - 1) * stride) + x] : 0;
                int corner = x >= channels && y > 0 ? rows[((y - 1) * stride) + x - channels] : 0;
                var guess = filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, _ => Paeth(left, up, corner) };
                rows[(y * stride) + x] = (byte)(lines[(y * (stride + 1)) + 1 + x] + guess);
            }
        }

        return rows;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (a, b, c) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - (2 * corner)));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }
}
