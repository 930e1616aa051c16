using Indicators.Reforms;
using Indicators.ServiceDefaults;
using Indicators.Store;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults<PublishGrpcService>("reforms");
builder.Services.AddStore(ReformRegisters.Options);
builder.Services.AddSingleton<ReformQueries>().AddSingleton<ReformGrpcService>();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcService<DataGrpcService>();
app.MapGrpcService<PublishGrpcService>().RequireLoopback();
app.MapGrpcService<ReformGrpcService>();
app.RunProcess();
