namespace NeuralOde.Cli.Tests.BadInput;

/// <summary>Faults of command lines, and of the equations that are solved.</summary>
internal static class CommandLineCases
{
    private const string Decay = """
        {
          "equations": ["y1' = -k*y1"],
          "parameters": { "k": 0.5 },
          "t0": 0, "t1": 1,
          "y0": [1]
        }
        """;

    public static IEnumerable<BadInputCase> All =>
    [
        new("an unknown command", "trian", 2, "'trian'", "Did you mean train?"),
        new("an unknown option", "train small.json --sett 3", 2, "--sett", "Did you mean --set?"),
        new("an unknown experiment", "train spirl", 2, "spirl", "Did you mean spiral?"),
        new("nothing to train", "train", 2, "EXPERIMENT or --resume DIR"),
        new("no threads", "train small.json --threads 0", 2, "--threads 0", "a whole number from 1 on"),
        new("threads that are no number", "train small.json --threads many", 2, "many", "--threads"),
        new("lanes that fill no granule", "train small.json --set model.0.lanes=5", 2, "model.0.lanes", "Take 16"),
        new("lanes that bench does not know", "bench vdp --lanes 5", 2, "--lanes", "a multiple of 16"),
        new("an unknown level", "train small.json --log-level loud", 2, "--log-level", "Debug"),
        new("no file for the log of a node", "node --role worker --broker amqp://localhost:1 --data-root . --logging no.json", 2,
            "--logging no.json", "cluster-config/logging.json"),
        new("a sink of the log that is not there", "node --role worker --broker amqp://localhost:1 --data-root . --logging sinks.json", 2,
            "--logging sinks.json", "Consol", "cluster-config/logging.json")
        {
            Given = folder => folder.Write("sinks.json", """{ "Serilog": { "WriteTo": [{ "Name": "Consol" }] } }"""),
        },
        new("a word behind a verb of a verb", "cluster start toy --worker 2", 2, "--worker", "neuralode cluster start --help"),
        new("a seed that is no number", "train small.json --seed one", 2, "one", "--seed"),
        new("a negative seed", "train small.json --seed=-1", 2, "--set seed=-1", "a whole number ≥ 0"),
        new("two experiments", "train small.json other.json", 2, "'other.json'", "neuralode train --help"),
        new("a template that is not there", "new mine --like sprial", 2, "--like sprial", "spiral"),
        new("an experiment that is there already", "new small", 2, "small.json is there already", "Take another name"),
        new("no file to predict", "predict run", 2, "--data", "neuralode predict --help"),
        new("no folder to report on", "report nowhere", 2, "nowhere", "there is no such folder"),
        new("equations that are not there", "solve nothing.json", 2, "nothing.json"),
        Solved("equations with a slip", "-k*y1", "-k*y1)", "decay.json:2:17", "equation 1, column 12"),
        Solved("equations of an unknown name", "-k*y1", "-kk*y1", "decay.json:2:17", "equation 1, column 8", "Did you mean 'k'?"),
        Solved("a field of equations that is not there", "\"y0\"", "\"y_0\"", "decay.json:5:3: y_0", "Did you mean \"y0\"?"),
        Solved("an end that is no number", "\"t1\": 1", "\"t1\": \"end\"", "decay.json:4:", "t1", "a finite number"),
        Solved("an initial state that is too long", "[1]", "[1, 2]", "decay.json:5:9: y0", "expected 1 numbers"),
        new("a tolerance that is no number", "solve decay.json --rtol small", 2, "--rtol", "found 'small'")
        {
            Given = folder => folder.Write("decay.json", Decay),
        },
        new("an unknown method to solve with", "solve decay.json --method Euller", 2, "method", "Euler")
        {
            Given = folder => folder.Write("decay.json", Decay),
        },
        new("a solution that grows without bound", "solve blowup.json", 1, "at t = 1")
        {
            Given = folder => folder.Write("blowup.json", Decay
                .Replace("-k*y1", "y1^2", StringComparison.Ordinal)
                .Replace("{ \"k\": 0.5 }", "{}", StringComparison.Ordinal)
                .Replace("\"t1\": 1", "\"t1\": 2", StringComparison.Ordinal)),
        },
    ];

    private static BadInputCase Solved(string name, string old, string now, params string[] says) =>
        new(name, "solve decay.json", 2, says)
        {
            Given = folder => folder.Write("decay.json", Decay.Replace(old, now, StringComparison.Ordinal)),
        };
}
