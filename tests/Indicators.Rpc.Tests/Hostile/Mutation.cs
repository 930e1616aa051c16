using System.IO.Compression;
using Google.Protobuf;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests.Hostile;

/// <summary>Makes wrong bytes of right ones, the same ones again from the same seed.</summary>
internal sealed class Mutation(Random random)
{
    private static readonly string[] Paths = [RawRequests.Say, RawRequests.List, RawRequests.Collect, RawRequests.Converse];
    private static readonly string[] Names = ["grpc-encoding", "grpc-timeout", "grpc-accept-encoding", "mark-bin", "te", "x"];
    private static readonly string[] Values = ["gzip", "snappy", "1m", "99999999H", "5n", "AAE=", "A", "identity,gzip", "trailers", ""];

    public bool Chance(double share) => random.NextDouble() < share;

    public string Path() => Paths[random.Next(Paths.Length)];

    /// <summary>The bytes of a message, framed, once or several times, changed in a few places.</summary>
    public byte[] Body()
    {
        var message = new SayRequest { Text = new string('国', random.Next(40)) }.ToByteArray();
        var frame = Chance(0.3) ? RawRequests.Frame(Packed(message), 1) : RawRequests.Frame(message, 0);
        return Change([.. Enumerable.Repeat(frame, random.Next(1, 4)).SelectMany(bytes => bytes)]);
    }

    public (string Name, string Value)[] Headers() =>
        [.. Enumerable.Range(0, random.Next(4)).Select(_ => (Names[random.Next(Names.Length)], Value()))];

    /// <summary>All that a client sends on a connection with one call, changed in a few places.</summary>
    public byte[] Connection()
    {
        byte[] call =
        [
            .. RawConnection.Preface,
            .. RawConnection.Call(1, Path()),
            .. RawConnection.Frame(RawConnection.Data, RawConnection.EndStream, 1, Body()),
        ];
        return Change(call);
    }

    private string Value()
    {
        var value = Values[random.Next(Values.Length)];
        return Chance(0.7) ? value : new string([.. value.Append((char)random.Next(' ', 127)).Select(c => Chance(0.9) ? c : (char)random.Next('!', 127))]).Trim();
    }

    private byte[] Change(byte[] bytes)
    {
        var changed = bytes.ToList();
        for (var i = random.Next(5); i > 0 && changed.Count > 0; i--)
        {
            var at = random.Next(changed.Count);
            switch (random.Next(5))
            {
                case 0:
                    changed[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    changed[at] = (byte)random.Next(256);
                    break;
                case 2:
                    changed.Insert(at, (byte)random.Next(256));
                    break;
                case 3:
                    changed.RemoveRange(at, random.Next(1, changed.Count - at + 1));
                    break;
                default:
                    changed.InsertRange(at, changed.GetRange(0, at));
                    break;
            }
        }

        return [.. changed];
    }

    private static byte[] Packed(byte[] message)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(message);
        }

        return packed.ToArray();
    }
}
