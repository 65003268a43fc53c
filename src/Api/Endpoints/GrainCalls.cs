using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Endpoints;

/// <summary>Which grain a resource is.</summary>
internal static class GrainCalls
{
    /// <summary>The readers without state have one key.</summary>
    private const long Stateless = 0;

    public static IApplicationGrain Case(this IGrainFactory grains, CaseNumber number) => grains.Known<IApplicationGrain>(GrainKeys.Case(number));

    public static ISubmissionGrain Submission(this IGrainFactory grains, OperationKey operation) => grains.Known<ISubmissionGrain>(GrainKeys.Submission(operation.Hex));

    public static IWorkerGrain Worker(this IGrainFactory grains, string workerRef) => grains.Known<IWorkerGrain>(GrainKeys.Worker(workerRef));

    public static IMergeGrain Merge(this IGrainFactory grains, string workerRef) => grains.GetGrain<IMergeGrain>(GrainKeys.Merge(workerRef));

    public static IEnterpriseGrain Enterprise(this IGrainFactory grains, string uscc) => grains.Known<IEnterpriseGrain>(GrainKeys.Enterprise(uscc));

    public static IMasterStudioGrain MasterStudio(this IGrainFactory grains, string id) => grains.GetGrain<IMasterStudioGrain>(GrainKeys.MasterStudio(id));

    public static ICompetitionGrain Competition(this IGrainFactory grains, string id) => grains.GetGrain<ICompetitionGrain>(GrainKeys.Competition(id));

    public static ITrainingPlanGrain TrainingPlan(this IGrainFactory grains, string id) => grains.GetGrain<ITrainingPlanGrain>(GrainKeys.TrainingPlan(id));

    public static ICalendarGrain Calendar(this IGrainFactory grains) => grains.GetGrain<ICalendarGrain>(GrainKeys.WorkingDays);

    public static IIntakeWindowGrain Window(this IGrainFactory grains, WindowId window) => grains.GetGrain<IIntakeWindowGrain>(GrainKeys.Window(window));

    public static IIntakeGrain Intake(this IGrainFactory grains) => grains.GetGrain<IIntakeGrain>(GrainKeys.Intake);

    public static IBatchGrain Batch(this IGrainFactory grains, string batchId) => grains.GetGrain<IBatchGrain>(GrainKeys.Batch(batchId));

    public static ICaseListGrain Lists(this IGrainFactory grains) => grains.GetGrain<ICaseListGrain>(Stateless);

    public static IQueueGrain Queue(this IGrainFactory grains) => grains.GetGrain<IQueueGrain>(Stateless);

    public static ISignalsGrain Signals(this IGrainFactory grains) => grains.GetGrain<ISignalsGrain>(Stateless);

    public static IReportsGrain Reports(this IGrainFactory grains) => grains.GetGrain<IReportsGrain>(Stateless);

    public static IReportInputsGrain ReportInputs(this IGrainFactory grains, int year) => grains.GetGrain<IReportInputsGrain>(GrainKeys.ReportInputs(year));

    public static IHonoursGrain Honours(this IGrainFactory grains, int year) => grains.GetGrain<IHonoursGrain>(GrainKeys.Honours(year));

    public static IShortlistGrain Shortlist(this IGrainFactory grains) => grains.GetGrain<IShortlistGrain>(Stateless);

    public static IExplanationGrain Explanations(this IGrainFactory grains) => grains.GetGrain<IExplanationGrain>(Stateless);

    public static IPapersGrain Papers(this IGrainFactory grains) => grains.GetGrain<IPapersGrain>(Stateless);

    public static IAttachmentsGrain Attachments(this IGrainFactory grains) => grains.GetGrain<IAttachmentsGrain>(Stateless);

    public static IPolicyGrain Policies(this IGrainFactory grains) => grains.GetGrain<IPolicyGrain>(Stateless);

    public static ISimulationGrain Simulations(this IGrainFactory grains) => grains.GetGrain<ISimulationGrain>(Stateless);

    public static ITransparencyGrain Tree(this IGrainFactory grains) => grains.GetGrain<ITransparencyGrain>(GrainKeys.Tree);

    public static IFeedGrain Feed(this IGrainFactory grains) => grains.GetGrain<IFeedGrain>(Stateless);

    public static IWebhooksGrain Webhooks(this IGrainFactory grains, string owner) => grains.GetGrain<IWebhooksGrain>(GrainKeys.Webhooks(owner));

    public static IWebhookListGrain WebhookList(this IGrainFactory grains) => grains.GetGrain<IWebhookListGrain>(Stateless);

    public static IClockGrain Clock(this IGrainFactory grains) => grains.GetGrain<IClockGrain>(GrainKeys.Clock);
}
