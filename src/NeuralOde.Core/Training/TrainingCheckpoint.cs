using System.Globalization;
using NeuralOde.Core.Data;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training;

/// <summary>A saved run: all that the rest of it depends on.</summary>
/// <remarks>
/// As a file it is a safetensors file: the tensors <c>parameters</c>, <c>best</c> and <c>optimiser.NAME</c>,
/// each of shape [parameters], and the other members as texts of the metadata.
/// </remarks>
public sealed record TrainingCheckpoint
{
    private const string FormatName = "neuralode checkpoint 1";
    private const string ParametersName = "parameters";
    private const string BestName = "best";
    private const string OptimiserPrefix = "optimiser.";
    private const string NotePrefix = "note.";

    /// <summary>The run.</summary>
    public required string Run { get; init; }

    /// <summary>
    /// The number of the reign that saved it; of two checkpoints that with the
    /// higher (fence, version) is newer.
    /// </summary>
    public long Fence { get; init; }

    /// <summary>The experiment as JSON.</summary>
    public required string Experiment { get; init; }

    /// <summary>The checksum of the data that was trained on.</summary>
    public required string DataChecksum { get; init; }

    /// <summary>The version, the parameters, and what the optimiser remembers.</summary>
    public required TrainingState State { get; init; }

    /// <summary>The parameters of the lowest validation loss; shape [parameters].</summary>
    public required FlatVector BestParameters { get; init; }

    /// <summary>Everything else that the run must remember, such as counts; by name.</summary>
    public ValueArray<MetadataText> Notes { get; init; } = [];

    /// <summary>The checkpoint of all parameters, from those of ranges that follow one another.</summary>
    /// <param name="ranges">The checkpoints, of one version; at least one. The first one's notes are those of
    /// the run.</param>
    /// <exception cref="ArgumentException">There is none, or the precisions differ.</exception>
    public static TrainingCheckpoint Joined(IReadOnlyList<TrainingCheckpoint> ranges) => ranges[0] with
    {
        State = TrainingState.Joined([.. ranges.Select(range => range.State)]),
        BestParameters = FlatVector.Joined([.. ranges.Select(range => range.BestParameters)]),
    };

    /// <summary>The note with a name, or another text when there is none.</summary>
    public string Note(string name, string otherwise) =>
        Notes.FirstOrDefault(note => note.Name == name)?.Value ?? otherwise;

    /// <summary>The bytes of a file that holds it.</summary>
    public byte[] Write() => new Safetensors(
        [
            Tensor(ParametersName, State.Parameters),
            Tensor(BestName, BestParameters),
            .. State.Optimiser.Vectors.Select(vector => Tensor(OptimiserPrefix + vector.Name, vector.Values)),
        ],
        [
            new("format", FormatName),
            new("run", Run),
            new("fence", Text(Fence)),
            new("version", Text(State.Version)),
            new("optimiserSteps", Text(State.Optimiser.Steps)),
            new("dataSha256", DataChecksum),
            new("experiment", Experiment),
            .. Notes.Select(note => new MetadataText(NotePrefix + note.Name, note.Value)),
        ]).Write();

    /// <summary>The checkpoint in a file.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="bytes">Its content.</param>
    public static Result<TrainingCheckpoint, DataError> Read(string file, ReadOnlySpan<byte> bytes) =>
        from content in Safetensors.Read(file, bytes)
        from whole in content.Text(file, Safetensors.Checksum)
        from format in content.Text(file, "format").Bind(found => Expect(file, found, FormatName))
        from run in content.Text(file, "run")
        from fence in Number(content, file, "fence")
        from version in Number(content, file, "version")
        from steps in Number(content, file, "optimiserSteps")
        from data in content.Text(file, "dataSha256")
        from experiment in content.Text(file, "experiment")
        from parameters in Vector(content, file, ParametersName)
        from best in Vector(content, file, BestName)
        from vectors in content.Tensors
            .Where(tensor => tensor.Name.StartsWith(OptimiserPrefix, StringComparison.Ordinal))
            .Traverse(tensor => Vector(content, file, tensor.Name)
                .Map(values => new NamedVector(tensor.Name[OptimiserPrefix.Length..], values)))
        select new TrainingCheckpoint
        {
            Run = run,
            Fence = fence,
            Experiment = experiment,
            DataChecksum = data,
            State = new(version, parameters, new(steps, [.. vectors])),
            BestParameters = best,
            Notes =
            [
                .. content.Metadata.Where(text => text.Name.StartsWith(NotePrefix, StringComparison.Ordinal))
                    .Select(text => new MetadataText(text.Name[NotePrefix.Length..], text.Value)),
            ],
        };

    private static NamedArray Tensor(string name, FlatVector values) =>
        new(name, NumberArray.Of([values.Length], values));

    private static Result<FlatVector, DataError> Vector(Safetensors content, string file, string name) =>
        content.Tensor(file, name).Bind(values => Vector(file, name, values));

    private static Result<FlatVector, DataError> Vector(string file, string name, NumberArray values) =>
        values.ToVector() is { } vector
            ? vector
            : new DataError.Mismatch(
                file, $"the tensor \"{name}\" of type {values.Type}", "F32 or F64", "Use an older checkpoint.");

    private static Result<string, DataError> Expect(string file, string found, string expected) => found == expected
        ? new Result<string, DataError>.Ok(found)
        : new DataError.Mismatch(file, $"the format \"{found}\"", $"\"{expected}\"",
            "Give a checkpoint of this program's version, or start anew.");

    private static Result<long, DataError> Number(Safetensors content, string file, string name) =>
        content.Text(file, name).Bind(text => Number(file, name, text));

    private static Result<long, DataError> Number(string file, string name, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : new DataError.Mismatch(
                file, $"{name} \"{text}\"", "a whole number", "Use an older checkpoint.");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
