using System.Diagnostics.Metrics;

namespace Gongshu.Ledger;

/// <summary>
/// Counts database round trips, tagged by the operation that made them: the cost that must not grow with a roster.
/// On SQLite one statement run, or one group's transaction, counts as one.
/// </summary>
public static class LedgerMeter
{
    public const string Name = "Gongshu.Ledger";
    public const string RoundTripsName = "gongshu.ledger.round_trips";
    public const string OpeningRetriesName = "gongshu.ledger.opening_retries";
    public const string OperationTag = "operation";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> RoundTrips = Meter.CreateCounter<long>(RoundTripsName, "{round trip}", "Database round trips of the ledger.");
    private static readonly Counter<long> Commands = Meter.CreateCounter<long>("gongshu.ledger.commands", "{command}", "Commands that were sent in commit groups.");
    private static readonly Counter<long> OpeningRetries = Meter.CreateCounter<long>(OpeningRetriesName, "{retry}", "Openings of a connection that the database refused for want of room or while it started, each tried again.");

    internal static void RoundTrip(string operation) => RoundTrips.Add(1, new KeyValuePair<string, object?>(OperationTag, operation));

    internal static void Sent(int commands) => Commands.Add(commands);

    internal static void OpenedAgain() => OpeningRetries.Add(1);
}
