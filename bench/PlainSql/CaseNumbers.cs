using Gongshu.Policy;
using Npgsql;

namespace Gongshu.PlainSql;

/// <summary>Case numbers from blocks of 64, as the product takes them: one round trip for 64 applications.</summary>
internal sealed class CaseNumbers(NpgsqlDataSource source) : IDisposable
{
    private const int Block = 64;
    private readonly SemaphoreSlim _one = new(1, 1);
    private WindowId _window;
    private long _next, _end;

    public async ValueTask<CaseNumber> NextAsync(WindowId window)
    {
        await _one.WaitAsync();
        try
        {
            if (_next == _end || window != _window)
            {
                await using var take = source.CreateCommand(
                    """
                    INSERT INTO gongshu.case_number_blocks AS b (intake_window, next_ordinal) VALUES ($1, 1 + $2)
                    ON CONFLICT (intake_window) DO UPDATE SET next_ordinal = b.next_ordinal + $2 RETURNING next_ordinal - $2
                    """);
                take.Parameters.Add(Columns.Of(Columns.Window(window)));
                take.Parameters.Add(Columns.Of((long)Block));
                _next = (long)(await take.ExecuteScalarAsync())!;
                (_end, _window) = (_next + Block, window);
            }
            return new(window, _next++);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
