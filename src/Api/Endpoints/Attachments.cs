using System.Text.Json;
using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Attachments;
using Gongshu.Documents;
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
            .WithSummary("Upload a paper: PDF, JPEG, PNG, XLSX or OFD, at most " + FileCap.Shown);
        attachments.MapGet("/{id}", Download).For(May.ReadOwnOrAll).AnswersText("application/octet-stream").Refuses(ProblemCode.NotFound, ProblemCode.InfectedFile, ProblemCode.FileNotScanned)
            .WithSummary("Download a paper; for staff an audit event");
    }

    private static async Task<IResult> Upload(
        HttpContext http, IGrainFactory grains, [FromServices] AttachmentIntake intake, [FromServices] UploadSlots slots)
    {
        var actor = http.Actor();
        var (slot, refused) = slots.Enter(actor.Org ?? actor.Id);
        using var held = slot;
        if (refused is { } why) return new Problem(why == SlotRefusal.OwnShareTaken ? ProblemCode.TooManyRequests : ProblemCode.Unavailable);
        StoredFile? stored = null;
        var asked = false;
        try
        {
            var (outcome, problem) = await UploadedFile.ReadAsync<IntakeOutcome>(
                http,
                async part =>
                {
                    var taken = await intake.TakeAsync(part.Content, part.Name, part.MediaType, http.RequestAborted);
                    stored = taken.File;
                    return taken;
                },
                stray: field => Problem.Invalid(field, FaultCode.UnknownValue));
            if (problem is null && stored is not null)
            {
                asked = true;
                var answer = await RecordAsync(http, grains, stored);
                // Told of an earlier one, or refused: nothing knows of this file.
                if (answer.Value?.Id == stored.Id) stored = null;
                return Resource.OfAnswer(answer, createdAt: view => $"/api/v1/attachments/{view.Id}");
            }

            return problem ?? Refuse(outcome!.Fault!);
        }
        catch (AttachmentsUnavailableException)
        {
            return new Problem(ProblemCode.Unavailable);
        }
        catch (Exception fault) when (asked && FaultEdge.CodeOf(fault, HttpMethods.Post) != ProblemCode.Unavailable)
        {
            // A row may have come to stand; if none did, the content is swept later.
            stored = null;
            throw;
        }
        finally
        {
            if (stored is not null) await intake.TakeBackAsync(stored.Id);
        }
    }

    private static Task<Answer<AttachmentView>> RecordAsync(HttpContext http, IGrainFactory grains, StoredFile file)
    {
        var operation = !IdempotencyKey.TryRead(http.Request, out var key) || key is null ? null : IdempotencyKey.OperationOf(
            http, key, JsonSerializer.SerializeToUtf8Bytes(new { file = new { sha256 = Convert.ToHexStringLower(file.Sha256), name = file.Name } }, JsonSerializerOptions.Web));
        var scan = file.Scanned ? AttachmentScanState.Clean : AttachmentScanState.NotScanned;
        return grains.Attachments().Record(new RecordAttachment(file.Id, file.Name, file.MediaType, file.Size, file.Sha256, scan, operation, http.Actor()));
    }

    private static async Task<IResult> Download(HttpContext http, IGrainFactory grains, [FromServices] AttachmentIntake intake, string id)
    {
        if (!AttachmentIds.IsOne(id)) return new Problem(ProblemCode.NotFound);
        var answer = await grains.Attachments().Read(id, http.Actor());
        if (answer.Refusal is { } refusal) return new Problem(refusal);
        var view = answer.Value!;
        try
        {
            return await intake.OpenAsync(id, view.Size, Convert.FromHexString(view.Sha256), http.RequestAborted) is { } content
                ? new AttachmentDownload(content, view) : new Problem(ProblemCode.Unavailable);
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
}
