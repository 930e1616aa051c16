using Indicators.Gateway;
using Indicators.Gateway.Endpoints;
using Indicators.Gateway.Calls;
using Indicators.Gateway.Requests;
using Indicators.ServiceDefaults;

var builder = WebApplication.CreateSlimBuilder(args);
var settings = builder.AddGatewayDefaults();
builder.Logging.AddGatewayLevels();
builder.Services.AddSuite(settings);
builder.Services.AddHttpForwarder();

var app = builder.Build();
app.UseMiddleware<RestFront>();
app.UseRouting();
app.MapServiceDefaults();
app.MapGrpcService<SuiteDataService>().RequireListener(Listener.Grpc);
app.MapDomainServices();
app.MapRest(routes =>
{
    routes.MapCatalog();
    routes.MapObservations();
    routes.MapMedicalCenters();
    routes.MapCountyHospitals();
    routes.MapKeySpecialties();
    routes.MapFiscalProjects();
    routes.MapReforms();
    routes.MapHealthResources();
});
app.RunProcess();
