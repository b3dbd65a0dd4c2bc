using System.Text.Json.Serialization;

namespace NeuralOde.Cli.Reports;

/// <summary>One drawing of a report: named series over two axes.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="X">The name of the horizontal axis, with its unit.</param>
/// <param name="Y">The name of the vertical axis, with its unit.</param>
/// <param name="LogarithmicY">True where the vertical axis counts decades.</param>
/// <param name="Series">What is drawn.</param>
internal sealed record Figure(string Title, string X, string Y, bool LogarithmicY, IReadOnlyList<Series> Series)
{
    /// <summary>True when there is something to draw.</summary>
    [JsonIgnore]
    public bool HasPoints => Series.Any(series => series.Points.Count > 0);
}

/// <summary>Points that belong together.</summary>
/// <param name="Name">Its name in the legend; series of one name share a colour.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Points">The pairs (x, y).</param>
internal sealed record Series(string Name, SeriesKind Kind, IReadOnlyList<double[]> Points);

/// <summary>How a series is drawn.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SeriesKind>))]
internal enum SeriesKind
{
    /// <summary>A line through the points.</summary>
    Line,

    /// <summary>A mark at each point.</summary>
    Points,
}
