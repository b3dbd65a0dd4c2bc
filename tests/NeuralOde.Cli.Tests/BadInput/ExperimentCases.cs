namespace NeuralOde.Cli.Tests.BadInput;

/// <summary>Faults of experiment files.</summary>
internal static class ExperimentCases
{
    public static IEnumerable<BadInputCase> All =>
    [
        Changed("an unknown field", "\"optimiser\"", "\"optimizer\"", "small.json:10:3: optimizer", "Did you mean \"optimiser\"?"),
        Changed("an unknown field inside", "\"rate\"", "\"rat\"", "small.json:10:34: optimiser.rat", "Did you mean \"rate\"?"),
        Changed("a text in place of a number", "0.01", "\"fast\"", "small.json:10:42: optimiser.rate", "a finite number > 0, found the text \"fast\""),
        Changed("a number in place of a text", "\"small\"", "7", "small.json:2:11: name", "a text in quotes, found 7"),
        Changed("an object in place of an array", "[3]", "{}", "small.json:7:43: model.0.field.hidden", "expected an array, found an object"),
        Changed("a negative count", "\"steps\": 3", "\"steps\": -3", "small.json:11:26: training.steps", "a whole number ≥ 0, found -3"),
        Changed("half a step", "\"steps\": 3", "\"steps\": 3.5", "training.steps", "a whole number ≥ 0, found 3.5"),
        Changed("more steps than a number holds", "\"steps\": 3", "\"steps\": 4e9", "training.steps", "below 2147483648"),
        Changed("an infinite rate", "0.01", "1e400", "small.json:10:42: optimiser.rate", "a finite number > 0"),
        Changed("a rate of 0", "0.01", "0", "optimiser.rate", "a finite number > 0, found 0"),
        Changed("an unknown optimiser", "\"adam\"", "\"adamm\"", "small.json:10:26: optimiser.kind", "Did you mean \"adam\"?"),
        Changed("an unknown generator", "\"spiral\"", "\"spirl\"", "small.json:3:42: data.name", "Did you mean \"spiral\"?"),
        Changed("a kind that is missing", "\"kind\": \"generator\", ", "", "small.json:3:11: data.kind", "\"generator\" or \"series\" or \"table\""),
        Changed("a field that stands twice", "\"name\": \"small\",", "\"name\": \"small\", \"name\": \"small\",", "small.json:2:20: name", "a second time", "Keep one"),
        Changed("a missing comma", "\"name\": \"small\",", "\"name\": \"small\"", "small.json:3:", "this is not JSON", "missing comma"),
        Changed("an experiment that is cut off", "\"report\": { \"write\": false }\n}", "\"report\": {", "this is not JSON"),
        Changed("a model without stages", CaseFolder.Small.Split("\"model\": ")[1].Split(",\n  \"optimiser\"")[0], "[]", "small.json:4:12: model", "at least one entry"),
        Changed("a missing model", "\"model\"", "\"modell\"", "model: the field is missing", "Did you mean \"model\"?"),
        Changed("neither steps nor epochs", "\"steps\": 3, ", "", "small.json:11:15: training.steps", "Set one of training.steps and training.epochs"),
        Set("a tolerance of 0", "model.0.relativeTolerance=0", "a finite number > 0, found 0"),
        Set("a negative tolerance", "model.0.absoluteTolerance=-1e-8", "a finite number > 0, found -1e-8"),
        Set("a time that is no number", "model.0.span={\"kind\":\"fixed\",\"t1\":\"soon\"}", "model.0.span.t1", "a finite number"),
        Set("a time that is infinite", "data.t1=1e999", "data.t1", "a finite number > 0"),
        Set("an unknown method", "model.0.method=Dorpi5", "Did you mean \"Dopri5\"?"),
        Set("a method that cannot choose its steps", "model.0.method=Euler", "model.0.controller", "{\"kind\": \"fixed\""),
        Set("a loss that needs classes", "loss=crossEntropy", "loss", "Take mse, or set data.classes"),
        Set("steps and epochs", "training.epochs=2", "training.epochs", "Set one of"),
        Set("patience without validation", "training.patience=2", "training.patience", "data.split.validation"),
        Set("more for testing than there is", "data.split.test=5", "at least one that is left for training", "Lower validation or test") with { ExitCode = 1 },
        Set("a last stage that does not fit", "model.1={\"kind\":\"augment\"}", "an index from 0 to 0"),
        Set("sizes that do not fit", "model=[{\"kind\":\"augment\",\"size\":2},{\"kind\":\"ode\",\"field\":\"mlp\"}]", "the last stage gives 4 features, but a target has 2", "Add a take"),
        Set("an unreachable parameter", Equations("\"y1'=k*y1\",\"y2'=y1\"", "\"k\":1,\"lost\":2"), "'lost'", "receive no gradient", "Use them"),
        Set("an unknown name in an equation", Equations("\"y1'=rate*y2\",\"y2'=rat*y1\"", "\"rate\":1"), "model.0.field.lines.1", "equation 2, column 5", "Did you mean 'rate'?"),
        Set("an equation with a slip", Equations("\"y1'=(y2\",\"y2'=y1\"", ""), "model.0.field.lines.0", "equation 1, column"),
        Set("too few equations", Equations("\"y1'=-y1\"", ""), "1 states, but 2 features come in", "Give a derivative for each"),
        Set("a change without a value", "training.steps", "expected field=value", "--set optimiser.rate=0.1"),
        Set("a change of a field that is not there", "traning.steps=4", "traning", "Did you mean \"training\"?"),
        Set("a change of a stage that is not there", "model.7.method=Tsit5", "an index from 0 to 0, found \"7\""),
    ];

    private static BadInputCase Changed(string name, string old, string now, params string[] says) =>
        new(name, "train small.json", 2, says)
        {
            Given = folder => folder.Write("small.json", CaseFolder.Small.Replace(old, now, StringComparison.Ordinal)),
        };

    private static BadInputCase Set(string name, string change, params string[] says) =>
        new(name, $"train small.json --set {change}", 2, says);

    private static string Equations(string lines, string parameters) =>
        $"model.0.field={{\"kind\":\"equations\",\"lines\":[{lines}],\"parameters\":{{{parameters}}}}}";
}
