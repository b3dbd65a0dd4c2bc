using NeuralOde.Cli;

return await CommandLine.Run(args).ConfigureAwait(false);
