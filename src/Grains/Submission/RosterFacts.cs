using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Submission;

/// <summary>From a row of the roster to the facts that the rules look at.</summary>
internal static class RosterFacts
{
    /// <param name="workerRef"><c>w_…</c></param>
    /// <param name="certificate"><c>c_…</c>; null for a row without a certificate.</param>
    public static LineFacts Of(RosterLine line, string? workerRef, string? certificate) => new()
    {
        Line = line.Line,
        WorkerRef = workerRef,
        Certificate = line.Certificate is { } c
            ? new(certificate ?? throw new InvalidOperationException("A certificate without its pseudonym."), OccupationCode.Parse(c.Occupation.Code), c.Level, c.IssuedOn,
                c.DeclaredBy is null ? null : Uscc.Parse(c.DeclaredBy))
            : null,
        Employment = line.Employment is { } e ? new(e.ContractFrom, e.ContractTo, e.SocialInsuranceInHangzhou) : null,
        Internship = line.Internship is { } n
            ? new(Uscc.Parse(n.Base), n.From, n.To, n.Education, n.ContractFrom, n.ContractTo, n.SocialInsurance) : null,
        Award = line.Award is { } a ? new(a.Edition, a.AnnouncedOn, a.Kind, a.Team, a.Occupation) : null,
        SignedByWorker = line.SignedByWorker,
    };
}
