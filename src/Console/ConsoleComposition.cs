using System.Text.Encodings.Web;
using System.Text.Unicode;
using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Drafts;
using Gongshu.StaffConsole.Hosting;
using Gongshu.StaffConsole.SignIn;
using Gongshu.StaffConsole.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gongshu.StaffConsole;

/// <summary>
/// The staff's pages, for the program that hosts them. They know the public REST contract alone: what is shown and done goes over HTTP with the
/// token of who signed in.
/// </summary>
public static class ConsoleComposition
{
    /// <param name="dataDirectory">Where the program keeps its data; the keys of the cookies lie there unless <c>Console:KeysDirectory</c> says otherwise.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The settings <c>Console:*</c> do not allow a start; it names every fault.</exception>
    public static void AddConsole(this WebApplicationBuilder builder, string dataDirectory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = ConsoleSettings.Read(builder.Configuration, builder.Environment, dataDirectory);
        builder.Services.AddSingleton(settings);
        if (!settings.Enabled) return;

        // A program that was built but not published finds the files of the pages where they were built.
        builder.WebHost.UseStaticWebAssets();
        // The trainees of a plan who are taken off its list are the longest list that a form sends.
        builder.Services.AddRazorComponents(options => options.MaxFormMappingCollectionSize = 1_000);
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddConsoleCookies(settings);
        builder.Services.AddSignIn(settings);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<DraftStore>();
        builder.Services.AddHostedService<DraftSweep>();
        builder.Services.AddScoped<Speech>();
        builder.Services.AddSingleton<ApiAddress>();
        builder.Services.AddHttpClient<GongshuApi>().ConfigurePrimaryHttpMessageHandler(GongshuApi.Handler).RemoveAllLoggers();
    }

    /// <summary>Takes every path that is not under one of <paramref name="others"/> into a pipeline of its own; to be called before those of the others.</summary>
    /// <param name="others">Beginnings of the paths that are not the console's, such as <c>/api</c>.</param>
    public static void MapConsole(this WebApplication app, params string[] others)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (!app.Services.GetRequiredService<ConsoleSettings>().Enabled) return;

        app.MapWhen(http => !Array.Exists(others, other => http.Request.Path.StartsWithSegments(other, StringComparison.OrdinalIgnoreCase)), ConsolePipeline.Use);
    }
}
