using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Answers;

internal sealed record ClockAnswer(DateTimeOffset Now);

internal sealed record TokenAnswer(string AccessToken, DateTimeOffset ExpiresAt);

internal sealed record PolicyListed(string Id);

/// <summary>The first line of a checkpoint.</summary>
internal sealed record CheckpointHead(TreeHeadView TreeHead);
