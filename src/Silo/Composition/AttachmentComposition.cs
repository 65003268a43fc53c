using Gongshu.Attachments;
using Gongshu.Grains.Attachments;
using Gongshu.Silo.Startup;

namespace Gongshu.Silo.Composition;

/// <summary>Where uploaded files lie, who scans them, and how long one waits to be named by an application.</summary>
public static class AttachmentComposition
{
    private const int DefaultDays = 30;

    internal static IServiceCollection AddAttachments(this IServiceCollection services, SiloSettings settings, IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var faults = new List<string>();
        var attachments = AttachmentSettings.Read(configuration, settings.Data.Directory, faults);
        var days = reader.Number("Attachments:UnnamedDays", DefaultDays, 1, 3_650);
        faults.AddRange(reader.Faults);
        if (faults.Count > 0) throw new StartupRefusedException(faults);
        services.AddAttachments(attachments);
        services.AddSingleton(new AttachmentPatience(days));
        services.AddSingleton<AttachmentUses>();
        services.AddSingleton<AttachmentNaming>();
        services.AddSingleton<AttachmentSweep>();
        services.AddSingleton<AttachmentRescan>();
        services.AddSingleton<IStartupStep>(new LeftOverUploads(attachments.Directory));
        return services;
    }

    /// <summary>Uploads that a crash cut off: nobody will go on with them.</summary>
    private sealed class LeftOverUploads(string directory) : IStartupStep
    {
        private static readonly TimeSpan CertainlyOver = TimeSpan.FromHours(1);

        public Task RunAsync(CancellationToken cancellationToken)
        {
            var folder = Path.Combine(directory, AttachmentIntake.Incoming);
            if (!Directory.Exists(folder)) return Task.CompletedTask;
            var before = TimeProvider.System.GetUtcNow().UtcDateTime - CertainlyOver;
            foreach (var file in Directory.EnumerateFiles(folder).Where(file => File.GetLastWriteTimeUtc(file) < before)) File.Delete(file);
            return Task.CompletedTask;
        }
    }
}
