using Gongshu.Api.Auth;
using Gongshu.Api.Endpoints;
using Gongshu.Api.Exports;
using Gongshu.Api.Hosting;
using Gongshu.Api.Json;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;

namespace Gongshu.Api;

/// <summary>The REST front: what it needs, the order of its pipeline, and its routes.</summary>
internal static class GongshuApi
{
    /// <summary>Needs from elsewhere: <c>IGrainFactory</c> and <c>IPolicyClock</c>.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The settings do not allow a start.</exception>
    public static void AddGongshuApi(this WebApplicationBuilder builder)
    {
        var auth = AuthSettings.Read(builder.Configuration, builder.Environment);
        builder.Services.AddSingleton(auth);
        builder.Services.AddSingleton(BankFormats.Read(builder.Configuration));
        builder.Services.AddTokens(auth, DataDirectory(builder.Configuration, builder.Environment));
        builder.Services.AddRateLimits(RateLimitSettings.Read(builder.Configuration, builder.Environment));
        builder.Services.AddExceptionHandler<FaultEdge>();
        builder.Services.AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        builder.Services.AddContract();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    }

    public static void MapGongshuApi(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseMiddleware<RequestLog>();
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => StatusProblems.WriteAsync(context.HttpContext));
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();

        var api = app.MapGroup("/api/v1").RequireAuthorization();
        api.MapWorkers();
        api.MapEnterprises();
        api.MapTrainingPlans();
        api.MapMasterStudios();
        api.MapCompetitions();
        api.MapCalendar();
        api.MapApplications();
        api.MapAttachments();
        api.MapQueue();
        api.MapAudit();
        api.MapWindows();
        api.MapBatches();
        api.MapClawbacks();
        api.MapReports();
        api.MapHonours();
        api.MapTransparency();
        api.MapPolicies();
        api.MapFeed();
        api.MapWebhooks();
        app.MapProblemPages();
        if (app.Services.GetRequiredService<AuthSettings>().Development) app.MapDevelopment();
        app.MapContract();
    }

    /// <summary>As the silo reads it.</summary>
    internal static string DataDirectory(IConfiguration configuration, IHostEnvironment environment)
    {
        var configured = configuration["Data:Directory"];
        return Path.GetFullPath(string.IsNullOrWhiteSpace(configured) ? "data" : configured.Trim(), environment.ContentRootPath);
    }
}
