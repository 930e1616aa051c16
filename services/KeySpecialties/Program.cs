using Indicators.KeySpecialties;
using Indicators.ServiceDefaults;
using Indicators.Store;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults<PublishGrpcService>("key-specialties");
builder.Services.AddStore(KeySpecialtyRegisters.Options);
builder.Services.AddSingleton<KeySpecialtyQueries>().AddSingleton<KeySpecialtyGrpcService>();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcService<DataGrpcService>();
app.MapGrpcService<PublishGrpcService>().RequireLoopback();
app.MapGrpcService<KeySpecialtyGrpcService>();
app.RunProcess();
