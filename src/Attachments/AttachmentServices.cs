using Gongshu.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace Gongshu.Attachments;

public static class AttachmentServices
{
    /// <summary>Registers <see cref="AttachmentIntake"/>, the store and the scanner; the <see cref="Sealer"/> comes from the container.</summary>
    public static IServiceCollection AddAttachments(this IServiceCollection services, AttachmentSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.AddSingleton(settings);
        services.AddSingleton(_ => StoreOf(settings));
        services.AddSingleton(_ => ScannerOf(settings.Scanner));
        services.AddSingleton<AttachmentIntake>();
        services.AddSingleton<IAttachmentScans, LaterScans>();
        services.AddSingleton(new UploadSlots(settings.UploadsAtOnce));
        return services;
    }

    internal static IAttachmentStore StoreOf(AttachmentSettings settings) => settings.Store == StoreKind.S3 ? new S3Store(settings.S3!) : new FolderStore(settings.Directory);

    internal static IAttachmentScanner ScannerOf(ScannerSettings settings) => settings.Clamd is { } address ? new ClamdScanner(address, settings.Timeout) : new NoScanner();
}
