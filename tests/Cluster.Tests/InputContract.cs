using System.Net;
using System.Text;

namespace Gongshu.Cluster.Tests;

/// <summary>Bad input is answered, never a fault of ours, and writes nothing.</summary>
public abstract class InputContract(District district)
{
    private const int MostLines = 5_000;

    [Fact]
    public async Task Takes_a_roster_of_5000_lines_and_refuses_5001()
    {
        var employer = await district.RegisterAsync("employer");
        var people = district.Persons(MostLines + 1);
        var form = Forms.SkillUpgrade(employer, [.. people.Select((person, i) => Forms.UpgradeLine(person, line: i + 1))]);
        var refused = (await employer.SubmitAsync(form)).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        var fault = Assert.Single(refused["errors"]!.AsArray())!;
        Assert.Equal("/lines out-of-range", $"{fault["pointer"]!.GetValue<string>()} {fault["code"]!.GetValue<string>()}");

        form["lines"]!.AsArray().RemoveAt(MostLines);
        var filed = await employer.FileAsync(form);
        Assert.Equal(MostLines * 50_000L, filed.Fen);
        Assert.Equal(MostLines, filed.Submitted["lines"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("half a document")]
    [InlineData("a member twice")]
    [InlineData("an unknown member")]
    [InlineData("depth")]
    [InlineData("bytes that are no UTF-8")]
    [InlineData("a huge exponent")]
    [InlineData("a NUL in a name")]
    [InlineData("half a surrogate")]
    [InlineData("nothing")]
    [InlineData("only null")]
    [InlineData("shorter than it says")]
    [InlineData("longer than it says")]
    [InlineData("a length that is no number")]
    [InlineData("a chunk that never ends")]
    public async Task Answers_hostile_bodies_without_a_fault_and_writes_nothing(string attack)
    {
        var employer = await district.RegisterAsync("employer");
        var good = Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person())).ToJsonString();
        var (body, length) = Attack(attack, good);
        var status = await RawSocket.PostAsync(district.Server.Url, "/api/v1/applications", employer.Token, body, length);

        Assert.True(status is 0 or (>= 400 and < 500), $"{attack}: {status}");
        Assert.Empty((await district.Handler.ReadAsync($"/applications?applicant={employer.Uscc}"))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.OK, (await district.Server.Client.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode);
    }

    private static (byte[] Body, string Length) Attack(string attack, string good)
    {
        byte[] bytes = attack switch
        {
            "half a document" => Encoding.UTF8.GetBytes(good[..(good.Length / 2)]),
            "a member twice" => Encoding.UTF8.GetBytes("{\"programme\":\"skillUpgrade\"," + good[1..]),
            "an unknown member" => Encoding.UTF8.GetBytes("{\"approved\":true," + good[1..]),
            "depth" => Encoding.UTF8.GetBytes("{\"lines\":" + new string('[', 100_000)),
            "bytes that are no UTF-8" => [.. Encoding.UTF8.GetBytes("{\"programme\":\""), 0xC3, 0x28, 0xFF, .. Encoding.UTF8.GetBytes("\"}")],
            "a huge exponent" => Encoding.UTF8.GetBytes("{\"requestedAmount\":1e400," + good[1..]),
            "a NUL in a name" => Encoding.UTF8.GetBytes(good.Replace("\"phone\":\"0571", "\"phone\":\"\\u00000571", StringComparison.Ordinal)),
            "half a surrogate" => Encoding.UTF8.GetBytes(good.Replace("\"phone\":\"0571", "\"phone\":\"\\ud8000571", StringComparison.Ordinal)),
            "nothing" => [],
            "only null" => "null"u8.ToArray(),
            "a chunk that never ends" => Encoding.UTF8.GetBytes("FFFF\r\n" + good),
            _ => Encoding.UTF8.GetBytes(good),
        };
        return (bytes, attack switch
        {
            "shorter than it says" => $"Content-Length: {bytes.Length + 100}",
            "longer than it says" => $"Content-Length: {bytes.Length - 100}",
            "a length that is no number" => "Content-Length: many",
            "a chunk that never ends" => "Transfer-Encoding: chunked",
            _ => $"Content-Length: {bytes.Length}",
        });
    }
}

[Collection(SqliteTests.Name)]
public sealed class Input_on_SQLite(SharedOnSqlite program) : InputContract(program.District);

[Collection(PostgreSqlTests.Name)]
public sealed class Input_on_PostgreSQL(SharedOnPostgreSql program) : InputContract(program.District);
