using Indicators.CountyHospitals;
using Indicators.ServiceDefaults;
using Indicators.Store;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults<PublishGrpcService>("county-hospitals");
builder.Services.AddStore(CountyHospitalRegisters.Options);
builder.Services.AddSingleton<CountyHospitalQueries>().AddSingleton<CountyHospitalGrpcService>();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcService<DataGrpcService>();
app.MapGrpcService<PublishGrpcService>().RequireLoopback();
app.MapGrpcService<CountyHospitalGrpcService>();
app.RunProcess();
