using System.Text.Json;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Answers;

/// <summary>An event of the audit. <paramref name="Data"/> is what happened, as the event keeps it, with personal data masked.</summary>
internal sealed record EventAnswer(
    long Sequence, string Type, string Actor, DateTimeOffset At, string? CaseNumber, string Stream, int Version, string Hash, string PreviousHash,
    JsonElement? Data)
{
    public static EventAnswer Of(AuditEvent @event) => new(
        @event.Sequence, @event.Type, @event.Actor, @event.At, @event.CaseNumber, @event.Stream, @event.Version, @event.Hash, @event.PreviousHash,
        @event.Data is null ? null : JsonDocument.Parse(@event.Data).RootElement);
}

/// <summary>Every event of a case, oldest first.</summary>
internal sealed record CaseAudit(EventAnswer[] Items);
