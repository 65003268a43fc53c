using System.Globalization;
using System.Text;

namespace Gongshu.Api.Demo;

/// <summary>What there is to see after the filling, and how to look at it.</summary>
internal static class DemoSummary
{
    public static async Task<string> TextAsync(DemoFront front, Uri address, TimeSpan took, CancellationToken cancellation)
    {
        var window = await front.GetAsync(DemoCaller.Leader, "/api/v1/windows/2018Q1", cancellation);
        var clock = await front.GetAsync(DemoCaller.Leader, "/dev/clock", cancellation);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"  done in {took.TotalSeconds:0.0} s. By the policy clock it is {clock.Text("now")[..10]}; the window 2018Q1 is {window.Text("status")}:").AppendLine();
        foreach (var status in window.Body.GetProperty("totals").GetProperty("byStatus").EnumerateObject())
        {
            var cases = status.Value.GetProperty("cases").GetInt32();
            text.AppendLine(CultureInfo.InvariantCulture, $"    {status.Name,-12} {cases,3} cases {status.Value.GetProperty("amount").GetDecimal(),12:0.00} yuan");
        }

        return text.AppendLine().Append(Look(address.GetLeftPart(UriPartial.Authority))).ToString();
    }

    private static string Look(string url) =>
        $$"""
          Roles for tokens: handler, approver, leader, finance, auditor, admin, and portal with the org of an organisation, for example
          {{DemoRegistries.SchoolNorth.Uscc}} ({{DemoRegistries.SchoolNorth.Name}}). In another terminal (bash):

            token() { curl -s {{url}}/dev/tokens -H 'Content-Type: application/json' -d '{"sub":"my-'$1'","name":"'$1'","roles":["'$1'"]}' | sed -E 's/.*"accessToken":"([^"]+)".*/\1/'; }

          What waits for the handler; what one worker got so far, whoever asked; the quarter closed, settled and paid:

            curl -s '{{url}}/api/v1/applications?status=submitted' -H "Authorization: Bearer $(token handler)"; echo
            curl -s {{url}}/api/v1/workers/lookup -H "Authorization: Bearer $(token auditor)" -H 'Content-Type: application/json' -d '{"idNumber":"{{DemoPeople.Worker(1).IdNumber}}"}'; echo
            curl -s {{url}}/dev/clock -H 'Content-Type: application/json' -d '{"now":"2018-04-01T00:00:05+08:00"}'; echo
            curl -s {{url}}/api/v1/windows/2018Q1/settlement -H "Authorization: Bearer $(token finance)" -H 'Content-Type: application/json' -d '{"carryUndecided":true}'; echo

        """;
}
