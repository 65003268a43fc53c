using System.Buffers;
using System.Text;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>
/// What only a history shows of a claim, as bytes: a fifth of the objects and half the memory, for what is remembered of every claim and read of few.
/// The bytes live in memory and in messages between silos of one version; they are stored nowhere.
/// </summary>
internal static class PackedDetail
{
    private const int BytesOnStack = 1024;

    [Flags]
    private enum Parts : byte
    {
        None = 0, Worker = 1, MaskedId = 2, Certificate = 4, Imported = 8,
    }

    public static byte[] Of(ClaimDetail detail)
    {
        var most = MostBytes(detail);
        var rented = most > BytesOnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var writer = new Writer(rented is null ? stackalloc byte[BytesOnStack] : rented);
        writer.Number((uint)((detail.WorkerRef is null ? Parts.None : Parts.Worker) | (detail.MaskedId is null ? Parts.None : Parts.MaskedId)
            | (detail.CertificateNumber is null ? Parts.None : Parts.Certificate) | (detail.Imported is null ? Parts.None : Parts.Imported)));
        writer.Text(detail.Clause);
        writer.Number((uint)detail.Keys.Length);
        foreach (var key in detail.Keys) writer.Text(key);
        if (detail.WorkerRef is { } worker) writer.Text(worker);
        if (detail.MaskedId is { } masked) writer.Text(masked);
        if (detail.CertificateNumber is { } number)
        {
            writer.Text(number);
            writer.Text(detail.OccupationCode ?? "");
            writer.Text(detail.OccupationName ?? "");
            writer.Number((uint)(detail.Level ?? SkillLevel.Junior));
            writer.Number((uint)(detail.IssuedOn ?? default).DayNumber);
        }
        if (detail.Imported is { } from)
        {
            writer.Text(from.Source);
            writer.Text(from.FileSha256);
            writer.Number((uint)from.Row);
        }
        var packed = writer.Written.ToArray();
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return packed;
    }

    /// <returns>As it was packed, but for what no history shows: amount, employment and the name's token are left out.</returns>
    public static ClaimDetail Read(byte[] packed)
    {
        var reader = new Reader(packed);
        var parts = (Parts)reader.Number();
        var clause = reader.Text();
        var keys = new string[reader.Number()];
        for (var i = 0; i < keys.Length; i++) keys[i] = reader.Text();
        var worker = parts.HasFlag(Parts.Worker) ? reader.Text() : null;
        var masked = parts.HasFlag(Parts.MaskedId) ? reader.Text() : null;
        var detail = parts.HasFlag(Parts.Certificate)
            ? new ClaimDetail(worker, masked, keys, clause, default, reader.Text(), reader.Text(), reader.Text(), (SkillLevel)reader.Number(), DateOnly.FromDayNumber((int)reader.Number()))
            : new ClaimDetail(worker, masked, keys, clause, default, null, null, null, null, null);
        return parts.HasFlag(Parts.Imported) ? detail with { Imported = new(reader.Text(), reader.Text(), (int)reader.Number()) } : detail;
    }

    /// <summary>Three bytes a character of UTF-16, five a number.</summary>
    private static int MostBytes(ClaimDetail detail)
    {
        var texts = detail.Clause.Length + (detail.WorkerRef?.Length ?? 0) + (detail.MaskedId?.Length ?? 0) + (detail.CertificateNumber?.Length ?? 0)
            + (detail.OccupationCode?.Length ?? 0) + (detail.OccupationName?.Length ?? 0) + (detail.Imported is { } from ? from.Source.Length + from.FileSha256.Length : 0);
        foreach (var key in detail.Keys) texts += key.Length;
        return texts * 3 + (detail.Keys.Length + 13) * 5;
    }

    private ref struct Writer(Span<byte> room)
    {
        private readonly Span<byte> _room = room;
        private int _at;

        public readonly ReadOnlySpan<byte> Written => _room[.._at];

        /// <summary>Seven bits a byte, the lowest first; the eighth says that another follows.</summary>
        public void Number(uint value)
        {
            for (; value > 0x7F; value >>= 7) _room[_at++] = (byte)((value & 0x7F) | 0x80);
            _room[_at++] = (byte)value;
        }

        public void Text(string text)
        {
            Number((uint)Encoding.UTF8.GetByteCount(text));
            _at += Encoding.UTF8.GetBytes(text, _room[_at..]);
        }
    }

    private ref struct Reader(ReadOnlySpan<byte> packed)
    {
        private ReadOnlySpan<byte> _left = packed;

        public uint Number()
        {
            var value = 0u;
            for (var shift = 0; ; shift += 7)
            {
                var part = _left[0];
                _left = _left[1..];
                value |= (part & 0x7Fu) << shift;
                if (part <= 0x7F) return value;
            }
        }

        public string Text()
        {
            var length = (int)Number();
            var text = Encoding.UTF8.GetString(_left[..length]);
            _left = _left[length..];
            return text;
        }
    }
}
