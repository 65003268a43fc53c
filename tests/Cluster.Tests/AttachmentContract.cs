using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>Papers that are uploaded and named by a case: taken, refused, downloaded, by whom.</summary>
public abstract class AttachmentContract(District district)
{
    private static readonly byte[] Paper = [.. "%PDF-1.7\n"u8, .. Encoding.UTF8.GetBytes("测试材料")];

    [Fact]
    public async Task A_case_names_an_upload_and_who_may_read_the_case_may_download_it()
    {
        var (employer, other) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"));
        var id = Text((await UploadAsync(employer.Token, Paper, "劳动合同 甲.pdf")).Expect(HttpStatusCode.Created)["id"]);
        await employer.FileAsync(Naming(employer, id));
        foreach (var (token, status) in new[] { (employer.Token, 200), (other.Token, 404), (district.Handler.Caller.Token, 200), (district.Everybody.Token, 200) })
        {
            using var response = await DownloadAsync(token, id);
            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            if (status != 200) continue;
            Assert.Equal(Paper, await response.Content.ReadAsByteArrayAsync());
            Assert.Equal(("attachment", "劳动合同 甲.pdf", "application/pdf"),
                (response.Content.Headers.ContentDisposition!.DispositionType, response.Content.Headers.ContentDisposition.FileNameStar, response.Content.Headers.ContentType!.MediaType));
        }
    }

    [Fact]
    public async Task A_foreign_or_missing_file_is_named_by_nobody_and_the_fault_has_its_pointer()
    {
        var (employer, other) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"));
        var foreign = Text((await UploadAsync(other.Token, Paper, "a.pdf")).Expect(HttpStatusCode.Created)["id"]);
        foreach (var id in new[] { foreign, "att_" + new string('a', 26), "../etc" })
        {
            var refused = (await employer.SubmitAsync(Naming(employer, id))).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
            Assert.Equal(("/documents/0/attachment", "unknown-value"), (Text(refused["errors"]![0]!["pointer"]), Text(refused["errors"]![0]!["code"])));
        }
    }

    [Fact]
    public async Task An_upload_under_one_key_is_one_upload()
    {
        var employer = await district.RegisterAsync("employer");
        var key = district.Id("upload");
        var first = (await UploadAsync(employer.Token, Paper, "a.pdf", key)).Expect(HttpStatusCode.Created);
        var again = (await UploadAsync(employer.Token, Paper, "a.pdf", key)).Expect(HttpStatusCode.Created);
        Assert.Equal((Text(first["id"]), true), (Text(again["id"]), again.IsReplay));
        (await UploadAsync(employer.Token, [.. Paper, 1], "a.pdf", key)).Expect(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task Each_fault_of_a_file_has_its_code()
    {
        var token = (await district.RegisterAsync("employer")).Token;
        (await UploadAsync(token, Paper, "a.xlsx")).Expect(HttpStatusCode.UnprocessableEntity, "file-type-mismatch");
        (await UploadAsync(token, Paper, "a.docx")).Expect(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        (await UploadAsync(token, [], "a.pdf")).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        (await UploadAsync(token, "PK\u0003\u0004broken"u8.ToArray(), "a.xlsx")).Expect(HttpStatusCode.UnprocessableEntity, "unsafe-file");
        (await UploadAsync(token, Paper, "a.pdf", field: "other")).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        (await UploadAsync(token, [.. Paper, .. new byte[20 * 1024 * 1024]], "a.pdf")).Expect(HttpStatusCode.RequestEntityTooLarge, "too-large");
        (await new Caller(district.Server.Client, token).PostAsync("/attachments", new JsonObject())).Expect(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    private static JsonObject Naming(Portal employer, string attachment, Func<JsonObject>? line = null)
    {
        var form = Forms.SkillUpgrade(employer, line?.Invoke() ?? Forms.UpgradeLine(new Gongshu.Testing.Samples.SamplePeople(43)[Interlocked.Increment(ref _person)]));
        foreach (var document in form["documents"]!.AsArray().Where(document => Text(document!["kind"]) == "identityDocument"))
        {
            document!.AsObject().Remove("onPaper");
            document["attachment"] = attachment;
        }

        return form;
    }

    private static int _person;

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private Task<Answer> UploadAsync(string token, byte[] content, string name, string? key = null, string field = "file") =>
        new Caller(district.Server.Client, token).UploadAsync("/attachments", content, name, key, field);

    private async Task<HttpResponseMessage> DownloadAsync(string token, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/attachments/{id}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await district.Server.Client.SendAsync(request);
    }
}

[Collection(SqliteTests.Name)]
public sealed class AttachmentOnSqliteTests(SharedOnSqlite program) : AttachmentContract(program.District);

[Collection(PostgreSqlTests.Name)]
public sealed class AttachmentOnPostgreSqlTests(SharedOnPostgreSql program) : AttachmentContract(program.District);
