namespace Gongshu.Grains.Interfaces;

/// <summary>
/// What falls due in cases by the calendar alone: corrections that come too late, and notices of deadlines. A reminder asks again and again; every
/// call starts from the ledger, so a missed or repeated one changes nothing. Key <c>due-cases</c>.
/// </summary>
public interface IDeadlinesGrain : IGrainWithStringKey
{
    /// <summary>
    /// Lets every case lapse that was not corrected in time, and writes each notice that is due once. All durable on return. Called at start and
    /// after the clock was moved.
    /// </summary>
    [ResponseTimeout(WindowLimits.Attendance)]
    Task Attend();
}
