using Indicators.Browser.Tests;
using Indicators.EndToEnd.Tests;
using Indicators.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(RunningPages))]

// One browser on a small machine: pages that load side by side would wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Indicators.Browser.Tests;

/// <summary>The running suite as a user starts it, and Debian's chromium.</summary>
public sealed class RunningPages : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly SuiteProcess suite = SuiteProcess.Start();
    private IPlaywright? playwright;
    private IBrowser? browser;

    internal Uri Address => suite.Rest;

    internal Ports Ports => suite.Ports;

    /// <summary>Plain requests, for what needs no browser.</summary>
    internal HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public async ValueTask InitializeAsync()
    {
        Http.BaseAddress = Address;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium(),
            Env = new Dictionary<string, string>(
                Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().Select(v => KeyValuePair.Create($"{v.Key}", $"{v.Value}")))
            {
                ["FONTCONFIG_FILE"] = WriteFonts(),
            },
            // Its sandbox refuses root; it opens nothing here but our own pages.
            Args = Environment.UserName == "root" ? ["--no-sandbox", "--disable-dev-shm-usage"] : [],
        });
        await suite.ReadyAsync();
    }

    /// <summary>A page of a new visitor: nothing kept, what goes wrong in it collected.</summary>
    internal async Task<Visit> OpenAsync(
        string address, int width = 1280, int height = 900, bool script = true, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            JavaScriptEnabled = script,
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(20_000);
        var visit = new Visit(context, await context.NewPageAsync());
        await visit.GoAsync(address);
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        await suite.DisposeAsync();
        folder.Dispose();
    }

    // The same two fonts wherever the pictures are made, whatever else is installed.
    private string WriteFonts()
    {
        var file = Path.Combine(folder.Path, "fonts.conf");
        File.WriteAllText(file, $"""
            <?xml version="1.0"?>
            <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
            <fontconfig>
              <dir>/usr/share/fonts/truetype/dejavu</dir>
              <dir>/usr/share/fonts/truetype/wqy</dir>
              <cachedir>{folder.Path}</cachedir>
              <match target="pattern">
                <edit name="family" mode="append_last" binding="same"><string>DejaVu Sans</string><string>WenQuanYi Micro Hei</string></edit>
              </match>
            </fontconfig>
            """);
        return file;
    }

    private static string Chromium() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("There is no `chromium` on the PATH (Debian: apt-get install chromium).");
}
