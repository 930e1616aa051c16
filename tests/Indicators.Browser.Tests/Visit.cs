using Microsoft.Playwright;

namespace Indicators.Browser.Tests;

/// <summary>One visitor's page, with what the browser complained of and where it sent requests.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;

    public Visit(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, said) =>
        {
            // A status of 4xx is told as an error too, and is what some tests are after.
            if (said.Type is "error" or "warning" && !said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                Complaints.Add(said.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Dialog += async (_, dialog) =>
        {
            Complaints.Add($"A dialog opened: {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.Request += (_, request) => Requested.Add(request.Url);
        page.Response += (_, response) => Statuses.Add((response.Url, response.Status));
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, a broken content security policy among them, failures of scripts, dialogs.</summary>
    public List<string> Complaints { get; } = [];

    public List<string> Requested { get; } = [];

    public List<(string Url, int Status)> Statuses { get; } = [];

    /// <summary>Status of the page itself; 0 of an empty one.</summary>
    public int Status { get; private set; }

    public async Task GoAsync(string address) =>
        Status = (await Page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle }))?.Status ?? 0;

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
