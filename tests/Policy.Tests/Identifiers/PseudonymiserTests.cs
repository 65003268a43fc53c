using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace Gongshu.Policy.Tests.Identifiers;

public sealed class PseudonymiserTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("a key for tests, of 32 bytes or more");

    private readonly Pseudonymiser _pseudonymiser = new(Key);

    [Fact]
    public void Names_a_worker_by_the_first_160_bits_of_the_keyed_hash()
    {
        var hash = HMACSHA256.HashData(Key, "gongshu.worker.v1\0330105196001010018"u8.ToArray());
        var bits = string.Concat(hash.Select(b => Convert.ToString(b, 2).PadLeft(8, '0')));
        var expected = string.Concat(Enumerable.Range(0, 32).Select(i => "abcdefghijklmnopqrstuvwxyz234567"[Convert.ToInt32(bits.Substring(i * 5, 5), 2)]));

        Assert.Equal("330105196001010018", SampleIds.Worker(1).Value);
        Assert.Equal("w_" + expected, _pseudonymiser.Worker(SampleIds.Worker(1)));
    }

    [Fact]
    public void Keeps_its_names_for_ever()
    {
        // Computed once by another program; a change here gives every person a clean history.
        Assert.True(CertificateNumber.TryParse("1833-0000", out var number));

        Assert.Equal("w_bvk7fm7q6inhbazyz6nrodo67ehxybkn", _pseudonymiser.Worker(SampleIds.Worker(1)));
        Assert.Equal("c_kevggmtxfefqqtg4bxgmvzd76o3pt47x", _pseudonymiser.Certificate(number));
        Assert.Equal(-679797765544602864L, _pseudonymiser.NameToken("王芳"));
        Assert.Equal("mcaiyvtosuhrrfgv", _pseudonymiser.Fingerprint);
    }

    [Fact]
    public void Gives_a_certificate_numbered_like_a_person_another_name()
    {
        Assert.True(CertificateNumber.TryParse(SampleIds.Worker(1).Value, out var number));

        Assert.NotEqual(_pseudonymiser.Worker(SampleIds.Worker(1))[2..], _pseudonymiser.Certificate(number)[2..]);
    }

    [Fact]
    public void Gives_other_names_and_another_fingerprint_under_another_key()
    {
        var other = new Pseudonymiser(Encoding.ASCII.GetBytes("another key for tests, of 32 bytes or more"));

        Assert.NotEqual(_pseudonymiser.Worker(SampleIds.Worker(1)), other.Worker(SampleIds.Worker(1)));
        Assert.NotEqual(_pseudonymiser.Fingerprint, other.Fingerprint);
    }

    [Fact]
    public void Refuses_a_key_that_is_short_or_one_byte_repeated()
    {
        Assert.Throws<ArgumentException>(() => new Pseudonymiser(Key.AsSpan(0, 31)));
        Assert.Throws<ArgumentException>(() => new Pseudonymiser(new byte[32]));
        Assert.Throws<ArgumentException>(() => new Pseudonymiser([]));
    }

    [Theory]
    [InlineData("阿依古丽·买买提", "阿依古丽•买买提")]
    [InlineData("阿依古丽·买买提", "阿依古丽买买提")]
    [InlineData("王芳", " 王　芳 ")]
    [InlineData("王芳", "王\u200B芳")]
    [InlineData("Anna Li", "ＡＮＮＡ ＬＩ")]
    [InlineData("𬭎", "𬭎")]
    public void Finds_a_name_however_it_is_written(string one, string other) =>
        Assert.Equal(_pseudonymiser.NameToken(one), _pseudonymiser.NameToken(other));

    [Fact]
    public void Tells_names_apart() =>
        Assert.Equal(4, new HashSet<long>(new[] { "王芳", "王方", "芳王", "王芳芳" }.Select(_pseudonymiser.NameToken)).Count);

    [Theory]
    [MemberData(nameof(HostileText.All), MemberType = typeof(HostileText))]
    public void Answers_hostile_names(string what) =>
        Assert.Matches("^-?[0-9]+$", _pseudonymiser.NameToken(HostileText.Of(what) ?? string.Empty).ToString());

    [Fact]
    public void Never_gives_two_workers_one_name() =>
        Gen.Select(SampleIds.Gen, SampleIds.Gen).Sample((one, other) =>
        {
            Assert.True(ResidentId.TryParse(one, Vectors.Today, out var first));
            Assert.True(ResidentId.TryParse(other, Vectors.Today, out var second));
            Assert.Equal(first == second, _pseudonymiser.Worker(first) == _pseudonymiser.Worker(second));
            Assert.Matches("^w_[a-z2-7]{32}$", _pseudonymiser.Worker(first));
        });
}
