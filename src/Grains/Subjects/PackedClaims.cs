using System.Buffers;
using System.Text;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>
/// Key, amount and what only a history shows of the claims that a subject has in one case, one behind the other in one array: each would be a handful of
/// objects, which are remembered of every claim and read of few. The bytes live in memory and in messages between silos of one version; they are stored nowhere.
/// </summary>
internal static class PackedClaims
{
    [Flags]
    private enum Parts : byte
    {
        None = 0, Worker = 1, MaskedId = 2, Certificate = 4, Imported = 8, Detail = 16,
        /// <summary>The first of the detail's keys is the row's own.</summary>
        OwnKeyFirst = 32,
    }

    extension(HeldClaim claim)
    {
        public string Key => claim.Opened(out _).Text();

        /// <summary>Whether a history shows it: the first row of each benefit of a line.</summary>
        public bool IsShown => ((Parts)claim.Packed[claim.At]).HasFlag(Parts.Detail);

        /// <summary>Of the benefit; zero on a row that no history shows.</summary>
        public Money Amount
        {
            get
            {
                var reader = claim.Opened(out var parts);
                reader.Skip();
                return parts.HasFlag(Parts.Detail) ? new((long)reader.Number()) : Money.Zero;
            }
        }

        /// <summary>Of a row that a history shows, as it was packed but for what no history shows: employment and the name's token.</summary>
        public ClaimDetail Detail
        {
            get
            {
                var reader = claim.Opened(out var parts);
                var key = reader.Text();
                var amount = new Money((long)reader.Number());
                var clause = reader.Text();
                var keys = new string[reader.Number()];
                for (var i = 0; i < keys.Length; i++) keys[i] = i == 0 && parts.HasFlag(Parts.OwnKeyFirst) ? key : reader.Text();
                var worker = parts.HasFlag(Parts.Worker) ? reader.Text() : null;
                var masked = parts.HasFlag(Parts.MaskedId) ? reader.Text() : null;
                var detail = parts.HasFlag(Parts.Certificate)
                    ? new ClaimDetail(worker, masked, keys, clause, amount, reader.Text(), reader.Text(), reader.Text(), (SkillLevel)reader.Number(), DateOnly.FromDayNumber((int)reader.Number()))
                    : new ClaimDetail(worker, masked, keys, clause, amount, null, null, null, null, null);
                return parts.HasFlag(Parts.Imported) ? detail with { Imported = new(reader.Text(), reader.Text(), (int)reader.Number()) } : detail;
            }
        }

        private Reader Opened(out Parts parts)
        {
            parts = (Parts)claim.Packed[claim.At];
            return new(claim.Packed.AsSpan(claim.At + 1));
        }
    }

    /// <summary>Packs row after row; <see cref="Dispose"/> gives back what it wrote in.</summary>
    /// <param name="room">To begin with.</param>
    public ref struct Packer(Span<byte> room)
    {
        private Span<byte> _room = room;
        private byte[]? _rented;
        private int _at;

        /// <returns>Where the row begins.</returns>
        public int Add(string key, ClaimDetail? detail)
        {
            MakeRoom(MostBytes(key, detail));
            var at = _at;
            var parts = PartsOf(key, detail);
            _room[_at++] = (byte)parts;
            Text(key);
            if (detail is not null) Add(detail, ownKeyFirst: parts.HasFlag(Parts.OwnKeyFirst));
            return at;
        }

        /// <returns>All that was added since the last time.</returns>
        public byte[] Take()
        {
            var packed = _room[.._at].ToArray();
            _at = 0;
            return packed;
        }

        public readonly void Dispose()
        {
            if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
        }

        private void Add(ClaimDetail detail, bool ownKeyFirst)
        {
            Number((ulong)detail.Amount.Fen);
            Text(detail.Clause);
            Number((uint)detail.Keys.Length);
            foreach (var key in detail.Keys.AsSpan(ownKeyFirst ? 1 : 0)) Text(key);
            if (detail.WorkerRef is { } worker) Text(worker);
            if (detail.MaskedId is { } masked) Text(masked);
            if (detail.CertificateNumber is { } number)
            {
                Text(number);
                Text(detail.OccupationCode ?? "");
                Text(detail.OccupationName ?? "");
                Number((uint)(detail.Level ?? SkillLevel.Junior));
                Number((uint)(detail.IssuedOn ?? default).DayNumber);
            }
            if (detail.Imported is { } from)
            {
                Text(from.Source);
                Text(from.FileSha256);
                Number((uint)from.Row);
            }
        }

        private static Parts PartsOf(string key, ClaimDetail? detail) => detail is null
            ? Parts.None
            : Parts.Detail | (detail.Keys is [var first, ..] && first == key ? Parts.OwnKeyFirst : Parts.None)
                | (detail.WorkerRef is null ? Parts.None : Parts.Worker) | (detail.MaskedId is null ? Parts.None : Parts.MaskedId)
                | (detail.CertificateNumber is null ? Parts.None : Parts.Certificate) | (detail.Imported is null ? Parts.None : Parts.Imported);

        /// <summary>Three bytes a character of UTF-16, ten a number.</summary>
        private static int MostBytes(string key, ClaimDetail? detail)
        {
            const int bytesOfNumber = 10, mostNumbers = 14;
            if (detail is null) return 1 + bytesOfNumber + key.Length * 3;
            var texts = key.Length + detail.Clause.Length + (detail.WorkerRef?.Length ?? 0) + (detail.MaskedId?.Length ?? 0) + (detail.CertificateNumber?.Length ?? 0)
                + (detail.OccupationCode?.Length ?? 0) + (detail.OccupationName?.Length ?? 0) + (detail.Imported is { } from ? from.Source.Length + from.FileSha256.Length : 0);
            foreach (var other in detail.Keys) texts += other.Length;
            return 1 + texts * 3 + (detail.Keys.Length + mostNumbers) * bytesOfNumber;
        }

        private void MakeRoom(int bytes)
        {
            if (_room.Length - _at >= bytes) return;
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_at + bytes, _room.Length * 2));
            _room[.._at].CopyTo(larger);
            Dispose();
            _room = _rented = larger;
        }

        /// <summary>Seven bits a byte, the lowest first; the eighth says that another follows.</summary>
        private void Number(ulong value)
        {
            for (; value > 0x7F; value >>= 7) _room[_at++] = (byte)((value & 0x7F) | 0x80);
            _room[_at++] = (byte)value;
        }

        private void Text(string text)
        {
            Number((uint)Encoding.UTF8.GetByteCount(text));
            _at += Encoding.UTF8.GetBytes(text, _room[_at..]);
        }
    }

    private ref struct Reader(ReadOnlySpan<byte> packed)
    {
        private ReadOnlySpan<byte> _left = packed;

        public ulong Number()
        {
            var value = 0ul;
            for (var shift = 0; ; shift += 7)
            {
                var part = _left[0];
                _left = _left[1..];
                value |= (part & 0x7Ful) << shift;
                if (part <= 0x7F) return value;
            }
        }

        public string Text() => Encoding.UTF8.GetString(Bytes());

        public void Skip() => Bytes();

        private ReadOnlySpan<byte> Bytes()
        {
            var length = (int)Number();
            var bytes = _left[..length];
            _left = _left[length..];
            return bytes;
        }
    }
}
