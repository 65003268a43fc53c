using System.Text.Json.Serialization;

namespace Gongshu.StaffConsole.Contract;

// What pages show of the contract's answers, and no more. Codes stay texts: one that is new to the console is shown as it is.

public sealed record TokenAsked(string Sub, string Name, string[] Roles, string? Org);

public sealed record IssuedToken(string AccessToken, DateTimeOffset ExpiresAt);

public sealed record PageOf<T>(T[] Items, string? NextCursor);

public sealed record Organisation(string Uscc, string Name);

public sealed record Officer(string Id, string Name);

/// <param name="Today">The policy day.</param>
/// <param name="Now">The instant of the policy clock.</param>
public sealed record IntakeWindow(
    [property: JsonPropertyName("window")] string Id, DateOnly OpensOn, DateOnly ClosesOn, string Status, DateOnly? Today, DateTimeOffset? Now);
