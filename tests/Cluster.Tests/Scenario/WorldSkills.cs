using System.Net;

namespace Gongshu.Cluster.Tests;

/// <summary>The one WorldSkills competition of 2018: a second id for it would guard nothing, so all scenarios of a program share it.</summary>
internal static class WorldSkills
{
    private const string Id = "worldskills-2018";

    public static async Task<string> RegisterAsync(District district)
    {
        if ((await district.Handler.Caller.GetAsync($"/competitions/{Id}")).Status == HttpStatusCode.NotFound)
        {
            var organiser = await district.RegisterAsync("competitionOrganiser");
            await district.Handler.PutAsync($"/competitions/{Id}", Forms.Competition(organiser, "第45届世界技能大赛", "worldSkills"));
        }

        return Id;
    }
}
