using Indicators.Gateway;
using Indicators.Gateway.Calls;
using Indicators.Gateway.Endpoints;
using Indicators.Gateway.OpenApi;
using Indicators.Gateway.Pages;
using Indicators.Gateway.Requests;
using Indicators.ServiceDefaults;

var builder = WebApplication.CreateSlimBuilder(args);
var settings = builder.AddGatewayDefaults();
builder.Services.AddSuite(settings);

var app = builder.Build();
app.UseEncodings();
app.UseMiddleware<RestFront>();
app.UseOpenApiDocument();
app.UseRouting();
app.RefuseUnknownServices();
app.UseCors();
app.MapServiceDefaults();
app.MapCalls();
app.MapRest(routes =>
{
    routes.MapCatalog();
    routes.MapAvailability();
    routes.MapDownloads();
    routes.MapObservations();
    routes.MapVintages();
    routes.MapTargets();
    routes.MapVerify();
    routes.MapCitations();
    routes.MapMedicalCenters();
    routes.MapCountyHospitals();
    routes.MapKeySpecialties();
    routes.MapFiscalProjects();
    routes.MapReforms();
    routes.MapHealthResources();
    routes.MapConfig();
    routes.MapContracts();
    routes.MapCharts();
    routes.MapMetrics();
    routes.MapAbout();
    routes.MapPages();
});
app.RunProcess();
