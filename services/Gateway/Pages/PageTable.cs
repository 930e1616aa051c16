using Indicators.Gateway.Pages.Home;
using Indicators.Gateway.Pages.Registers;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Pages;

/// <summary>Every page, one line each.</summary>
internal static class PageTable
{
    public static void MapPages(this Routes routes)
    {
        routes.MapAssets();
        routes.Page<HomeView, HomeModel>("/", [], HomeModel.ReadAsync);
        routes.MapRegisters();
    }
}
