using Gongshu.Silo;
using Gongshu.Silo.Composition;

return await GongshuSilo.RunGongshuAsync(() =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddGongshuSilo();

    // Health endpoints only. Unless a url is configured, any free port of this machine: silos live side by side.
    if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
    {
        builder.WebHost.UseUrls("http://127.0.0.1:0");
    }

    var app = builder.Build();
    app.MapHealth();
    return app;
});
