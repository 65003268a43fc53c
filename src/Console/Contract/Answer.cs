using System.Diagnostics.CodeAnalysis;

namespace Gongshu.StaffConsole.Contract;

/// <summary>What the API answered: a value or a problem. A page shows either.</summary>
/// <param name="Status">Of HTTP; 503 also when nothing answered.</param>
internal sealed record Answer<T>(T? Value, Problem? Problem, int Status)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsValue => Value is not null;

    public static implicit operator Answer<T>(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new(null, problem, problem.Status);
    }
}

/// <summary>A problem document (RFC 9457) in the words of the language that was asked for.</summary>
public sealed record Problem
{
    public required string Code { get; init; }
    public required string Title { get; init; }
    public required int Status { get; init; }
    public string? Detail { get; init; }
    public string? TraceId { get; init; }
    public InputFault[] Errors { get; init; } = [];
    public int? ErrorsOmitted { get; init; }
    public string? CaseStatus { get; init; }
    public MissingPaper[] Missing { get; init; } = [];

    /// <summary>Cases that it is about.</summary>
    public string[] Cases { get; init => field = value ?? []; } = [];

    public bool Is(string code) => Code == code;

    /// <summary>For <c>aria-invalid</c> of the field that fills a member of the body; null: nothing is wrong with it.</summary>
    public string? InvalidAt(string pointer) => Array.Exists(Errors, fault => fault.Pointer == pointer) ? "true" : null;

    /// <summary>What is wrong with one member of the body that was sent; null: nothing.</summary>
    public string? FaultAt(string pointer) => Array.Find(Errors, fault => fault.Pointer == pointer)?.Detail;
}

/// <param name="Pointer">Into the body that was sent, e.g. <c>/lines/0/comment</c>.</param>
public sealed record InputFault(string Pointer, string Code, string Detail);

public sealed record MissingPaper(string Kind, string? Clause);

/// <summary>The API no longer takes the token that the console has.</summary>
internal sealed class SignedOutException() : Exception("The access token is no longer good.");
