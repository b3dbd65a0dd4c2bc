using System.CommandLine;
using System.Text.Json;
using NeuralOde.Core.Solving;

namespace NeuralOde.Cli.Commands;

/// <summary><c>neuralode methods</c>: the methods and adjoints there are.</summary>
internal static class MethodsCommand
{
    private static readonly string[] Adjoints = ["discrete", "checkpointed", "backsolve"];

    private static readonly Option<bool> Json = new("--json") { Description = "Write one JSON object." };

    public static Verb Create()
    {
        var verb = new Verb(
            "methods",
            "Lists the methods of time stepping with their order, and the adjoints that go with each.",
            "neuralode methods",
            "neuralode methods --json")
        {
            Json,
        };
        return verb.Does(parsed =>
        {
            Console.Out.WriteLine(parsed.GetValue(Json) ? AsJson() : AsTable());
            return ExitCode.Done;
        });
    }

    private static string AsTable() => string.Join('\n', Methods.All
        .Select(method => $"{method.Name,-10} {method.Order,5}   {Steps(method),-18} {string.Join(", ", Adjoints)}")
        .Prepend($"{"method",-10} {"order",5}   {"steps",-18} adjoints"));

    private static string AsJson() => JsonSerializer.Serialize(new
    {
        methods = Methods.All.Select(method => new
        {
            name = method.Name,
            order = method.Order,
            adaptive = method.IsAdaptive,
            adjoints = Adjoints,
        }),
    });

    private static string Steps(Method method) => method.IsAdaptive ? "fixed or adaptive" : "fixed";
}
