using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

var config = DefaultConfig.Instance.WithArtifactsPath(Path.Combine(".artifacts", "benchmarks"));
_ = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
