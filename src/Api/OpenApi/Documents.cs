using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Gongshu.Api.OpenApi;

/// <summary>What stands once in the document: title, security scheme, no address of the machine that made it.</summary>
internal static class Documents
{
    public const string Scheme = "bearer";

    public static Task Transform(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Gongshu",
            Version = "v1",
            Description = "Case management for skilled-worker subsidies: applications, review, payment batches. Errors are RFC 9457 problems; money is in yuan.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "Claims: sub, name, roles (portal, handler, approver, leader, finance, auditor, admin), org (a portal's USCC, or *).",
        };
        return Task.CompletedTask;
    }
}
