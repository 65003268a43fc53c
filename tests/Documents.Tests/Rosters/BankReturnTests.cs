using System.Text;
using Gongshu.Documents.BankFiles;
using Gongshu.Documents.Lists;
using Gongshu.Policy;

namespace Gongshu.Documents.Tests.Rosters;

public sealed class BankReturnTests
{
    [Theory]
    [InlineData("序号")]
    [InlineData("明细序号")]
    [InlineData("行号")]
    public void The_banks_own_numbering_of_its_rows_is_not_taken_for_batch_lines(string head) =>
        Assert.NotNull(BankReturnImport.Read(System.Text.Encoding.UTF8.GetBytes($"{head},结果\n1,失败\n")).Unreadable);

    [Fact]
    public void The_contracts_columns_and_a_banks_own_are_read_alike()
    {
        var expected = new BankReturnRow[]
        {
            new(2, 1, BankOutcome.Paid, null, new(2018, 4, 9), null, null, null, null),
            new(3, 2, BankOutcome.Failed, "AC01", null, null, null, null, null),
        };
        Assert.Equal(expected, Read("batchLine,outcome,code,paidOn\r\n1,paid,,2018-04-09\r\n2,failed,AC01,\r\n").Rows);
        Assert.Equal(expected, Read("交易日期,批次行号,处理结果,失败原因\r\n20180409,1,交易成功,\r\n,2,失败,AC01\r\n").Rows);
    }

    [Fact]
    public void What_the_file_states_of_the_batch_is_read_too_and_its_sum()
    {
        var file = Read("批次号,批次行号,案件编号,金额,结果,支付日期\nB-2018Q1-1,1,GS-2018Q1-000001,\"1,500.00\",成功,2018/4/9\n合计,,,¥1500元,,\n");
        Assert.Equal(new(2, 1, BankOutcome.Paid, null, new(2018, 4, 9), "B-2018Q1-1", "GS-2018Q1-000001", Money.Yuan(1_500), null), Assert.Single(file.Rows));
        Assert.Equal((3, Money.Yuan(1_500)), file.Total);
    }

    [Fact]
    public void Every_fault_is_told_by_row()
    {
        var file = Read("batchLine,outcome,code,paidOn,amount\n0,paid,,,1.005\n,maybe,,x,-1\n");
        Assert.Equal(
            [(2, "paidOn", RowFaultCode.Required), (2, "batchLine", RowFaultCode.OutOfRange), (2, "amount", RowFaultCode.InvalidAmount),
             (3, "batchLine", RowFaultCode.Required), (3, "outcome", RowFaultCode.UnknownValue), (3, "paidOn", RowFaultCode.InvalidDate), (3, "amount", RowFaultCode.InvalidAmount)],
            file.Errors.Select(fault => (fault.Row, fault.Column, fault.Code)));
    }

    private static BankReturnFile Read(string csv) => BankReturnImport.Read(Encoding.UTF8.GetBytes(csv)).Content!;
}
