using System.Buffers.Binary;
using System.Numerics;

namespace Indicators.Store.Figures;

/// <summary>Writes the fields of a protobuf message into a buffer that is large enough for all; fields of the value that nobody sends are left out.</summary>
internal ref struct MessageWriter(Span<byte> buffer)
{
    private const int VarintType = 0;
    private const int Fixed64Type = 1;
    private const int LengthType = 2;

    private readonly Span<byte> buffer = buffer;
    private int written;

    public readonly ReadOnlySpan<byte> Written => buffer[..written];

    /// <summary>Bytes of a text field of a number below 16; 0 where the text is empty.</summary>
    public static int SizeOf(int length) => length == 0 ? 0 : 1 + SizeOfVarint(length) + length;

    /// <summary>Bytes of a number field of a number below 16; 0 where the number is 0.</summary>
    public static int SizeOfNumber(int number) => number == 0 ? 0 : 1 + SizeOfVarint(number);

    /// <summary>Fields that are encoded already.</summary>
    public void Raw(ReadOnlySpan<byte> fields)
    {
        fields.CopyTo(buffer[written..]);
        written += fields.Length;
    }

    /// <summary>The start of a message inside this one; its fields follow and have exactly this length.</summary>
    public void Open(int field, int length)
    {
        Varint((field << 3) | LengthType);
        Varint(length);
    }

    public void Text(int field, ReadOnlySpan<byte> text)
    {
        if (text.Length > 0)
        {
            Open(field, text.Length);
            Raw(text);
        }
    }

    /// <summary>A number, a flag or a word of a list; never negative.</summary>
    public void Number(int field, int number)
    {
        if (number != 0)
        {
            Varint((field << 3) | VarintType);
            Varint(number);
        }
    }

    public void Double(int field, double number)
    {
        if (number != 0)
        {
            Varint((field << 3) | Fixed64Type);
            BinaryPrimitives.WriteDoubleLittleEndian(buffer[written..], number);
            written += sizeof(double);
        }
    }

    private static int SizeOfVarint(int number) => (BitOperations.Log2((uint)number) / 7) + 1;

    private void Varint(int number)
    {
        var rest = (uint)number;
        while (rest >= 0x80)
        {
            buffer[written++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        buffer[written++] = (byte)rest;
    }
}
