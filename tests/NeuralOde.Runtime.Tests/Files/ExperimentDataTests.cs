using NeuralOde.Core.Data;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Files;
using NeuralOde.TestKit.Data;
using Xunit;

namespace NeuralOde.Runtime.Tests.Files;

public sealed class ExperimentDataTests : IDisposable
{
    private static readonly DataSection.Series Lynx = new()
    {
        File = "hudson_bay_lynx_hare.csv",
        Time = "year",
        Columns =
        [
            new() { Name = "hare", Transform = ColumnTransform.Log },
            new() { Name = "lynx", Transform = ColumnTransform.Log },
        ],
        TrainUntil = "1915",
    };

    private static readonly DataSection.Table Digits = new()
    {
        File = "digits.csv.gz",
        Header = false,
        Classes = 10,
        Scale = 16,
        Split = new() { Validation = 287, Test = 360 },
    };

    private static readonly DataSection.Series Delhi = new()
    {
        File = "delhi_train.csv",
        Time = "date",
        Columns =
        [
            new() { Name = "meantemp_c" },
            new() { Name = "meanpressure_hpa", Range = [950, 1050], Outside = OutsideRange.Clip },
        ],
        Average = Averaging.Month,
        TrainUntil = "2014-08-31",
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [DataFact("lynx_hare")]
    public void Lynx_and_hare_are_trained_to_1915_and_forecast_to_1920()
    {
        var data = Loaded(Lynx, "lynx_hare");

        Assert.Equal((1, 16, 5), (data.Training.Count, data.Training.Times.Count, data.Test.Times.Count));
        Assert.Equal(
            (0, 15, 16, 20),
            (data.Training.Times[0], data.Training.Times[^1], data.Test.Times[0], data.Test.Times[^1]));
        Assert.Equal([0.0], data.Test.T0);
        // The file's first line is 30.0 hares and 4.0 lynx; logarithm and exponential are
        // exact to a few units of rounding.
        Assert.All(
            data.Inputs.Inverted(data.Training.Features.AsSpan()).Zip([30.0, 4.0]),
            pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    [DataFact("digits8x8")]
    public void Digits_are_split_as_is_usual()
    {
        var data = Loaded(Digits, "digits8x8");

        Assert.Equal((1150, 287, 360), (data.Training.Count, data.Validation.Count, data.Test.Count));
        Assert.Equal((64, 10), (data.Training.InputFeatures, data.Training.TargetFeatures));
        Assert.All(data.Training.Features, pixel => Assert.InRange(pixel, 0, 1));
        Assert.Equal(
            1797, new[] { data.Training, data.Validation, data.Test }.Sum(part => part.Targets.Sum()));
    }

    [DataFact("delhi_climate")]
    public void Wrong_pressures_of_delhi_are_clipped_and_said_with_their_lines()
    {
        var data = Loaded(Delhi, "delhi_climate");

        var note = Assert.Single(data.Notes);
        Assert.Contains("clipped 9 of 1462 values outside of 950 to 1050", note, StringComparison.Ordinal);
        Assert.Contains("1184 (7679.33", note, StringComparison.Ordinal);
        Assert.Equal(20, data.Training.Times.Count);
        Assert.Equal(29, data.Test.Times.Count);
    }

    [DataFact("delhi_climate")]
    public void Wrong_pressures_of_delhi_are_refused_with_the_first_line()
    {
        var refusing = Delhi with { Columns = [Delhi.Columns[0], Delhi.Columns[1] with { Outside = OutsideRange.Refuse }] };

        var message = Message(refusing, TestData.PathOf("delhi_climate"));

        Assert.Contains(
            "line 1184, column 5 (meanpressure_hpa): found 7679.33", message, StringComparison.Ordinal);
    }

    [DataFact("mnist")]
    public void Images_and_labels_are_read_from_packed_idx_files()
    {
        var section = new DataSection.Table
        {
            File = "t10k-images-idx3-ubyte.gz",
            TargetFile = "t10k-labels-idx1-ubyte.gz",
            Classes = 10,
            Scale = 255,
            Split = new() { Test = 0.1 },
        };

        var data = Loaded(section, "mnist");

        Assert.Equal((9000, 1000, 784), (data.Training.Count, data.Test.Count, data.Training.InputFeatures));
    }

    [Fact]
    public void The_same_data_has_the_same_checksum_and_other_data_another()
    {
        var section = new DataSection.Generator { Name = GeneratorName.Spiral, Points = 5, Noise = 0.1 };

        var checksums = new ulong[] { 1, 1, 2 }
            .Select(seed => Value(ExperimentData.Load(section, [], new(seed))).Checksum)
            .ToArray();

        Assert.Equal(checksums[0], checksums[1]);
        Assert.NotEqual(checksums[0], checksums[2]);
    }

    [Fact]
    public void A_file_that_is_not_there_is_answered_with_where_it_was_looked_for_and_the_nearest_name()
    {
        _folder.File("hudson_bay_lynx_hares.csv");

        var message = Message(Lynx, _folder.FullPath);

        Assert.Contains(_folder.FullPath, message, StringComparison.Ordinal);
        Assert.Contains("Did you mean hudson_bay_lynx_hares.csv?", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("year,hare,lynx\n", "is empty")]
    [InlineData("year,hare,lynx\n1900,1,1\n1900,2,2", "line 3, column 1 (year): the time 1900 does not come after 1900")]
    [InlineData("year,hare,lynx\n1900,1,1\n1901,0,2", "line 3, column 2 (hare): found \"0\", expected a positive number")]
    [InlineData("year,hares,lynx\n1900,1,1\n1901,2,2", "Did you mean \"hares\"?")]
    [InlineData("year,hare,lynx\n1900,1,1\n1901,two,2", "line 3, column 2 (hare): found \"two\", expected a number")]
    [InlineData("year,hare,lynx\n1900,1,1\n", "no trajectory with two observations")]
    [InlineData("year,hare,lynx\n1900,1,1\n1901,\xFF,1\n", "no UTF-8 text")]
    public void A_wrong_table_is_refused_with_its_place(string content, string message)
    {
        File.WriteAllBytes(
            Path.Combine(_folder.FullPath, Lynx.File), [.. content.Select(letter => (byte)letter)]);

        Assert.Contains(message, Message(Lynx, _folder.FullPath), StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_is_no_class_is_refused_with_its_place()
    {
        _folder.File("rows.csv", "x,label\n1,0\n2,3\n");

        var message = Message(new DataSection.Table { File = "rows.csv", Classes = 3 }, _folder.FullPath);

        Assert.Contains(
            "rows.csv, line 3, column 2 (label): found \"3\", expected a label from 0 to 2",
            message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_observation_has_weight_zero()
    {
        _folder.File(Lynx.File, "year,hare,lynx\n1900,1,1\n1901,,2\n1902,3,4\n");

        var data = Value(ExperimentData.Load(Lynx, [_folder.FullPath], new(1)));

        Assert.Equal([1, 1, 0, 1, 1, 1], data.Training.Weights);
    }

    private static PreparedData Loaded(DataSection section, string dataSet) =>
        Value(ExperimentData.Load(section, [TestData.PathOf(dataSet)], new(1)));

    private static PreparedData Value(Result<PreparedData, DataError> result) =>
        result.Match(data => data, error => throw new InvalidDataException(error.Message));

    private static string Message(DataSection section, string folder) =>
        ExperimentData.Load(section, [folder], new(1)).Match(_ => "no error", error => error.Message);
}
