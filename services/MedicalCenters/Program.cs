using Indicators.MedicalCenters;
using Indicators.ServiceDefaults;
using Indicators.Store;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults<PublishGrpcService>("medical-centers");
builder.Services.AddStore(MedicalCenterRegisters.Options);
builder.Services.AddSingleton<MedicalCenterQueries>().AddSingleton<MedicalCenterGrpcService>();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcService<DataGrpcService>();
app.MapGrpcService<PublishGrpcService>().RequireLoopback();
app.MapGrpcService<MedicalCenterGrpcService>();
app.RunProcess();
