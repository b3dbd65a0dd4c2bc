namespace NeuralOde.Cli.Tests.BadInput;

/// <summary>Faults of model files, of the folders of runs, and of what is resumed.</summary>
internal static class RunCases
{
    public static IEnumerable<BadInputCase> All =>
    [
        Resumed("another rate", "--set optimiser.rate=0.5", "optimiser.rate", "was 0.01 when the run began and is now 0.5", "begin a new run"),
        Resumed("another seed", "--seed 5", "seed", "was 1 when the run began and is now 5"),
        Resumed("another net", "--set model.0.field.hidden=[4]", "model.0.field.hidden", "was [3] when the run began"),
        Resumed("another optimiser", "--set optimiser=sgd", "optimiser.kind", "was \"adam\""),
        new("another experiment file", "train series.json --resume run", 2, "data.kind", "is now \"series\"")
        {
            Given = folder => folder.AddRun(),
        },
        Resumed("a run that is resumed elsewhere", "--out other", "--resume goes on in its own folder"),
        Resumed("a run that starts twice", "--from run/model.safetensors", "leave --from away"),
        new("a run that is not there", "train --resume nowhere", 2, "nowhere", "there is no run in this folder"),
        new("a folder that holds a run", "train small.json --out run", 2, "--out run", "--resume run")
        {
            Given = folder => folder.AddRun(),
        },
        new("a folder that cannot be written", "train small.json --out /proc/neuralode", 1, "/proc/neuralode", "--out"),
        new("a file in place of a folder", "train small.json --out small.json/run", 1, "small.json", "--out"),
        new("a damaged checkpoint", "train --resume run --set training.steps=4", 0, "checkpoint-", "The checkpoint before it is used")
        {
            Given = folder =>
            {
                folder.AddRun();
                folder.Spoil("newest", Flipped);
            },
            GoesOn = true,
        },
        new("a checkpoint that is cut off", "train --resume run --set training.steps=4", 0, "checkpoint-", "The checkpoint before it is used")
        {
            Given = folder =>
            {
                folder.AddRun();
                folder.Spoil("newest", bytes => bytes[..(bytes.Length / 2)]);
            },
            GoesOn = true,
        },
        new("a run whose checkpoints are all cut off", "train --resume run --set training.steps=4", 1, "checkpoint-",
            $"use an older copy.{Environment.NewLine}", "is whole. Begin a new run, with --from")
        {
            Given = folder =>
            {
                folder.AddRun();
                folder.SpoilCheckpoints(bytes => bytes[..(bytes.Length / 2)]);
            },
        },
        Model("a model with a flipped byte", "evaluate run", Flipped, "model.safetensors"),
        Model("a model that is cut off", "evaluate run", bytes => bytes[..100], "model.safetensors"),
        Model("a model that is empty", "solve run --y0 2,0 --times 1", _ => [], "model.safetensors"),
        Model("a model that is no safetensors", "train small.json --from run/model.safetensors", _ => "{}"u8.ToArray(), "model.safetensors"),
        Model("a model of other shapes", "train small.json --from run/model.safetensors --set model.0.field.hidden=[4]", bytes => bytes,
            "model.safetensors", "0.ode.0.weight", "[4, 2]"),
        new("a model that is not there", "evaluate nothing.safetensors", 1, "nothing.safetensors", "there is no such file"),
        new("a folder without a model", "evaluate .", 1, "there is no trained model in this folder", "--resume"),
        new("an initial state of another size", "solve run --y0 2 --times 1", 2, "--y0", "expected 2 numbers, one for each of y1, y2, found 1")
        {
            Given = folder => folder.AddRun(),
        },
        new("times that go back", "solve run --y0 2,0 --times 1,0.5", 2, "--times", "in order")
        {
            Given = folder => folder.AddRun(),
        },
    ];

    private static BadInputCase Resumed(string name, string options, params string[] says) =>
        new(name, $"train --resume run {options}", 2, says)
        {
            Given = folder => folder.AddRun(),
        };

    private static BadInputCase Model(string name, string commandLine, Func<byte[], byte[]> change, params string[] says) =>
        new(name, commandLine, 1, says)
        {
            Given = folder =>
            {
                folder.AddRun();
                folder.Spoil("run/model.safetensors", change);
            },
        };

    private static byte[] Flipped(byte[] bytes)
    {
        bytes[^20] ^= 1;
        return bytes;
    }
}
