using Gongshu.Policy;

namespace Gongshu.Grains.Submission;

/// <summary>The policy files of this installation. An application is judged by the policy in force on its window's first day (<c>rules.md</c> §4).</summary>
public sealed class PolicyBook
{
    private readonly SubsidyPolicy[] _policies;

    /// <exception cref="ArgumentException">No policy, or one id twice.</exception>
    public PolicyBook(IEnumerable<SubsidyPolicy> policies)
    {
        _policies = [.. policies.OrderBy(policy => policy.ValidFrom)];
        if (_policies.Length == 0) throw new ArgumentException("There is no policy file.", nameof(policies));
        if (_policies.DistinctBy(policy => policy.Id).Count() != _policies.Length) throw new ArgumentException("Two policies have one id.", nameof(policies));
    }

    public IReadOnlyList<SubsidyPolicy> All => _policies;

    /// <summary>The policy in force on the window's first day; before the first policy's day, the first: its rules refuse what lies before it.</summary>
    public SubsidyPolicy For(WindowId window)
    {
        var firstDay = FirstDayOf(window);
        return Array.FindLast(_policies, policy => policy.ValidFrom <= firstDay && (policy.ValidTo is null || firstDay <= policy.ValidTo)) ?? _policies[0];
    }

    internal static DateOnly FirstDayOf(WindowId window) => new(window.Year, window.Quarter * 3, 1);

    /// <summary>The newest policy that has a window in the year; null: none has.</summary>
    public SubsidyPolicy? OfYear(int year) => Array.FindLast(_policies, policy => policy.WindowMonths.Any(month => policy.IsInForce(new DateOnly(year, month, 1))));

    /// <exception cref="InvalidOperationException">A stored case names a policy whose file is gone.</exception>
    public SubsidyPolicy Get(string id) =>
        Array.Find(_policies, policy => policy.Id == id) ?? throw new InvalidOperationException($"The policy file {id} is missing.");
}
