using Indicators.HealthResources;
using Indicators.ServiceDefaults;
using Indicators.Store;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults<PublishGrpcService>("health-resources");
builder.Services.AddStore(HealthResourceRegisters.Options);
builder.Services.AddSingleton<HealthResourceQueries>().AddSingleton<HealthResourceGrpcService>();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcService<DataGrpcService>();
app.MapGrpcService<PublishGrpcService>().RequireLoopback();
app.MapGrpcService<HealthResourceGrpcService>();
app.RunProcess();
