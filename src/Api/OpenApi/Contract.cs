using Microsoft.AspNetCore.OpenApi;

namespace Gongshu.Api.OpenApi;

/// <summary>The document at <c>/openapi/v1.json</c>, generated from the routes, and its page at <c>/swagger</c>.</summary>
internal static class Contract
{
    private const string Document = "v1";

    public static void AddContract(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddOpenApi(Document, options =>
        {
            options.AddSchemaTransformer(Schemas.Transform);
            options.AddOperationTransformer(Operations.Transform);
            options.AddDocumentTransformer(Documents.Transform);
        });
    }

    public static void MapContract(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "swagger";
            page.DocumentTitle = "Gongshu";
            page.SwaggerEndpoint($"/openapi/{Document}.json", "Gongshu");
        });
    }
}
