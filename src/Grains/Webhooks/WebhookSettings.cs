namespace Gongshu.Grains.Webhooks;

/// <summary><c>Webhooks:*</c>.</summary>
/// <param name="AllowPrivateAddresses">Private addresses and <c>http</c>: for trying it out, and inside a network of one's own.</param>
/// <param name="FirstRetry">How long after the first failure it is tried again.</param>
/// <param name="GiveUpAfter">How long it is tried.</param>
/// <param name="MostOfOneOwner">Subscriptions of one owner.</param>
public sealed record WebhookSettings(bool AllowPrivateAddresses, TimeSpan FirstRetry, TimeSpan GiveUpAfter, int MostOfOneOwner)
{
    /// <summary>No pause between two attempts is longer.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);
}

/// <summary>When a delivery is tried again: after four times the pause before, give or take a fifth, so that many that failed together do not come together.</summary>
public static class Backoff
{
    /// <param name="attempts">Made so far, at least one.</param>
    /// <param name="percent">Of the pause, by chance: 80 to 120.</param>
    /// <returns>Null: it is given up.</returns>
    public static DateTimeOffset? Next(WebhookSettings settings, int attempts, DateTimeOffset firstAt, DateTimeOffset now, int percent)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (now - firstAt >= settings.GiveUpAfter) return null;
        var ticks = settings.FirstRetry.Ticks;
        for (var made = 1; made < attempts && ticks < WebhookSettings.LongestPause.Ticks; made++) ticks *= 4;
        return now.AddTicks(Math.Min(ticks, WebhookSettings.LongestPause.Ticks) / 100 * percent);
    }
}
