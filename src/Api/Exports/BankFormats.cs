using Gongshu.Documents.Spreadsheets;
using Gongshu.Grains.Interfaces;
using Microsoft.Extensions.Options;

namespace Gongshu.Api.Exports;

/// <summary>
/// The payment file's columns: those of the contract, and for each bank that wants others its own, as data (<c>Banks:{id}:Columns</c>, each with a
/// <c>Name</c> and either a <c>Field</c> of the contract or a fixed <c>Value</c>).
/// </summary>
internal sealed class BankFormats
{
    /// <summary>As far as a bank's list goes.</summary>
    private const int MostColumns = 50, MostText = 100;

    private static readonly (string Field, Func<PaymentLine, WrittenCell> Cell)[] Fields =
    [
        ("batchId", line => WrittenCell.Of(line.BatchId)),
        ("batchLine", line => WrittenCell.Of(line.BatchLine)),
        ("caseNumber", line => WrittenCell.Of(line.CaseNumber.ToString())),
        ("payeeName", line => WrittenCell.Of(line.PayeeName)),
        ("bankName", line => WrittenCell.Of(line.Account.BankName)),
        ("accountName", line => WrittenCell.Of(line.Account.AccountName)),
        ("accountNumber", line => WrittenCell.Of(line.Account.AccountNumber)),
        ("amount", line => WrittenCell.Of(line.Amount)),
        ("purpose", line => WrittenCell.Of(line.Purpose)),
        ("batchHash", line => WrittenCell.Of(line.BatchHash)),
    ];

    private readonly Dictionary<string, (string Name, Func<PaymentLine, WrittenCell> Cell)[]> _banks;

    private BankFormats(Dictionary<string, (string, Func<PaymentLine, WrittenCell>)[]> banks) => _banks = banks;

    /// <exception cref="OptionsValidationException">A column has no name, or neither or both of field and value, or a field that is none; all faults at once.</exception>
    public static BankFormats Read(IConfiguration configuration)
    {
        var (banks, faults) = (new Dictionary<string, (string, Func<PaymentLine, WrittenCell>)[]>(StringComparer.OrdinalIgnoreCase), new List<string>());
        foreach (var bank in configuration.GetSection("Banks").GetChildren())
        {
            var columns = bank.GetSection("Columns").GetChildren().Select(column => ColumnOf(column, faults)).ToArray();
            if (columns.Length is 0 or > MostColumns) faults.Add($"{bank.Path}:Columns has to name 1 to {MostColumns} columns.");
            else banks.Add(bank.Key, columns);
        }

        return faults.Count == 0 ? new(banks) : throw new OptionsValidationException("Banks", typeof(BankFormats), faults);
    }

    /// <summary>The table, or null: no such bank is configured.</summary>
    /// <param name="bank">Null: the contract's columns.</param>
    public ExportTable? Table(string? bank, IReadOnlyList<PaymentLine> lines)
    {
        (string Name, Func<PaymentLine, WrittenCell> Cell)[]? columns = bank is null ? Fields : _banks.GetValueOrDefault(bank);
        return columns is null ? null
            : new("拨付文件", Array.ConvertAll(columns, column => column.Name), lines.Select(line => Array.ConvertAll(columns, column => column.Cell(line))));
    }

    private static (string, Func<PaymentLine, WrittenCell>) ColumnOf(IConfigurationSection column, List<string> faults)
    {
        var (name, field, value) = (column["Name"], column["Field"], column["Value"]);
        if (name is not { Length: > 0 and <= MostText }) faults.Add($"{column.Path}:Name has to be a text of 1 to {MostText} characters.");
        if (field is null == value is null) faults.Add($"{column.Path} needs either a Field or a Value.");
        var cell = value is not null ? _ => WrittenCell.Of(value) : Array.Find(Fields, one => one.Field.Equals(field, StringComparison.OrdinalIgnoreCase)).Cell;
        if (cell is null) faults.Add($"{column.Path}:Field is none of {string.Join(", ", Fields.Select(one => one.Field))}.");
        return (name ?? "", cell ?? (_ => default));
    }
}
