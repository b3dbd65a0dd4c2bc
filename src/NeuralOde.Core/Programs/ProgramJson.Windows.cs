using System.Text.Json;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs;

/// <summary>
/// Operations on images: <c>{ "op": "Convolution", "channels": …, "height": …, "width": …, "windowHeight": …,
/// "windowWidth": …, "stride": …, "padding": …, "filters": … }</c>; functions of windows, such as
/// <c>WindowSum</c>, have no filters.
/// </summary>
public static partial class ProgramJson
{
    private static (string Name, int Value)[] Numbers(ConvolutionSize size) =>
        [.. Numbers(size.Grid), ("filters", size.Channels)];

    private static (string Name, int Value)[] Numbers(WindowGrid grid) =>
    [
        ("channels", grid.Image.Channels),
        ("height", grid.Image.Height),
        ("width", grid.Image.Width),
        ("windowHeight", grid.Window.Height),
        ("windowWidth", grid.Window.Width),
        ("stride", grid.Window.Stride),
        ("padding", grid.Window.Padding),
    ];

    private static Result<Operation, ProgramError> Convolution(
        JsonElement json, string path, Func<ConvolutionSize, Operation> make) =>
        from grid in Grid(json, path)
        from filters in Whole(json, "filters", path)
        select make(new(grid, filters));

    private static Result<Operation, ProgramError> Pool(
        JsonElement json, string path, WindowFunction function) =>
        Grid(json, path).Map(grid => (Operation)new Operation.Pool(function, grid));

    private static Result<WindowGrid, ProgramError> Grid(JsonElement json, string path) =>
        from channels in Whole(json, "channels", path)
        from height in Whole(json, "height", path)
        from width in Whole(json, "width", path)
        from windowHeight in Whole(json, "windowHeight", path)
        from windowWidth in Whole(json, "windowWidth", path)
        from stride in Whole(json, "stride", path)
        from padding in Whole(json, "padding", path)
        select new WindowGrid(new(channels, height, width), new(windowHeight, windowWidth, stride, padding));
}
