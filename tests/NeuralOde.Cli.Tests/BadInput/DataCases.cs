using System.Text;

namespace NeuralOde.Cli.Tests.BadInput;

/// <summary>Faults of data files.</summary>
internal static class DataCases
{
    private static readonly byte[] IdxOfFourBytes = [0, 0, 8, 1, 0, 0, 0, 4, 1, 2, 3, 4];

    public static IEnumerable<BadInputCase> All =>
    [
        new("missing data", "train series.json --set data.file=seres.csv", 1, "seres.csv", "Did you mean series.csv?"),
        Csv("data that is empty", "", "series.csv is empty", "written completely"),
        Csv("a header without lines", "t,a,b\n", "series.csv is empty", "lines of values"),
        Csv("data that is no number", "t,a,b\n0,1,2\n1,x,2\n", "series.csv, line 3, column 2 (a)", "found \"x\"", "decimal point"),
        Csv("data with a comma too many", "t,a,b\n0,1,2\n1,1,2,3\n", "series.csv, line 3", "found 4 fields, expected 3"),
        Csv("data with NaN", "t,a,b\n0,1,2\n1,NaN,2\n", "line 3, column 2 (a)", "a finite number", "Leave the field empty"),
        Csv("data that is infinite", "t,a,b\n0,1,2\n1,1e999,2\n", "line 3, column 2 (a)", "a finite number"),
        Csv("an open quote", "t,a,b\n0,\"1,2\n", "series.csv, line 2, column 2", "quote"),
        Csv("a time that is missing", "t,a,b\n0,1,2\n,1,2\n", "line 3, column 1 (t)", "the field is empty", "Fill it in"),
        Csv("a time that goes back", "t,a,b\n1,1,2\n0,1,2\n", "line 3, column 1 (t)", "does not come after", "Sort the lines"),
        Csv("a time that stands twice", "t,a,b\n0,1,2\n0,1,2\n", "line 3, column 1 (t)", "keep one of each time"),
        Csv("a value outside of its range", "t,a,b\n0,1,2\n1,1,20\n", "line 3, column 3 (b)", "from 0 to 10", "clip or drop"),
        Csv("two columns of one name", "t,a,a\n0,1,2\n1,2,3\n", "series.csv", "\"a\" is there twice", "Rename"),
        Csv("a single observation", "t,a,b\n0,1,2\n", "series.csv", "no trajectory with two observations"),
        Set("an unknown column", "data.time=time", "series.csv", "there is no column \"time\"", "Known: t, a, b"),
        Set("a logarithm of 0", "data.columns=[{\"name\":\"z\",\"transform\":\"log\"}]", "line 2, column 2 (z)", "a positive number", "set transform") with
        {
            Given = folder => folder.Write("series.csv", "t,z\n0,0\n1,1\n"),
        },
        Set("a date in place of a number", "data.trainUntil=2013-01-31", "data.trainUntil", "a number as in the file"),
        Set("months of numbers", "data.average=month", "data.average", "a column of dates"),
        new("data that is not packed", "train series.json --set data.file=series.csv.gz", 1, "series.csv.gz", "gzip")
        {
            Given = folder => folder.Write("series.csv.gz", "t,a,b\n0,1,2\n"),
        },
        Npy("an npy header that is none", "NUMPY"u8.ToArray(), "inputs.npy, byte 0"),
        Npy("an npy file that is cut off", [.. Header("'<f8'", "(4, 1)"), 1, 2, 3], "inputs.npy", "bytes"),
        Npy("an npy file of texts", [.. Header("'<U4'", "(4, 1)"), .. new byte[64]], "inputs.npy", "U4"),
        Npy("an npy header that lies about its order", [.. Header("'<f8'", "(-4, 1)"), .. new byte[32]], "inputs.npy"),
        Npy("other rows than targets", [.. Header("'<f8'", "(2, 1)"), .. new byte[16]], "4 targets", "Give files that belong together"),
        Idx("an idx header that is none", [1, 2, 3, 4, 5], "inputs.idx, byte 0"),
        Idx("an idx file that is cut off", IdxOfFourBytes[..^1], "inputs.idx"),
        Idx("an idx file that is too long", [.. IdxOfFourBytes, 5], "inputs.idx"),
        new("labels that are no classes", "train table.json --set data.classes=3 --set loss=crossEntropy", 1, "targets.npy", "0 to 2")
        {
            Given = folder =>
            {
                Arrays(folder);
                folder.Write("targets.npy", [.. Header("'<f8'", "(4,)"), .. Doubles(0, 1, 2, 3)]);
            },
        },
        new("new data without a column", "predict run --data new.csv", 1, "new.csv", "there is no column \"y2\"", "Did you mean \"y1\"?")
        {
            Given = folder =>
            {
                folder.AddRun();
                folder.Write("new.csv", "t,y1\n0,1\n1,2\n");
            },
        },
    ];

    private static BadInputCase Csv(string name, string text, params string[] says) =>
        new(name, "train series.json", 1, says) { Given = folder => folder.Write("series.csv", text) };

    private static BadInputCase Set(string name, string change, params string[] says) =>
        new(name, $"train series.json --set {change}", 1, says);

    private static BadInputCase Npy(string name, byte[] bytes, params string[] says) =>
        new(name, "train table.json", 1, says)
        {
            Given = folder =>
            {
                Arrays(folder);
                folder.Write("inputs.npy", bytes);
            },
        };

    private static BadInputCase Idx(string name, byte[] bytes, params string[] says) =>
        new(name, "train table.json --set data.file=inputs.idx", 1, says)
        {
            Given = folder =>
            {
                Arrays(folder);
                folder.Write("inputs.idx", bytes);
            },
        };

    private static void Arrays(CaseFolder folder)
    {
        folder.Write("inputs.npy", [.. Header("'<f8'", "(4, 1)"), .. Doubles(0, 1, 2, 3)]);
        folder.Write("targets.npy", [.. Header("'<f8'", "(4,)"), .. Doubles(0, 1, 2, 3)]);
    }

    // Source of the format: NEP 1, A simple file format for NumPy arrays.
    private static byte[] Header(string type, string shape)
    {
        var text = $"{{'descr': {type}, 'fortran_order': False, 'shape': {shape}, }}".PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. Encoding.ASCII.GetBytes(text)];
    }

    private static byte[] Doubles(params double[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
