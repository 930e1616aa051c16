using System.Collections.Frozen;
using System.Text.Json;
using Google.Protobuf;
using Indicators.Contracts;
using Indicators.Types.V1;
using static Indicators.Gateway.Formats.Json;

namespace Indicators.Gateway;

/// <summary>An indicator with what every row of it repeats, encoded once.</summary>
internal sealed class IndicatorEntry(Indicator indicator, int service)
{
    public Indicator Indicator { get; } = indicator;

    public int Service { get; } = service;

    public JsonEncodedText Code { get; } = Encode(indicator.Code);

    public EncodedText Name { get; } = new(indicator.Name);

    /// <summary>The indicator as gRPC sends it.</summary>
    public ByteString Encoded => field ??= Indicator.ToByteString();

    public string ServiceText { get; } = ServiceOrder.Names[service];

    public JsonEncodedText ServiceName { get; } = Encode(ServiceOrder.Names[service]);
}

/// <summary>A release with what every row that names it repeats, encoded once.</summary>
internal sealed class ReleaseEntry(Release release)
{
    public Release Release { get; } = release;

    public JsonEncodedText Id { get; } = Encode(release.Id);

    public EncodedText Title { get; } = new(release.Title);

    public EncodedText Issuer { get; } = new(release.Issuer);

    public JsonEncodedText DocumentNumber { get; } = Encode(release.DocumentNumber);

    public JsonEncodedText PublishedBy { get; } = Encode(release.PublishedBy);

    public JsonEncodedText Url { get; } = Encode(release.Url);

    /// <summary>The release as gRPC sends it.</summary>
    public ByteString Encoded => field ??= Release.ToByteString();
}

/// <summary>The declared codes of areas, units and dimensions with their names, encoded once.</summary>
internal static class EncodedCodes
{
    public static readonly FrozenDictionary<string, EncodedText> Areas =
        CodeLists.Areas.ToFrozenDictionary(a => a.Key, a => new EncodedText(a.Value.Name), StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, EncodedText> Units =
        CodeLists.Units.ToFrozenDictionary(u => u.Key, u => new EncodedText(u.Value.Name), StringComparer.Ordinal);
}

/// <summary>A text in both languages, encoded once.</summary>
internal sealed class EncodedText(LocalizedText? text)
{
    public static readonly EncodedText Empty = new(null);

    public JsonEncodedText Zh { get; } = Encode(text?.Zh ?? "");

    public JsonEncodedText En { get; } = Encode(text?.En ?? "");
}
