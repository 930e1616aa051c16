using System.Globalization;
using Indicators.Testing;
using Microsoft.Playwright;

namespace Indicators.Browser.Tests;

/// <summary>Approved pictures, and how far another is from one; the browser itself decodes and compares them.</summary>
internal static class Pictures
{
    // Both drawn at a quarter of their size: what is left of a hair's breadth of text is nothing, a line or a bar that moved is much.
    private const string Compare = """
        async ([a, b]) => {
          const load = async data => {
            const image = new Image();
            image.src = 'data:image/png;base64,' + data;
            await image.decode();
            return image;
          };
          const [first, second] = [await load(a), await load(b)];
          if (first.width !== second.width || first.height !== second.height) { return `size ${first.width} x ${first.height}, approved ${second.width} x ${second.height}`; }
          const [width, height] = [Math.ceil(first.width / 4), Math.ceil(first.height / 4)];
          const pixels = image => {
            const canvas = new OffscreenCanvas(width, height).getContext('2d');
            canvas.drawImage(image, 0, 0, width, height);
            return canvas.getImageData(0, 0, width, height).data;
          };
          const [p, q] = [pixels(first), pixels(second)];
          let different = 0;
          for (let i = 0; i < p.length; i += 4) {
            if (Math.max(Math.abs(p[i] - q[i]), Math.abs(p[i + 1] - q[i + 1]), Math.abs(p[i + 2] - q[i + 2])) > 40) { different++; }
          }
          return String(different / (p.length / 4));
        }
        """;

    private const double Tolerance = 0.005;

    private static readonly string Folder = Tree.Path("tests/Indicators.Browser.Tests/Approved");

    /// <summary>
    /// Holds a picture against the approved one of that name. With APPROVE_PICTURES=1 it becomes the approved one, to be looked at before it is committed.
    /// </summary>
    public static async Task CheckAsync(RunningPages pages, string name, byte[] picture)
    {
        var approved = Path.Combine(Folder, name + ".png");
        if (Environment.GetEnvironmentVariable("APPROVE_PICTURES") == "1")
        {
            Directory.CreateDirectory(Folder);
            await File.WriteAllBytesAsync(approved, picture);
            return;
        }

        await using var visit = await pages.OpenAsync("about:blank");
        var told = await visit.Page.EvaluateAsync<string>(
            Compare, new[] { Convert.ToBase64String(picture), Convert.ToBase64String(await File.ReadAllBytesAsync(approved)) });
        if (!double.TryParse(told, CultureInfo.InvariantCulture, out var different) || different > Tolerance)
        {
            var other = Path.Combine(Path.GetTempPath(), $"indicators-{name}.png");
            await File.WriteAllBytesAsync(other, picture);
            Assert.Fail($"{name}: {told} of the picture differs, at most {Tolerance} may; it is {other}. If it is better than the approved one: APPROVE_PICTURES=1 make browser ARGS=Picture");
        }
    }
}
