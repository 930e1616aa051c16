using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>One key with its value.</summary>
    public class Entry
    {
        private readonly string? text;
        private readonly byte[]? bytes;

        /// <summary>An entry of bytes; the key must end in <see cref="BinaryHeaderSuffix"/>.</summary>
        public Entry(string key, byte[] valueBytes)
        {
            Key = Normalize(key);
            ArgumentNullException.ThrowIfNull(valueBytes);
            if (!IsBinary)
            {
                throw new ArgumentException($"Key '{Key}' holds bytes, so it must end in '{BinaryHeaderSuffix}'.", nameof(key));
            }

            bytes = (byte[])valueBytes.Clone();
        }

        /// <summary>An entry of text; the key must not end in <see cref="BinaryHeaderSuffix"/>.</summary>
        public Entry(string key, string value)
        {
            Key = Normalize(key);
            ArgumentNullException.ThrowIfNull(value);
            if (IsBinary)
            {
                throw new ArgumentException($"Key '{Key}' holds text, so it must not end in '{BinaryHeaderSuffix}'.", nameof(key));
            }

            text = value;
        }

        /// <summary>The key in lower case.</summary>
        public string Key { get; }

        /// <summary>The value as text.</summary>
        public string Value => text ?? Encoding.ASCII.GetString(bytes!);

        /// <summary>The value as bytes, a copy.</summary>
        public byte[] ValueBytes => bytes is null ? Encoding.ASCII.GetBytes(text!) : (byte[])bytes.Clone();

        /// <summary>Whether the key ends in <see cref="BinaryHeaderSuffix"/>.</summary>
        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <inheritdoc/>
        public override string ToString() =>
            bytes is null ? $"[Entry: key={Key}, value={text}]" : $"[Entry: key={Key}, valueBytes={Convert.ToBase64String(bytes)}]";

        private static string Normalize(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            var lower = key.ToLowerInvariant();
            return lower.Length > 0 && !lower.AsSpan().ContainsAnyExcept(KeyCharacters)
                ? lower
                : throw new ArgumentException($"Key '{key}' may hold letters, digits, '-', '_' and '.' only.", nameof(key));
        }
    }
}
