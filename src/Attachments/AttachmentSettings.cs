using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace Gongshu.Attachments;

/// <summary>Where the contents lie.</summary>
public enum StoreKind { Folder = 1, S3 = 2 }

/// <summary><c>Attachments:S3:*</c>: any server of that protocol; path-style addresses.</summary>
/// <param name="ServiceUrl">Such as <c>https://s3.example</c>.</param>
/// <param name="Prefix">Before each object's key.</param>
public sealed record S3Settings(string ServiceUrl, string Region, string Bucket, string AccessKey, string SecretKey, string Prefix);

/// <summary><c>Attachments:Scanner:*</c>: a clamd, by <c>host:port</c>, <c>[IPv6]:port</c> or <c>unix:/path</c>.</summary>
/// <param name="Clamd">Null: nobody scans.</param>
/// <param name="Required">Whether a file that was not scanned is refused.</param>
public sealed record ScannerSettings(EndPoint? Clamd, bool Required, TimeSpan Timeout);

/// <summary><c>Attachments:*</c>, read once at composition.</summary>
/// <param name="Directory">Absolute: contents of the folder store, and everybody's uploads while they come in.</param>
/// <param name="UploadsAtOnce">1 to 1,000, of this process.</param>
public sealed record AttachmentSettings(StoreKind Store, string Directory, S3Settings? S3, ScannerSettings Scanner, int UploadsAtOnce = AttachmentSettings.DefaultAtOnce)
{
    /// <summary>Where <c>Attachments:UploadsAtOnce</c> says nothing.</summary>
    public const int DefaultAtOnce = 16;

    /// <param name="faults">A sentence for each setting that is wrong.</param>
    public static AttachmentSettings Read(IConfiguration configuration, string dataDirectory, List<string> faults)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(faults);
        string Text(string key, string fallback = "") => string.IsNullOrWhiteSpace(configuration[key]) ? fallback : configuration[key]!.Trim();
        if (!Enum.TryParse<StoreKind>(Text("Attachments:Store", nameof(StoreKind.Folder)), ignoreCase: true, out var store) || !Enum.IsDefined(store))
            faults.Add("Attachments:Store must be Folder or S3.");
        S3Settings? s3 = null;
        if (store == StoreKind.S3)
        {
            s3 = new(Text("Attachments:S3:ServiceUrl"), Text("Attachments:S3:Region", "us-east-1"), Text("Attachments:S3:Bucket"), Text("Attachments:S3:AccessKey"), Text("Attachments:S3:SecretKey"), Text("Attachments:S3:Prefix"));
            if (!Uri.TryCreate(s3.ServiceUrl, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")) faults.Add("Attachments:S3:ServiceUrl must be an address such as https://s3.example.");
            if (s3.Bucket.Length == 0) faults.Add("Attachments:S3:Bucket is not configured.");
            if (s3.AccessKey.Length == 0 || s3.SecretKey.Length == 0) faults.Add("Attachments:S3:AccessKey and Attachments:S3:SecretKey are not configured.");
        }

        return new(store, Path.Combine(dataDirectory, "attachments"), s3, ReadScanner(Text, faults), WholeNumber(Text, "Attachments:UploadsAtOnce", DefaultAtOnce, 1_000, faults));
    }

    private static ScannerSettings ReadScanner(Func<string, string, string> text, List<string> faults)
    {
        var clamd = text("Attachments:Scanner:Clamd", "");
        var endPoint = EndPointOf(clamd);
        if (clamd.Length > 0 && endPoint is null) faults.Add("Attachments:Scanner:Clamd must be host:port, [address]:port or unix:/path/of/the/socket.");
        if (!bool.TryParse(text("Attachments:Scanner:Required", "false"), out var required)) faults.Add("Attachments:Scanner:Required must be true or false.");
        if (required && clamd.Length == 0) faults.Add("Attachments:Scanner:Required is true, but Attachments:Scanner:Clamd names no scanner.");
        return new(endPoint, required, TimeSpan.FromSeconds(WholeNumber(text, "Attachments:Scanner:TimeoutSeconds", 30, 300, faults)));
    }

    private static int WholeNumber(Func<string, string, string> text, string key, int fallback, int most, List<string> faults)
    {
        if (int.TryParse(text(key, fallback.ToString(CultureInfo.InvariantCulture)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most) return number;
        faults.Add($"{key} must be a whole number from 1 to {most}.");
        return fallback;
    }

    private static EndPoint? EndPointOf(string text)
    {
        const string unix = "unix:";
        if (text.StartsWith(unix, StringComparison.Ordinal)) return text.Length > unix.Length ? new System.Net.Sockets.UnixDomainSocketEndPoint(text[unix.Length..]) : null;
        if (text.StartsWith('[') && IPEndPoint.TryParse(text, out var six) && six.Port > 0) return six;
        var colon = text.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 ? new DnsEndPoint(text[..colon], port) : null;
    }
}
