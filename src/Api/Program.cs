using Gongshu.Api.Composition;

return await Commands.RunAsync(args);
