using System.Collections.Frozen;
using System.Security.Cryptography;
using Indicators.Gateway.Requests;
using Indicators.ServiceDefaults;

namespace Indicators.Gateway.Pages;

/// <summary>Style, script and icon: compiled in, each at an address with the hash of its bytes, so that a browser asks once.</summary>
internal static class PageAssets
{
    private const string Prefix = "assets/";

    // Read when the first page is made and not when the process starts.
    private static readonly Lazy<FrozenDictionary<string, Asset>> All = new(Load);

    public static string Style => Address("site.css");

    public static string Script => Address("site.js");

    public static string Icon => Address("icon.svg");

    /// <summary>Puts the assets at their addresses.</summary>
    public static void MapAssets(this Routes routes) => routes.Endpoints
        .MapMethods("/assets/{name}", [HttpMethods.Get, HttpMethods.Head], SendAsync).RequireListener(Listener.Rest).WithMetadata(PageMark.Instance);

    /// <summary>Address of an asset of this name.</summary>
    public static string Address(string name) => All.Value.Values.First(a => a.Name == name).Path;

    private static async Task SendAsync(HttpContext http)
    {
        if (!All.Value.TryGetValue((string?)http.Request.RouteValues["name"] ?? "", out var asset))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = http.Response.Headers;
        headers.ContentType = asset.Type;
        headers.ContentLength = asset.Bytes.Length;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(asset.Bytes);
        }
    }

    private static FrozenDictionary<string, Asset> Load() => typeof(PageAssets).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(Read)
        .ToFrozenDictionary(a => a.Path[(Prefix.Length + 1)..], StringComparer.Ordinal);

    private static Asset Read(string resource)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var name = resource[Prefix.Length..];
        var (stem, end) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        var type = end switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            _ => "image/svg+xml",
        };
        return new Asset(name, $"/{Prefix}{stem}.{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6))}{end}", type, bytes);
    }

    private sealed record Asset(string Name, string Path, string Type, byte[] Bytes);
}
