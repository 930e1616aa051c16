using Indicators.FiscalProjects;
using Indicators.ServiceDefaults;
using Indicators.Store;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults<PublishGrpcService>("fiscal-projects");
builder.Services.AddStore(FiscalProjectRegisters.Options);
builder.Services.AddSingleton<FiscalProjectQueries>().AddSingleton<FiscalProjectGrpcService>();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcService<DataGrpcService>();
app.MapGrpcService<PublishGrpcService>().RequireLoopback();
app.MapGrpcService<FiscalProjectGrpcService>();
app.RunProcess();
