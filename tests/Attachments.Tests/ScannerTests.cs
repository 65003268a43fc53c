using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Gongshu.Testing;
using Microsoft.Extensions.Configuration;

namespace Gongshu.Attachments.Tests;

/// <summary>clamd's protocol, and what becomes of a file when nobody scans.</summary>
public sealed class ScannerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_clean_file_is_sent_whole_and_marked_as_scanned()
    {
        using var clamd = new FakeClamd();
        using var intake = new Intake(new ClamdScanner(clamd.Address, Patience), required: true);
        var content = Files.Pdf(300_000);
        Assert.True((await intake.TakeAsync(content, "a.pdf")).File!.Scanned);
        Assert.Equal(SHA256.HashData(content), clamd.Seen);
    }

    [Theory]
    [InlineData("127.0.0.1:0")]
    [InlineData("[::1]:0")]
    [InlineData("unix")]
    public async Task A_scanner_is_reached_by_either_family_and_by_a_socket_of_the_machine(string at)
    {
        using var folder = new TempFolder("clamd");
        using var clamd = new FakeClamd(at: at == "unix" ? new UnixDomainSocketEndPoint(Path.Combine(folder.FullPath, "clamd.ctl")) : IPEndPoint.Parse(at));
        var written = clamd.Address is UnixDomainSocketEndPoint path ? $"unix:{path}" : clamd.Address.ToString()!;
        var faults = new List<string>();
        var settings = AttachmentSettings.Read(
            new ConfigurationBuilder().AddInMemoryCollection([new("Attachments:Scanner:Clamd", written), new("Attachments:Scanner:Required", "true")]).Build(), folder.FullPath, faults);
        Assert.Empty(faults);
        using var intake = new Intake(AttachmentServices.ScannerOf(settings.Scanner), required: true);
        Assert.True((await intake.TakeAsync(Files.Pdf(), "a.pdf")).File!.Scanned);
    }

    [Fact]
    public async Task An_infected_file_is_refused()
    {
        using var clamd = new FakeClamd();
        using var intake = new Intake(new ClamdScanner(clamd.Address, Patience));
        await intake.RefusesAsync(FileFaultKind.Infected, [.. Files.Pdf(), .. Encoding.ASCII.GetBytes(FakeClamd.Malware)], "a.pdf");
    }

    [Fact]
    public async Task An_error_of_the_scanner_is_no_clean_bill()
    {
        using var clamd = new FakeClamd("INSTREAM size limit exceeded. ERROR");
        using (var lenient = new Intake(new ClamdScanner(clamd.Address, Patience))) Assert.False((await lenient.TakeAsync(Files.Pdf(), "a.pdf")).File!.Scanned);
        using var strict = new Intake(new ClamdScanner(clamd.Address, Patience), required: true);
        await strict.RefusesAsync(FileFaultKind.NotScanned, Files.Pdf(), "a.pdf");
    }

    [Fact]
    public async Task Without_a_scanner_that_answers_a_file_is_taken_as_not_scanned_or_refused_where_scanning_is_required()
    {
        var nobody = new ClamdScanner(new DnsEndPoint("127.0.0.1", FreePort.Next()), Patience);
        using (var lenient = new Intake(nobody)) Assert.False((await lenient.TakeAsync(Files.Pdf(), "a.pdf")).File!.Scanned);
        using var strict = new Intake(nobody, required: true);
        await strict.RefusesAsync(FileFaultKind.NotScanned, Files.Pdf(), "a.pdf");
    }
}
