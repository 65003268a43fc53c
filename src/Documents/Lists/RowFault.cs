namespace Gongshu.Documents.Lists;

/// <summary>One fault of a list, at its place. Never repeats what stands in the cell.</summary>
/// <param name="Row">As the spreadsheet counts, from 1.</param>
/// <param name="Column">The column's name as the contract has it, whatever the file calls it.</param>
/// <param name="Code">As in <c>errors[].code</c> of the contract, and those of <see cref="RowFaultCode"/>.</param>
public sealed record RowFault(int Row, string Column, string Code, string Zh, string En);

/// <summary>Codes of faults in lists. Where the contract's request bodies have the same fault it has the same code.</summary>
public static class RowFaultCode
{
    public const string Required = "required";
    public const string UnknownValue = "unknown-value";
    public const string InvalidDate = "invalid-date";
    public const string InvalidAmount = "invalid-amount";
    public const string OutOfRange = "out-of-range";
    public const string TooLong = "too-long";
    public const string InvalidText = "invalid-text";
    public const string InvalidIdNumber = "invalid-id-number";
    public const string InvalidUscc = "invalid-uscc";
    public const string LineNumberRepeated = "line-number-repeated";
    public const string WorkerListedTwice = "worker-listed-twice";
    public const string CertificateListedTwice = "certificate-listed-twice";
    public const string ColumnRepeated = "column-repeated";
    public const string HiddenRow = "hidden-row";
    public const string MergedCells = "merged-cells";
    /// <summary>A spreadsheet took a long number for a quantity and threw digits away.</summary>
    public const string RoundedNumber = "rounded-number";
}

/// <summary>The faults of one file, in the order in which they are found; the first 1,000 are kept, the rest are counted.</summary>
public sealed class RowFaults
{
    public const int Told = 1_000;

    private readonly List<RowFault> _faults = [];

    public int Omitted { get; private set; }

    public bool Any => _faults.Count > 0;

    /// <summary>By row.</summary>
    public RowFault[] All => [.. _faults.OrderBy(fault => fault.Row)];

    public void Add(int row, string column, string code, string zh, string en)
    {
        if (_faults.Count == Told) Omitted++;
        else _faults.Add(new(row, column, code, zh, en));
    }
}
