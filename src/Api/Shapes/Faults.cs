using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Shapes;

/// <summary>The faults of one request, all of them; the first 1,000 are told, the rest are counted.</summary>
internal sealed class Faults
{
    /// <summary>How many an answer names.</summary>
    public const int Told = 1_000;

    private readonly List<InputFault> _faults = [];
    private readonly List<InputFault> _unknown = [];
    private int _omitted, _unknownOmitted;

    public bool Any => _faults.Count > 0 || _unknown.Count > 0;

    /// <summary>A member that the contract does not have: 400, before anything else is said of the body.</summary>
    public void UnknownMember(Pointer at) => Keep(_unknown, ref _unknownOmitted, at, FaultCode.UnknownMember);

    public void Add(Pointer at, string code) => Keep(_faults, ref _omitted, at, code);

    /// <summary>A fault that another reader found.</summary>
    /// <param name="pointer">As RFC 6901 says.</param>
    /// <param name="words">What it says of the place; stand in the detail behind the code's own.</param>
    public void Add(string pointer, string code, string words)
    {
        if (_faults.Count == Told) _omitted++;
        else _faults.Add(new InputFault(pointer, code, $"{FaultCode.Detail(code, english: false)} ({words})"));
    }

    /// <summary>The refusal, and how many faults it leaves out.</summary>
    public (Refusal Refusal, int Omitted) ToRefusal() => _unknown.Count > 0
        ? (new Refusal { Code = ProblemCode.MalformedRequest, Errors = [.. _unknown] }, _unknownOmitted)
        : (new Refusal { Code = ProblemCode.InvalidRequest, Errors = [.. _faults] }, _omitted);

    private static void Keep(List<InputFault> list, ref int omitted, Pointer at, string code)
    {
        if (list.Count == Told) omitted++;
        else list.Add(new InputFault(at.ToString(), code, FaultCode.Detail(code, english: false)));
    }
}
