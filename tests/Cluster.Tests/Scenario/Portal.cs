using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Testing.Samples;

namespace Gongshu.Cluster.Tests;

/// <summary>One organisation's portal.</summary>
public sealed class Portal(District district, SampleOrganisation organisation, Caller caller)
{
    public SampleOrganisation Organisation => organisation;

    public string Uscc => organisation.Uscc;

    public Caller Caller => caller;

    public string Token => caller.Token;

    /// <summary>The training plan that it filed in time, if it did.</summary>
    public string Plan { get; set; } = "";

    /// <summary>The people on that plan.</summary>
    public SamplePerson[] Trainees { get; set; } = [];

    /// <summary>Submits, under a key of its own unless one is given.</summary>
    public Task<Answer> SubmitAsync(JsonObject form, string? key = null) => caller.PostAsync("/applications", form, key ?? district.Id("submit"));

    /// <summary>Submits what must be taken.</summary>
    public async Task<Case> FileAsync(JsonObject form)
    {
        var answer = (await SubmitAsync(form)).Expect(HttpStatusCode.Created);
        return new Case(district, this, answer);
    }
}
