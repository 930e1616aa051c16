using Indicators.ServiceDefaults;
using Microsoft.OpenApi;

namespace Indicators.Gateway.OpenApi;

/// <summary>The document at /openapi/v1.json and its reader at /docs.</summary>
internal static class OpenApiRegistration
{
    private const string Description =
        "Figures of China's health-system policy documents, each with its definition, its source document and its history. "
        + "Texts stand in Chinese and English side by side; every figure names who stated it. See /v1/about for licence, corrections and "
        + "deprecation.";

    public static void AddOpenApiDocument(this IServiceCollection services) => services.AddEndpointsApiExplorer().AddSwaggerGen(options =>
    {
        options.SwaggerDoc("v1", new OpenApiInfo
        {
            Title = "Indicators",
            Version = "v1",
            Description = Description,
            License = new OpenApiLicense
            {
                Name = "CC BY 4.0 (the compilation; facts are free)",
                Url = new Uri("https://creativecommons.org/licenses/by/4.0/"),
            },
        });
        options.DocumentFilter<SuiteDocument>();
    });

    public static void UseOpenApiDocument(this WebApplication app)
    {
        app.UseWhen(
            context => context.GetListener() == Listener.Rest
                && (context.Request.Path.StartsWithSegments("/openapi") || context.Request.Path.StartsWithSegments("/docs")),
            rest => rest
                .Use(RefuseOtherMethods)
                .UseSwagger(options => options.RouteTemplate = "openapi/{documentName}.json")
                .UseSwaggerUI(options =>
                {
                    options.RoutePrefix = "docs";
                    options.DocumentTitle = "Indicators";
                    options.SwaggerEndpoint("/openapi/v1.json", "Indicators v1");
                }));
    }

    // The document and its reader let every method but GET pass, and it would end as an unknown address.
    private static Task RefuseOtherMethods(HttpContext http, RequestDelegate next)
    {
        var isHere = http.Request.Path == "/openapi/v1.json" || http.Request.Path.StartsWithSegments("/docs");
        if (isHere && HttpMethods.IsHead(http.Request.Method))
        {
            // They know GET alone; the server still sends no body.
            http.Request.Method = HttpMethods.Get;
        }

        if (!isHere || HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method))
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        http.Response.Headers.Allow = $"{HttpMethods.Get}, {HttpMethods.Head}";
        return Task.CompletedTask;
    }
}
