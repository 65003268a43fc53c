using Gongshu.Verifier;

return await VerifierCommand.Build(Console.Out, Console.Error).Parse(args).InvokeAsync();
