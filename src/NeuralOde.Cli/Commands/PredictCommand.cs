using System.CommandLine;
using NeuralOde.Cli.Runs;

namespace NeuralOde.Cli.Commands;

/// <summary><c>neuralode predict</c>: what a trained model gives for new data.</summary>
internal static class PredictCommand
{
    private static readonly Argument<string> Model = new("MODEL") { Description = "Model file, or folder of a run." };

    private static readonly Option<string> Data = new("--data")
    {
        Description = "CSV file with the columns that the model was trained on; "
            + "a trajectory starts from its first row.",
        HelpName = "FILE",
        Required = true,
    };

    public static Verb Create()
    {
        var verb = new Verb(
            "predict",
            "Writes what a trained model predicts for the rows of a CSV file, as CSV with 17 significant digits.",
            "neuralode predict model.safetensors --data new.csv",
            "neuralode predict .artifacts/runs/lynx-hare-1 --data future.csv")
        {
            Model,
            Data,
        };
        return verb.Does(parsed => Predictions.Of(parsed.GetRequiredValue(Model), parsed.GetRequiredValue(Data)));
    }
}
