using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Gongshu.Ledger;

namespace Gongshu.Attachments;

/// <summary>Object storage of the S3 protocol, addressed by path; the bucket is made by whoever runs it.</summary>
internal sealed class S3Store : IAttachmentStore, IDisposable
{
    private readonly S3Settings _settings;
    private readonly AmazonS3Client _client;

    public S3Store(S3Settings settings)
    {
        _settings = settings;
        _client = new AmazonS3Client(new BasicAWSCredentials(settings.AccessKey, settings.SecretKey), new AmazonS3Config
        {
            ServiceURL = settings.ServiceUrl,
            AuthenticationRegion = settings.Region,
            ForcePathStyle = true,
            MaxErrorRetry = 2,
            Timeout = TimeSpan.FromSeconds(60),
            // Servers other than Amazon's do not all know the newer checksums; what was changed is noticed by our own seal.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    public Task PutAsync(string id, string path, CancellationToken cancellation) => Guard("A file could not be stored.", async () =>
    {
        await using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, useAsync: true);
        await _client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = _settings.Bucket,
                Key = KeyOf(id),
                InputStream = source,
                AutoCloseStream = false,
                ContentType = "application/octet-stream",
                UseChunkEncoding = false,
            },
            cancellation);
        return true;
    });

    public Task<Stream?> OpenAsync(string id, CancellationToken cancellation) => Guard<Stream?>("A file could not be opened.", async () =>
    {
        try
        {
            return (await _client.GetObjectAsync(_settings.Bucket, KeyOf(id), cancellation)).ResponseStream;
        }
        catch (AmazonS3Exception fault) when (fault.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    });

    public Task RemoveAsync(string id, CancellationToken cancellation) => Guard("A file could not be removed.", async () =>
    {
        await _client.DeleteObjectAsync(_settings.Bucket, KeyOf(id), cancellation);
        return true;
    });

    public async IAsyncEnumerable<string> ListAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new ListObjectsV2Request { BucketName = _settings.Bucket, Prefix = _settings.Prefix };
        do
        {
            var page = await Guard("The files could not be listed.", () => _client.ListObjectsV2Async(request, cancellation));
            foreach (var found in page.S3Objects ?? [])
            {
                var id = found.Key[_settings.Prefix.Length..];
                if (found.LastModified?.ToUniversalTime() < before.UtcDateTime && AttachmentIds.IsOne(id)) yield return id;
            }

            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    public void Dispose() => _client.Dispose();

    private string KeyOf(string id) => AttachmentIds.IsOne(id) ? _settings.Prefix + id : throw new ArgumentException("Not an attachment's id.", nameof(id));

    private static async Task<T> Guard<T>(string message, Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException)
        {
            throw new AttachmentStoreException(message, fault);
        }
    }
}
