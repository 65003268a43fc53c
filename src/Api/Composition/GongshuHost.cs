using Gongshu.Api.Demo;
using Gongshu.Silo;
using Gongshu.Silo.Composition;
using Gongshu.StaffConsole;

namespace Gongshu.Api.Composition;

/// <summary>The program: the REST front with a silo in the same process.</summary>
internal static class GongshuHost
{
    /// <summary>Inside the window of 2018 Q1, on a working day.</summary>
    private const string DemoStart = "2018-03-05T09:00:00+08:00";

    /// <summary>What stands at the root and is not a page; everything else is the console's.</summary>
    private static readonly string[] NoPages = ["/api", "/dev", "/health", "/metrics", "/openapi", "/swagger", "/problems"];

    public static WebApplication Build(string[] settings, bool demo)
    {
        var builder = WebApplication.CreateBuilder(settings);
        if (demo)
        {
            if (string.IsNullOrEmpty(builder.Configuration["Clock:StartAt"])) builder.Configuration["Clock:StartAt"] = DemoStart;
            builder.Services.AddSingleton<IDemoData, DemoQuarter>();
            builder.Services.AddSingleton<DemoFilling>();
            builder.Services.AddHostedService(services => services.GetRequiredService<DemoFilling>());
            builder.Services.AddHealthChecks().AddCheck<DemoFilling>("demo", tags: [Health.Ready]);
        }

        // The front first: a start without a way to sign in is refused before anything is opened.
        var data = GongshuApi.DataDirectory(builder.Configuration, builder.Environment);
        builder.AddGongshuApi();
        builder.AddConsole(data);
        builder.AddGongshuSilo();
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<Welcome>(services, data));

        var app = builder.Build();
        app.MapConsole(NoPages);
        app.MapGongshuApi();
        app.MapHealth();
        return app;
    }

    /// <summary>Of the same settings, but nothing is served.</summary>
    public static WebApplication BuildForMigration(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.Configuration["Database:Migrate"] = "true";
        builder.AddGongshuSilo();
        return builder.Build();
    }
}
