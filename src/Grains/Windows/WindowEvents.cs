using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Storage;

namespace Gongshu.Grains.Windows;

/// <summary>
/// What can happen to a window, in the past tense; the stream is the window's id. Stored once and read for ever: members are only added.
/// Money is in fen.
/// </summary>
public abstract record WindowEvent;

/// <summary>A leader moved a day. What is null stays as it was.</summary>
public sealed record WindowOverridden(DateOnly? OpensOn, DateOnly? ClosesOn, string Reason, Officer By, DateTimeOffset At) : WindowEvent;

/// <summary>It was noticed that the window takes applications, first or again after an override.</summary>
public sealed record WindowOpened(DateOnly OpensOn, DateOnly ClosesOn) : WindowEvent;

/// <summary>It was noticed that the last day has passed.</summary>
public sealed record WindowClosed(DateOnly OpensOn, DateOnly ClosesOn) : WindowEvent;

/// <summary>It was noticed that the last day comes near; once for each last day, so that one which is moved is told anew.</summary>
public sealed record WindowClosingSoon(DateOnly ClosesOn) : WindowEvent;

/// <summary>The quarter was settled, once and for good.</summary>
/// <param name="BatchId">Null: nothing was payable.</param>
/// <param name="HeldBack">Approved cases that wait.</param>
/// <param name="Carried">Undecided cases that stay open.</param>
public sealed record WindowSettled(string? BatchId, int Cases, long TotalFen, int HeldBack, int Carried) : WindowEvent;

/// <summary>What became payable since went into a further batch.</summary>
public sealed record LeftoversSealed(string BatchId, int Cases, long TotalFen, int HeldBack) : WindowEvent;

/// <summary>
/// The days of a window changed; the stream is <see cref="MovedDays.Stream"/>, one for all windows, so that two changes that overlap only
/// together cannot both be committed.
/// </summary>
public sealed record DaysChanged(string Window, DateOnly? OpensOn, DateOnly? ClosesOn);

/// <summary>What is stored as a settlement's answer; the batch itself is read again, as it was sealed.</summary>
internal sealed record StoredSettlement(string? BatchId, bool Created, HeldBack[] HeldBack);

/// <summary>Event types, and their way into bytes and back.</summary>
public static class WindowEvents
{
    public const string Overridden = "window.overridden", Opened = "window.opened", Closed = "window.closed", Settled = "window.settled",
        ClosingSoon = "window.closingSoon", MoreSealed = "window.leftoversSealed", DaysMoved = "intake.daysChanged";

    internal static string TypeOf(WindowEvent fact) => fact switch
    {
        WindowOverridden => Overridden,
        WindowOpened => Opened,
        WindowClosed => Closed,
        WindowClosingSoon => ClosingSoon,
        WindowSettled => Settled,
        LeftoversSealed => MoreSealed,
        _ => throw new InvalidOperationException($"An event without a type: {fact.GetType().Name}."),
    };

    internal static byte[] Write(WindowEvent fact) => JsonSerializer.SerializeToUtf8Bytes(fact, fact.GetType(), WindowJson.Instance);

    /// <exception cref="InvalidOperationException">A type that this program does not know: a newer program wrote it, or the store was changed.</exception>
    internal static WindowEvent Read(string type, byte[] body) => type switch
    {
        Overridden => Read<WindowOverridden>(body),
        Opened => Read<WindowOpened>(body),
        Closed => Read<WindowClosed>(body),
        ClosingSoon => Read<WindowClosingSoon>(body),
        Settled => Read<WindowSettled>(body),
        MoreSealed => Read<LeftoversSealed>(body),
        _ => throw new InvalidOperationException($"An unknown event type: {type}."),
    };

    private static T Read<T>(byte[] body) => (T)JsonSerializer.Deserialize(body, typeof(T), WindowJson.Instance)!;
}

/// <summary>How window and batch events are written: camelCase, enums as words, money in whole fen, absent for null.</summary>
[JsonSerializable(typeof(WindowOverridden))]
[JsonSerializable(typeof(WindowOpened))]
[JsonSerializable(typeof(WindowClosed))]
[JsonSerializable(typeof(WindowClosingSoon))]
[JsonSerializable(typeof(WindowSettled))]
[JsonSerializable(typeof(LeftoversSealed))]
[JsonSerializable(typeof(DaysChanged))]
[JsonSerializable(typeof(StoredSettlement))]
[JsonSerializable(typeof(WindowView))]
[JsonSerializable(typeof(Batches.BatchSealed))]
[JsonSerializable(typeof(Batches.BatchReleased))]
[JsonSerializable(typeof(Batches.PaymentFileRead))]
[JsonSerializable(typeof(Batches.PayeeListsRead))]
[JsonSerializable(typeof(Batches.BatchLineStopped))]
[JsonSerializable(typeof(Batches.BatchResultsTaken))]
internal sealed partial class WindowJson : JsonSerializerContext
{
    /// <summary>The one instance; Chinese text stays readable and short.</summary>
    public static WindowJson Instance { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter<WindowStatus>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<HeldBackReason>(JsonNamingPolicy.CamelCase),
            new FenConverter(), new Storage.WindowIdConverter(), new Storage.CaseNumberConverter(),
        },
    });
}
