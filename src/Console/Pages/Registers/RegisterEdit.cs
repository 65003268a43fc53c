using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Parts;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Registers;

/// <summary>A page that makes an entry of a register, or changes it.</summary>
public abstract class RegisterEdit<TEntry> : ConsolePart
    where TEntry : class, IRegistered
{
    /// <summary>What stands under the id that was typed for a new one.</summary>
    protected TEntry? Existing { get; private set; }

    protected Problem? Problem { get; set; }

    /// <summary>There is no entry to change.</summary>
    protected bool Missing { get; private set; }

    [Inject]
    protected NavigationManager Navigation { get; init; } = null!;

    /// <returns>The entry to change; null: there is none, and the page says so.</returns>
    protected async Task<TEntry?> ReadAsync(string path)
    {
        var answer = await Api.GetAsync<TEntry>(path);
        (Problem, Missing) = (answer.Problem, !answer.IsValue);
        if (Missing) AnswerWith(answer.Status);
        return answer.Value;
    }

    /// <param name="isNew">A new one must not write over what stands under its id.</param>
    /// <param name="form">Goes on from the version that stands now where somebody was faster.</param>
    /// <returns>The entry as it was saved; null: it was not, and the page says why.</returns>
    protected async Task<TEntry?> PutAsync(string path, bool isNew, object body, RegisterForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (isNew && (Existing = (await Api.GetAsync<TEntry>(path)).Value) is not null) return null;
        var answer = await Api.PutAsync<TEntry>(path, body, form.Version);
        Problem = answer.Problem;
        if (Problem?.Is("stale-version") == true) form.Version = (await Api.GetAsync<TEntry>(path)).Value?.Version;
        return answer.Value;
    }
}

/// <summary>An entry as it is typed in.</summary>
public abstract class RegisterForm
{
    /// <summary>The version that was seen; null: of a new one.</summary>
    public int? Version { get; set; }
}
