using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Grpc.Net.Client.Balancer;

/// <summary>Values by key.</summary>
public sealed class BalancerAttributes : IReadOnlyDictionary<string, object?>
{
    private readonly Dictionary<string, object?> values = [];

    int IReadOnlyCollection<KeyValuePair<string, object?>>.Count => values.Count;

    object? IReadOnlyDictionary<string, object?>.this[string key] => values[key];

    IEnumerable<string> IReadOnlyDictionary<string, object?>.Keys => values.Keys;

    IEnumerable<object?> IReadOnlyDictionary<string, object?>.Values => values.Values;

    /// <summary>The value of a key.</summary>
    public bool TryGetValue<TValue>(BalancerAttributesKey<TValue> key, [MaybeNullWhen(false)] out TValue value)
    {
        var found = values.TryGetValue(key.Key, out var held);
        value = found ? (TValue)held! : default;
        return found;
    }

    /// <summary>Sets the value of a key.</summary>
    public void Set<TValue>(BalancerAttributesKey<TValue> key, TValue value) => values[key.Key] = value;

    /// <summary>Removes the value of a key.</summary>
    public bool Remove<TValue>(BalancerAttributesKey<TValue> key) => values.Remove(key.Key);

    bool IReadOnlyDictionary<string, object?>.ContainsKey(string key) => values.ContainsKey(key);

    bool IReadOnlyDictionary<string, object?>.TryGetValue(string key, out object? value) => values.TryGetValue(key, out value);

    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => values.GetEnumerator();
}

/// <summary>A key whose values are of one type.</summary>
public readonly struct BalancerAttributesKey<TValue>(string key)
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;
}
