using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Windows;

/// <summary>What the policies say of intake windows, before any override.</summary>
public interface IWindowPlan
{
    /// <summary>The days of a window; null: no policy is in force on its first day, so there is no such window.</summary>
    WindowDays? Planned(WindowId window);
}
