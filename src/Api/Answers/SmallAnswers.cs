namespace Gongshu.Api.Answers;

internal sealed record ClockAnswer(DateTimeOffset Now);

internal sealed record TokenAnswer(string AccessToken, DateTimeOffset ExpiresAt);

internal sealed record PolicyListed(string Id);
