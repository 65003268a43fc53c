using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Answers;

internal sealed record ClockAnswer(DateTimeOffset Now);

internal sealed record TokenAnswer(string AccessToken, DateTimeOffset ExpiresAt);

internal sealed record PolicyListed(string Id);

/// <summary>Every ground of refusal that a policy has, by computation or by an officer's judgement.</summary>
internal sealed record PolicyRefusals(string Policy, RefusalWords[] Items);

/// <param name="Title">In the language that was asked for.</param>
internal sealed record RefusalWords(string Code, string Title);

/// <summary>The first line of a checkpoint.</summary>
internal sealed record CheckpointHead(TreeHeadView TreeHead);
