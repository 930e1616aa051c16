using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Indicators.Gateway.Formats;
using Microsoft.AspNetCore.Http.Features;

namespace Indicators.Gateway.Requests;

/// <summary>The body of a request as one JSON object.</summary>
internal static class JsonBody
{
    /// <summary>Most bytes of a body.</summary>
    public const int Largest = 64 * 1024;

    private const int MostLetPass = 32 * 1024 * 1024;

    /// <summary>Most levels of objects and arrays in each other.</summary>
    public const int Deepest = 16;

    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = Deepest };

    /// <exception cref="RequestRefusedException">It is no JSON object.</exception>
    /// <exception cref="BodyRefusedException">It is too large, or no JSON by its header.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpContext http, RequestFaults faults)
    {
        if (!http.Request.HasJsonContentType())
        {
            throw new BodyRefusedException(StatusCodes.Status415UnsupportedMediaType, 0);
        }

        // The server closes a connection on which more comes than it takes, and the sender of a body of a few megabytes would never read
        // why.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostLetPass;
        }

        var bytes = http.Request.ContentLength > Largest ? null : await ReadAsync(http.Request.Body, http.RequestAborted);
        if (bytes is null || bytes.Length > Largest)
        {
            throw new BodyRefusedException(StatusCodes.Status413PayloadTooLarge, Largest);
        }

        try
        {
            var document = JsonDocument.Parse(bytes, Depth);
            if (!Utf8.IsValid(bytes) || !IsText(document.RootElement))
            {
                document.Dispose();
                faults.Add(
                    "not_utf8", "body", System.Text.Encoding.UTF8.GetString(bytes), "请求正文须为UTF-8文本。", "The body must be text in UTF-8.",
                    "UTF-8");
                throw new RequestRefusedException(faults.All);
            }

            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            faults.Add(
                "not_an_object", "body", System.Text.Encoding.UTF8.GetString(bytes), "请求正文须是一个JSON对象。", "The body must be one JSON object.",
                "{}");
        }
        catch (JsonException bad)
        {
            if (IsTooDeep(bytes))
            {
                faults.Add(
                    "too_deep", "body", System.Text.Encoding.UTF8.GetString(bytes), $"请求正文嵌套超过{Deepest}层。",
                    $"The body is nested deeper than {Deepest} levels.", "{}");
                throw new RequestRefusedException(faults.All);
            }

            var place = $"{bad.LineNumber + 1}:{bad.BytePositionInLine + 1}";
            faults.Add(
                "not_json", "body", System.Text.Encoding.UTF8.GetString(bytes), $"请求正文不是JSON（行:列 {place}）。",
                $"The body is no JSON at line:column {place}.", "{}");
        }

        throw new RequestRefusedException(faults.All);
    }

    private static bool IsTooDeep(byte[] bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Largest });
            while (reader.Read())
            {
                if (reader.CurrentDepth >= Deepest)
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            // It is no JSON before it is too deep.
        }

        return false;
    }

    // A reader of JSON looks into texts only when they are asked for, and then throws for half of a surrogate pair.
    private static bool IsText(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().All(member => member.Name is not null && IsText(member.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(IsText),
                JsonValueKind.String => element.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellation)
    {
        // One byte more than is taken is enough to know that it is too much.
        var bytes = new byte[Largest + 1];
        var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return bytes[..read];
    }
}

/// <summary>The body was refused before it was read as JSON.</summary>
internal sealed class BodyRefusedException(int status, int most) : Exception
{
    public int Status { get; } = status;

    public int Most { get; } = most;
}

/// <summary>Reads the value of one member of a body.</summary>
internal readonly struct Member(string name, RequestFaults faults)
{
    public string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : Wrong(value, "文本", "a text", "\"3A\"", "");

    public bool Flag(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : Wrong(value, "true或false", "true or false", Inside(value) is "false" or "0" ? "false" : "true", false);

    public double Number(JsonElement value, double most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= 0 && number <= most
            ? number
            : Wrong(value, $"0至{most}的数", $"a number from 0 to {most}", NearestTo(value, most, 10), 0d);

    public long Whole(JsonElement value, long most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 && number <= most
            ? number
            : Wrong(value, $"0至{most}的整数", $"a whole number from 0 to {most}", NearestTo(value, most, 0), 0L);

    public IEnumerable<string> Texts(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array
            || value.GetArrayLength() > 100
            || value.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.String))
        {
            return Wrong<IEnumerable<string>>(
                value, "文本的数组", "an array of texts",
                value.ValueKind == JsonValueKind.String ? $"[{Contracts.Errors.Short(value.GetRawText())}]" : "[\"A+\"]", []);
        }

        return value.EnumerateArray().Select(v => v.GetString()!).ToList();
    }

    public T Choice<T>(JsonElement value, EnumTexts<T> texts)
        where T : struct, Enum
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        var choices = string.Join(", ", texts.Choices);
        var nearest = Contracts.Nearest.To(text, texts.Choices);
        return Array.IndexOf(texts.Choices, text) >= 0
            ? texts.Of(text)
            : Wrong(value, $"{choices}之一", $"one of {choices}", nearest.Length > 0 ? nearest : texts.Choices[0], default(T));
    }

    // A number in quotes or with its unit was meant as that number.
    private static string NearestTo(JsonElement value, double most, int digits) =>
        double.TryParse(Inside(value).TrimEnd('%', ' '), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && !double.IsNaN(number)
            ? Math.Clamp(Math.Round(number, digits), 0, most).ToString(CultureInfo.InvariantCulture)
            : "0";

    private static string Inside(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private T Wrong<T>(JsonElement value, string zh, string en, string hint, T otherwise)
    {
        faults.Add("invalid_value", name, value.GetRawText(), $"“{name}”须是{zh}。", $"`{name}` must be {en}.", hint);
        return otherwise;
    }
}
