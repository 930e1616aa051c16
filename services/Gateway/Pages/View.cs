using Microsoft.AspNetCore.Components;

namespace Indicators.Gateway.Pages;

/// <summary>What every component has. It is public because Razor makes components so; nothing outside uses it.</summary>
public abstract class View : ComponentBase
{
    [CascadingParameter]
    private protected Reader Reader { get; set; } = null!;
}
