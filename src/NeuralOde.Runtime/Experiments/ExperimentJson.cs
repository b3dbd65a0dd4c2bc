using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Experiments as JSON.</summary>
public static class ExperimentJson
{
    /// <summary>Reads an experiment; comments and trailing commas are allowed.</summary>
    /// <param name="source">The name of the file, for messages.</param>
    /// <param name="text">The file in UTF-8.</param>
    /// <param name="changes">What <c>--set</c> changes, in order.</param>
    /// <returns>The experiment with the places of its fields, or every fault that was found.</returns>
    public static Result<ExperimentDocument, IReadOnlyList<ExperimentError>> Read(
        string source, ReadOnlySpan<byte> text, IReadOnlyList<string> changes)
    {
        var changed = JsonPiece.Read(source, text).Bind(piece => FieldChange.ApplyAll(piece, changes));
        return changed.Match(
            Document,
            error => new Result<ExperimentDocument, IReadOnlyList<ExperimentError>>.Failed([error]));
    }

    /// <summary>
    /// The experiment as JSON with every field said, so that a later default cannot change its meaning.
    /// </summary>
    public static string Write(Experiment experiment)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            SectionWriter.Write(writer, typeof(Experiment), experiment);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static Result<ExperimentDocument, IReadOnlyList<ExperimentError>> Document(JsonPiece piece)
    {
        var reader = new SectionReader();
        var experiment = reader.Section(typeof(Experiment), null, piece, "") as Experiment;
        return reader.Errors.Count == 0 && experiment is not null
            ? new ExperimentDocument(experiment, reader.Places)
            : new Result<ExperimentDocument, IReadOnlyList<ExperimentError>>.Failed(reader.Errors);
    }
}

/// <summary>An experiment that was read, with the place of each of its fields.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Places">The places by path; fields that were left out are not there.</param>
public sealed record ExperimentDocument(Experiment Experiment, IReadOnlyDictionary<string, TextPlace> Places)
{
    /// <summary>A fault of a field that shows only when the experiment is put together.</summary>
    /// <param name="path">The path of the field.</param>
    /// <param name="what">What is wrong.</param>
    /// <param name="mend">What to do.</param>
    public ExperimentError Fault(string path, string what, string mend = "") => new(PlaceOf(path), path, what, mend);

    private TextPlace PlaceOf(string path) =>
        Places.TryGetValue(path, out var place) ? place
        : path.LastIndexOf('.') is > 0 and var dot ? PlaceOf(path[..dot])
        : Places[""];
}
