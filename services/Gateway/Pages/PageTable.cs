using Indicators.Gateway.Pages.Home;
using Indicators.Gateway.Pages.OneFigure;
using Indicators.Gateway.Pages.OneIndicator;
using Indicators.Gateway.Pages.Registers;
using Indicators.Gateway.Pages.Search;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Pages;

/// <summary>Every page, one line each.</summary>
internal static class PageTable
{
    public static void MapPages(this Routes routes)
    {
        routes.MapAssets();
        routes.Page<HomeView, HomeModel>("/", [], HomeModel.ReadAsync);
        routes.Page<SearchView, SearchModel>("/search", SearchModel.Parameters, SearchModel.ReadAsync);
        routes.Page<IndicatorView, IndicatorModel>("/indicators/{id}", IndicatorModel.Parameters, IndicatorModel.ReadAsync);
        routes.Page<FigureView, FigureModel>("/figures", FigureModel.Parameters, FigureModel.ReadAsync);
        routes.MapRegisters();
    }
}
