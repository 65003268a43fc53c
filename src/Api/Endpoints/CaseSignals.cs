using Gongshu.Api.Auth;
using Gongshu.Api.Problems;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Endpoints;

/// <summary>The signals that staff are shown with one case. Whatever keeps them from being computed never hides the case.</summary>
internal static partial class CaseSignals
{
    private const string Unavailable = "signals-unavailable";

    public static async Task<CaseView?> ShowAsync(HttpContext http, IGrainFactory grains, CaseView? view)
    {
        var actor = http.Actor();
        if (view is null || !actor.IsStaff) return view;
        var english = Language.IsEnglish(http);
        try
        {
            return view with { Signals = await grains.Signals().Of(view.CaseNumber, actor, english) };
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogNotComputed(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CaseSignals)), fault.GetType().Name, view.CaseNumber.ToString());
            // An empty list would say that there are none.
            return view with { Signals = [new SignalView(Unavailable, english ? "The signals could not be computed now." : "提示信号暂时无法计算。")] };
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The signals of case {CaseNumber} could not be computed because of {Fault}")]
    private static partial void LogNotComputed(ILogger logger, string fault, string caseNumber);
}
