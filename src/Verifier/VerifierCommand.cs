using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gongshu.Transparency;

namespace Gongshu.Verifier;

/// <summary>
/// The verifier for outsiders: it opens no connection and trusts nobody but the holder of the public key. Exit codes: 0, all of it holds; 1, something
/// does not; 2, a file could not be read.
/// </summary>
internal static class VerifierCommand
{
    public static RootCommand Build(TextWriter output, TextWriter error)
    {
        var key = new Option<FileInfo>("--key") { Description = "The public key of the tree, PEM (GET /api/v1/transparency/key).", Required = true, Recursive = true };
        return new("Checks offline that the files of subsidy cases were not rewritten: with the proofs, the public key and nothing else.")
        {
            key, Proof(key, output, error), Head(key, output, error), Checkpoint(key, output, error),
        };
    }

    private static Command Proof(Option<FileInfo> key, TextWriter output, TextWriter error)
    {
        var file = new Argument<FileInfo>("proof") { Description = "The proof of one case (GET /api/v1/transparency/inclusion?caseNumber=)." };
        var receipt = new Option<string?>("--receipt") { Description = "The receipt that was given out with the acknowledgement (sha256:…)." };
        var earlier = new Option<FileInfo?>("--earlier") { Description = "An earlier proof of the same case: what it showed has to be there still." };
        var consistency = new Option<FileInfo?>("--consistency") { Description = "The consistency proof from the earlier tree to the later." };
        var command = new Command("proof", "Check one case.") { file, receipt, earlier, consistency };
        command.SetAction(arguments => Reporting(output, error, () =>
        {
            using var public_ = Key(arguments.GetRequiredValue(key));
            var proof = Read(arguments.GetRequiredValue(file), TransparencyJson.Default.InclusionDocument);
            var result = InclusionCheck.Proof(proof, public_, arguments.GetValue(receipt));
            if (arguments.GetValue(earlier) is { } before)
            {
                var old = Read(before, TransparencyJson.Default.InclusionDocument);
                var since = arguments.GetValue(consistency) is { } path ? Read(path, TransparencyJson.Default.ConsistencyDocument) : null;
                result = InclusionCheck.Proof(old, public_).And(result with { Leaves = 0 }).And(InclusionCheck.Since(old, proof, since, public_)) with { Leaves = result.Leaves };
            }

            return (result, $"{proof.CaseNumber}: {result.Leaves} events, all of them as the tree of {proof.TreeHead.TreeSize} leaves of {proof.TreeHead.Timestamp:O} holds them.");
        }));
        return command;
    }

    private static Command Head(Option<FileInfo> key, TextWriter output, TextWriter error)
    {
        var earlier = new Argument<FileInfo>("earlier") { Description = "The tree head that was kept (GET /api/v1/transparency/tree-head)." };
        var later = new Argument<FileInfo>("later") { Description = "The tree head of now." };
        var consistency = new Option<FileInfo?>("--consistency") { Description = "GET /api/v1/transparency/consistency?first=&second= between the two sizes." };
        var command = new Command("head", "Check that a later tree begins with an earlier one.") { earlier, later, consistency };
        command.SetAction(arguments => Reporting(output, error, () =>
        {
            using var public_ = Key(arguments.GetRequiredValue(key));
            var (before, oldResult) = HeadCheck.Signature(Read(arguments.GetRequiredValue(earlier), TransparencyJson.Default.TreeHeadDocument), public_);
            var (after, newResult) = HeadCheck.Signature(Read(arguments.GetRequiredValue(later), TransparencyJson.Default.TreeHeadDocument), public_);
            if (before is null || after is null) return (oldResult.And(newResult), "");
            var since = arguments.GetValue(consistency) is { } path ? Read(path, TransparencyJson.Default.ConsistencyDocument) : null;
            return (HeadCheck.Continues(before, after, since), $"The tree of {after.Head.Size} leaves begins with the tree of {before.Head.Size}.");
        }));
        return command;
    }

    private static Command Checkpoint(Option<FileInfo> key, TextWriter output, TextWriter error)
    {
        var file = new Argument<FileInfo>("checkpoint") { Description = "All leaves under a signed head (GET /api/v1/transparency/checkpoint)." };
        var earlier = new Option<FileInfo?>("--earlier") { Description = "An earlier checkpoint, or an earlier tree head: what it held has to be there still." };
        var command = new Command("checkpoint", "Check every case.") { file, earlier };
        command.SetAction(arguments => Reporting(output, error, () =>
        {
            using var public_ = Key(arguments.GetRequiredValue(key));
            var (now, before) = (arguments.GetRequiredValue(file), arguments.GetValue(earlier));
            var result = CheckpointCheck.Run(() => Open(now), before is null ? null : () => Open(before), public_);
            return (result, $"{result.Leaves} events, all of them as the tree holds them{(before is null ? "" : ", which begins with the earlier tree")}.");
        }));
        return command;
    }

    private static int Reporting(TextWriter output, TextWriter error, Func<(Checked Result, string Good)> check)
    {
        try
        {
            var (result, good) = check();
            foreach (var finding in result.Findings) output.WriteLine(finding);
            output.WriteLine(result.Holds ? good : $"{result.Findings.Count} faults.");
            return result.Holds ? 0 : 1;
        }
        catch (UnreadableException fault)
        {
            error.WriteLine(fault.Message);
            return 2;
        }
    }

    private static TreeKey Key(FileInfo file)
    {
        try
        {
            using var reader = Open(file);
            return TreeKey.FromPem(reader.ReadToEnd());
        }
        catch (ArgumentException fault)
        {
            throw new UnreadableException($"{file.Name} holds no public key of this kind.", fault);
        }
    }

    private static T Read<T>(FileInfo file, JsonTypeInfo<T> type)
    {
        using var reader = Open(file);
        try
        {
            return JsonSerializer.Deserialize(reader.ReadToEnd(), type) ?? throw new UnreadableException($"{file.Name} is empty.", null);
        }
        catch (JsonException fault)
        {
            throw new UnreadableException($"{file.Name} is not a document of this kind: {fault.Message}", fault);
        }
    }

    private static StreamReader Open(FileInfo file)
    {
        try
        {
            return new StreamReader(file.FullName);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableException($"{file.Name} cannot be read: {fault.Message}", fault);
        }
    }
}

internal sealed class UnreadableException(string message, Exception? inner) : Exception(message, inner);
