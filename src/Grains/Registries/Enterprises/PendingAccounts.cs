using Gongshu.Ledger;

namespace Gongshu.Grains.Registries;

/// <summary>Which enterprises have an account that waits for a second person: a list beside the grains, which cannot be listed themselves.</summary>
internal static class PendingAccounts
{
    /// <summary>The owner under which the directory lists who waits; who waits no more has none.</summary>
    public const string Waiting = "waiting";

    /// <summary>What the directory is told with a change; null: nothing waits, and nothing did.</summary>
    public static DirectoryEntry? Entry(string uscc, EnterpriseRecord? before, EnterpriseRecord next) =>
        before?.PendingBank is null && next.PendingBank is null
            ? null
            : new DirectoryEntry(DirectoryKind.PendingAccount, uscc, next.Name, next.PendingBank is null ? null : Waiting, UniqueName: null);
}
