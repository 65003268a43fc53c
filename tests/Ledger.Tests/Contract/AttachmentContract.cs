using System.Text;
using Gongshu.Policy;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

/// <summary>What is known of uploaded files.</summary>
public abstract class AttachmentContract : LedgerContract
{
    private static AttachmentRow Row(int number, string? key = null, DateTimeOffset? at = null) => new(
        $"att_{number:x26}", "91330105MA27ABCD4X", "portal-1", at ?? March, 20L * 1024 * 1024, [1, 2, 3], "application/pdf", $"劳动合同 {number}.pdf", AttachmentScan.NotScanned,
        key is null ? null : OperationId.Of("91330105MA27ABCD4X", "POST", "/api/v1/attachments", key));

    private Task<CommitOutcome> AddAsync(AttachmentRow row) => Ledger.Attachments.AddAsync(row, new AuditEntry("attachment.stored", row.StoredBy, row.StoredAt, row.Id, "{}"u8.ToArray()), default);

    private async Task<int> EntriesOfAsync(params string[] ids)
    {
        var page = await Ledger.ListEventsAsync(new EventFilter(null, "attachment.stored", null, null), new PageRequest(null, 200), default);
        return page.Items.Count(written => ids.Any(id => Encoding.UTF8.GetString(written.Body).Contains(id, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_row_comes_back_as_it_was_added_and_an_unknown_id_is_left_out()
    {
        var (one, two) = (Row(1), Row(2, "k") with { Scan = AttachmentScan.Clean, Owner = "" });
        Assert.IsType<Committed>(await AddAsync(one));
        Assert.IsType<Committed>(await AddAsync(two));
        var found = (await Ledger.Attachments.FindAsync([two.Id, "att_none", one.Id, one.Id], default)).OrderBy(row => row.Id, StringComparer.Ordinal).ToArray();
        Assert.Equal([Flat(one), Flat(two)], found.Select(Flat));
        Assert.Empty(await Ledger.Attachments.FindAsync([], default));
    }

    [Fact]
    public async Task A_second_row_of_one_operation_is_not_added_and_the_first_is_answered()
    {
        await AddAsync(Row(1, "k"));
        var both = await Task.WhenAll(Enumerable.Range(2, 8).Select(number => AddAsync(Row(number, "k"))));
        Assert.All(both, outcome => Assert.Equal(Flat(Row(1, "k")), Flat(Assert.IsType<AttachmentStands>(outcome).Row)));
        Assert.Empty(await Ledger.Attachments.FindAsync([.. Enumerable.Range(2, 8).Select(number => Row(number).Id)], default));
        Assert.IsType<Committed>(await AddAsync(Row(19, "other")));
    }

    [Fact]
    public async Task Of_uploads_that_race_under_one_operation_one_row_and_one_audit_entry_stand()
    {
        var rows = Enumerable.Range(1, 8).Select(number => Row(number, "raced")).ToArray();
        var outcomes = await Task.WhenAll(rows.Select(row => Task.Run(() => AddAsync(row))));
        var winner = rows[Array.FindIndex(outcomes, outcome => outcome is Committed)];
        Assert.Single(outcomes, outcome => outcome is Committed);
        Assert.All(outcomes.OfType<AttachmentStands>(), outcome => Assert.Equal(winner.Id, outcome.Row.Id));
        Assert.Equal(7, outcomes.OfType<AttachmentStands>().Count());
        Assert.Equal(1, await EntriesOfAsync([.. rows.Select(row => row.Id)]));
        Assert.Equal(1, await EntriesOfAsync(winner.Id));
    }

    [Fact]
    public async Task A_row_that_cannot_be_added_leaves_no_audit_entry()
    {
        await AddAsync(Row(1));
        // An id that stands already: nothing that a command expects, so it fails as storage does.
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => AddAsync(Row(1) with { StoredBy = "another" }));
        Assert.Equal(1, await EntriesOfAsync(Row(1).Id));
    }

    [Fact]
    public async Task What_is_not_kept_is_listed_by_age_page_by_page_until_it_is_removed_or_kept()
    {
        for (var number = 1; number <= 5; number++) await AddAsync(Row(number, at: March.AddDays(number)));
        var first = await Ledger.Attachments.NotKeptAsync(March.AddDays(5), null, 3, default);
        Assert.Equal([Row(1).Id, Row(2).Id, Row(3).Id], first.Select(row => row.Id));
        Assert.Equal([Row(4).Id], (await Ledger.Attachments.NotKeptAsync(March.AddDays(5), first[^1], 3, default)).Select(row => row.Id));

        await Ledger.Attachments.KeepAsync([Row(2).Id], default);
        await Ledger.Attachments.RemoveAsync([Row(1).Id, Row(2).Id], default);
        Assert.Equal([Row(3).Id, Row(4).Id, Row(5).Id], (await Ledger.Attachments.NotKeptAsync(March.AddDays(6), null, 10, default)).Select(row => row.Id));
        Assert.Equal([Row(2).Id], (await Ledger.Attachments.FindAsync([Row(1).Id, Row(2).Id], default)).Select(row => row.Id));
    }

    [Fact]
    public async Task What_was_not_scanned_is_listed_by_age_until_it_is_marked_and_a_mark_stays()
    {
        for (var number = 1; number <= 4; number++) await AddAsync(Row(number, at: March.AddDays(number)) with { Scan = number == 2 ? AttachmentScan.Clean : AttachmentScan.NotScanned });
        var first = await Ledger.Attachments.NotScannedAsync(null, 2, default);
        Assert.Equal([Row(1).Id, Row(3).Id], first.Select(row => row.Id));
        Assert.Equal([Row(4).Id], (await Ledger.Attachments.NotScannedAsync(first[^1], 2, default)).Select(row => row.Id));
        await Ledger.Attachments.MarkAsync(Row(1).Id, AttachmentScan.Infected, default);
        await Ledger.Attachments.MarkAsync(Row(1).Id, AttachmentScan.Clean, default);
        await Ledger.Attachments.MarkAsync(Row(3).Id, AttachmentScan.Clean, default);
        Assert.Equal([Row(4).Id], (await Ledger.Attachments.NotScannedAsync(null, 9, default)).Select(row => row.Id));
        Assert.Equal([AttachmentScan.Infected], (await Ledger.Attachments.FindAsync([Row(1).Id], default)).Select(row => row.Scan));
    }

    [Fact]
    public async Task The_name_is_sealed()
    {
        await AddAsync(Row(1));
        var function = Database.Prefix.Length > 0 ? "encode(sealed_name, 'hex')" : "hex(sealed_name)";
        var stored = (string)(await Database.ScalarAsync($"SELECT {function} FROM {Database.Prefix}attachments"))!;
        Assert.DoesNotContain(Convert.ToHexString(Encoding.UTF8.GetBytes("劳动合同")), stored, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_case_names_a_file_in_its_own_commit()
    {
        await CommitAllAsync(Submit(Number(1), Key(1)) with { Traces = [new(TraceKind.Attachment, 77, "91330105MA27ABCD4X", Number(1), 1)] });
        Assert.Equal([Number(1)], (await Ledger.FindTracesAsync([(TraceKind.Attachment, 77)], default)).Select(match => match.Case));
    }

    private static string Flat(AttachmentRow row) => $"{row.Id} {row.Owner} {row.StoredBy} {row.StoredAt.ToUniversalTime():O} {row.Size} {Convert.ToHexString(row.Sha256)} {row.MediaType} {row.Name} {row.Scan} {row.Operation}";
}
