using System.Text.Json;
using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Attachments;
using Gongshu.Grains.Interfaces;
using Microsoft.AspNetCore.Mvc;

namespace Gongshu.Api.Endpoints;

/// <summary>Papers that are uploaded: taken in piece by piece, inspected, and given back as downloads only.</summary>
internal static class Attachments
{
    public static void MapAttachments(this IEndpointRouteBuilder api)
    {
        var attachments = api.MapGroup("/attachments").WithTags("Attachments");
        attachments.MapPost("", Upload).For(May.FileApplications).TakesFile().Answers<AttachmentView>(StatusCodes.Status201Created)
            .Refuses(
                ProblemCode.MalformedRequest, ProblemCode.InvalidRequest, ProblemCode.IdempotencyKeyReused, ProblemCode.TooLarge, ProblemCode.UnsupportedMediaType,
                ProblemCode.FileTypeMismatch, ProblemCode.UnsafeFile, ProblemCode.InfectedFile, ProblemCode.OutcomeUnknown)
            .WithSummary("Upload a paper: PDF, JPEG, PNG, XLSX or OFD, at most 20 MiB");
        attachments.MapGet("/{id}", Download).For(May.ReadOwnOrAll).AnswersText("application/octet-stream").Refuses(ProblemCode.NotFound)
            .WithSummary("Download a paper; for staff an audit event");
    }

    private static async Task<IResult> Upload(HttpContext http, IGrainFactory grains, [FromServices] AttachmentIntake intake)
    {
        try
        {
            var (outcome, problem) = await UploadedFile.ReadAsync<IntakeOutcome>(
                http, async part => await intake.TakeAsync(part.Content, part.Name, part.MediaType, http.RequestAborted), stray: field => Problem.Invalid(field, FaultCode.UnknownValue));
            if (problem is not null)
            {
                if (outcome?.File is { } unwanted) await intake.RemoveAsync(unwanted.Id, CancellationToken.None);
                return problem;
            }

            return outcome!.File is { } file ? await RecordAsync(http, grains, intake, file) : Refuse(outcome.Fault!);
        }
        catch (AttachmentsUnavailableException)
        {
            return new Problem(ProblemCode.Unavailable);
        }
    }

    private static async Task<IResult> RecordAsync(HttpContext http, IGrainFactory grains, AttachmentIntake intake, StoredFile file)
    {
        var operation = !IdempotencyKey.TryRead(http.Request, out var key) || key is null ? null : IdempotencyKey.OperationOf(
            http, key, JsonSerializer.SerializeToUtf8Bytes(new { file = new { sha256 = Convert.ToHexStringLower(file.Sha256), name = file.Name } }, JsonSerializerOptions.Web));
        var scan = file.Scanned ? AttachmentScanState.Clean : AttachmentScanState.NotScanned;
        var answer = await grains.Attachments().Record(new RecordAttachment(file.Id, file.Name, file.MediaType, file.Size, file.Sha256, scan, operation, http.Actor()));

        // Told of an earlier one, or refused: nothing knows of this file.
        if (answer.Value?.Id != file.Id) await intake.RemoveAsync(file.Id, CancellationToken.None);
        return Resource.OfAnswer(answer, createdAt: view => $"/api/v1/attachments/{view.Id}");
    }

    private static async Task<IResult> Download(HttpContext http, IGrainFactory grains, [FromServices] AttachmentIntake intake, string id)
    {
        if (!AttachmentIds.IsOne(id)) return new Problem(ProblemCode.NotFound);
        var answer = await grains.Attachments().Read(id, http.Actor());
        if (answer.Refusal is { } refusal) return new Problem(refusal);
        try
        {
            return await intake.OpenAsync(id, http.RequestAborted) is { } content ? new FileDownload(content, answer.Value!) : new Problem(ProblemCode.Unavailable);
        }
        catch (AttachmentsUnavailableException)
        {
            return new Problem(ProblemCode.Unavailable);
        }
    }

    private static Problem Refuse(FileFault fault) => fault.Kind switch
    {
        FileFaultKind.TooLarge => Of(ProblemCode.TooLarge, fault),
        FileFaultKind.NotAccepted => Of(ProblemCode.UnsupportedMediaType, fault),
        FileFaultKind.Mismatch => Of(ProblemCode.FileTypeMismatch, fault),
        FileFaultKind.Unsafe => Of(ProblemCode.UnsafeFile, fault),
        FileFaultKind.Infected => Of(ProblemCode.InfectedFile, fault),
        FileFaultKind.NotScanned => Of(ProblemCode.Unavailable, fault),
        FileFaultKind.BadName => new Problem(Refusal.Invalid(new InputFault("/file", FaultCode.InvalidText, fault.Detail))),
        FileFaultKind.Empty => new Problem(Refusal.Invalid(new InputFault("/file", FaultCode.Required, fault.Detail))),
    };

    private static Problem Of(ProblemCode code, FileFault fault) => new(new Refusal { Code = code, Detail = fault.Detail });

    /// <summary>The content as it was uploaded, block by block.</summary>
    private sealed class FileDownload(Stream content, AttachmentView view) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await using (content)
            {
                FileHeaders.Tell(httpContext.Response, view.MediaType, view.Name, view.Size);
                await content.CopyToAsync(httpContext.Response.Body, httpContext.RequestAborted);
            }
        }
    }
}
