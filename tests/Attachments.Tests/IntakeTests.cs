using System.Security.Cryptography;
using System.Text;
using Gongshu.Documents;

namespace Gongshu.Attachments.Tests;

/// <summary>What is taken, what is refused and why, and that nothing is left of the refused.</summary>
public sealed class IntakeTests : IDisposable
{
    private readonly Intake _intake = new();

    public static TheoryData<string, string?, byte[], string> Accepted => new()
    {
        { "a.pdf", "application/pdf", Files.Pdf(), "application/pdf" }, { "a.PDF", null, Files.Pdf(), "application/pdf" },
        { "a.jpg", "image/jpeg", Files.Jpeg, "image/jpeg" }, { "a.jpeg", "application/octet-stream", Files.Jpeg, "image/jpeg" },
        { "a.png", "image/png", Files.Png, "image/png" }, { "a.ofd", null, Files.Ofd, "application/ofd" },
        { "a.xlsx", "application/zip", Files.Xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
        { "C:\\papers\\张三.pdf", "application/pdf", Files.Pdf(), "application/pdf" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task Takes_what_is_accepted_and_gives_it_back_byte_by_byte(string name, string? type, byte[] content, string mediaType)
    {
        var file = (await _intake.TakeAsync(content, name, type)).File!;
        Assert.Equal((name[(name.LastIndexOf('\\') + 1)..], mediaType, (long)content.Length, false), (file.Name, file.MediaType, file.Size, file.Scanned));
        Assert.Equal(SHA256.HashData(content), file.Sha256);
        Assert.Equal(content, await _intake.ReadAsync(file));
        Assert.Single(_intake.Left);
    }

    [Fact]
    public async Task Refuses_other_types_by_name_or_by_declaration()
    {
        await _intake.RefusesAsync(FileFaultKind.NotAccepted, "MZ"u8.ToArray(), "a.exe");
        await _intake.RefusesAsync(FileFaultKind.NotAccepted, Files.Pdf(), "a");
        await _intake.RefusesAsync(FileFaultKind.NotAccepted, Files.Xlsx(), "a.xlsm");
        await _intake.RefusesAsync(FileFaultKind.NotAccepted, Files.Pdf(), "a.pdf", "text/html");
    }

    [Fact]
    public async Task Refuses_what_is_not_what_it_says()
    {
        await _intake.RefusesAsync(FileFaultKind.Mismatch, Files.Pdf(), "a.xlsx");
        await _intake.RefusesAsync(FileFaultKind.Mismatch, Files.Pdf(), "a.pdf", "image/png");
        await _intake.RefusesAsync(FileFaultKind.Mismatch, "<html>"u8.ToArray(), "a.pdf", "application/pdf");
        await _intake.RefusesAsync(FileFaultKind.Mismatch, Files.Ofd, "a.xlsx");
        await _intake.RefusesAsync(FileFaultKind.Mismatch, Files.Xlsx(), "a.ofd");
        await _intake.RefusesAsync(FileFaultKind.Mismatch, Files.Zip(("word/document.xml", "<w/>"), ("[Content_Types].xml", Files.ContentTypes)), "a.xlsx");
    }

    [Fact]
    public async Task Refuses_an_archive_that_no_parser_should_open()
    {
        await _intake.RefusesAsync(FileFaultKind.Unsafe, Files.Xlsx(("xl/vbaProject.bin", "x")), "a.xlsx");
        await _intake.RefusesAsync(FileFaultKind.Unsafe, Files.Zip(("[Content_Types].xml", Files.ContentTypes.Replace("sheet.main", "macroEnabled.main", StringComparison.Ordinal)), ("xl/workbook.xml", "<w/>")), "a.xlsx");
        await _intake.RefusesAsync(FileFaultKind.Unsafe, Files.Xlsx(("../evil", "x")), "a.xlsx");
        await _intake.RefusesAsync(FileFaultKind.Unsafe, Files.Xlsx(("/etc/passwd", "x")), "a.xlsx");
        await _intake.RefusesAsync(FileFaultKind.Unsafe, Files.Xlsx(("link", "/etc/passwd")), "a.xlsx");
        await _intake.RefusesAsync(FileFaultKind.Unsafe, Files.Xlsx(("xl/a.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")), "a.xlsx");
        await _intake.RefusesAsync(FileFaultKind.Unsafe, Files.Xlsx(("xl/_rels/a.rels", "<R><Relationship Type='x/image' TargetMode='External' Target='http://evil'/></R>")), "a.xlsx");
        await _intake.RefusesAsync(FileFaultKind.Unsafe, Files.Xlsx(("xl/_rels/a.rels", "<R><Relationship")), "a.xlsx");
        await _intake.RefusesAsync(FileFaultKind.Unsafe, Files.Xlsx([.. Enumerable.Range(0, 199).Select(i => ($"xl/{i}", ""))]), "a.xlsx");
        await _intake.RefusesAsync(FileFaultKind.Unsafe, Files.Xlsx(("xl/bomb", new string('a', 10_000_000))), "a.xlsx");
        await _intake.RefusesAsync(FileFaultKind.Unsafe, Files.Xlsx()[..^30], "a.xlsx");
    }

    [Fact]
    public async Task A_link_that_somebody_has_to_click_is_no_outside_content() => Assert.NotNull((await _intake.TakeAsync(
        Files.Xlsx(("xl/_rels/a.rels", "<R><Relationship Type='x/hyperlink' TargetMode='External' Target='mailto:a@b'/></R>")), "a.xlsx")).File);

    [Fact]
    public async Task A_failed_formula_is_no_fault_of_a_paper_that_is_only_kept() => Assert.NotNull((await _intake.TakeAsync(
        Files.Xlsx(("xl/worksheets/sheet1.xml", "<worksheet><c r=\"A1\" t=\"e\"><v>#N/A</v></c></worksheet>")), "a.xlsx")).File);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("..")]
    [InlineData("a\u202Efdp.exe.pdf")]
    [InlineData("a\u0000.pdf")]
    [InlineData("a\u200B.pdf")]
    public async Task Refuses_a_name_that_cannot_be_shown(string name) => await _intake.RefusesAsync(FileFaultKind.BadName, Files.Pdf(), name);

    [Fact]
    public async Task Refuses_a_name_over_200_characters_and_takes_one_of_200()
    {
        Assert.NotNull((await _intake.TakeAsync(Files.Pdf(), new string('名', 196) + ".pdf")).File);
        using var other = new Intake();
        await other.RefusesAsync(FileFaultKind.BadName, Files.Pdf(), new string('名', 197) + ".pdf");
    }

    [Fact]
    public async Task Takes_20_MiB_and_refuses_one_byte_more_and_nothing()
    {
        var largest = new byte[FileCap.Most];
        "%PDF-"u8.CopyTo(largest);
        using (var other = new Intake())
        {
            await other.RefusesAsync(FileFaultKind.TooLarge, [.. largest, 0], "a.pdf");
            await other.RefusesAsync(FileFaultKind.Empty, [], "a.pdf");
        }

        Assert.Equal(largest.Length, (await _intake.TakeAsync(largest, "a.pdf")).File!.Size);
    }

    [Fact]
    public async Task Nothing_of_the_content_or_the_name_stands_in_the_folder_in_clear()
    {
        var secret = "330105198506121011";
        await _intake.TakeAsync([.. Files.Pdf(), .. Encoding.UTF8.GetBytes(secret)], "张三.pdf");
        var stored = Assert.Single(_intake.Left);
        Assert.DoesNotContain(secret, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(stored)), StringComparison.Ordinal);
        Assert.DoesNotContain("张三", stored, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(stored));
    }

    public void Dispose() => _intake.Dispose();
}
