using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training.Experiments;

/// <summary>Where the examples of an experiment come from.</summary>
public abstract record DataSection
{
    private DataSection() { }

    /// <summary>Examples made from the seed; no file is needed.</summary>
    public sealed record Generator : DataSection
    {
        /// <summary>Which generator.</summary>
        [Field("Which generator.", Required = true)]
        public GeneratorName Name { get; init; }

        /// <summary>The number of examples.</summary>
        [Field("Number of examples (trajectories, or input-target pairs).",
            AtLeast = 1, AtMost = ExperimentLimits.Examples)]
        public int Examples { get; init; } = 1;

        /// <summary>The number of observations of each trajectory.</summary>
        [Field("Number of observations of each trajectory; toyCubic has none.",
            AtLeast = 1, AtMost = ExperimentLimits.Examples)]
        public int Points { get; init; } = 30;

        /// <summary>The time of the last observation.</summary>
        [Field("Time of the last observation; trajectories start at 0.",
            Unit = "time of the problem", Above = 0)]
        public double T1 { get; init; } = 1.5;

        /// <summary>The standard deviation of the noise on the observations.</summary>
        [Field("Standard deviation of the normal noise on the observations.",
            Unit = "unit of the state", AtLeast = 0)]
        public double Noise { get; init; }

        /// <summary>Which examples are kept from training.</summary>
        [Field("Which examples are kept from training.")]
        public SplitSection Split { get; init; } = new();
    }

    /// <summary>Trajectories observed in time: a table with a column of times.</summary>
    public sealed record Series : DataSection
    {
        /// <summary>The file.</summary>
        [Field("CSV file (plain or .gz) with a header line; looked for in --data, then beside the "
            + "experiment file.",
            Required = true)]
        public string File { get; init; } = "";

        /// <summary>The column that holds the times.</summary>
        [Field("Column of the times: numbers, or dates as 2013-01-31.", Required = true)]
        public string Time { get; init; } = "";

        /// <summary>What time 0 is.</summary>
        [Field("Time of the column that becomes t = 0; left empty, the first time of the file.",
            Unit = "unit of the time column, or a date")]
        public string Origin { get; init; } = "";

        /// <summary>How many units of the time column make one unit of t.</summary>
        [Field("How much of the time column makes one unit of t (dates count in days).",
            Unit = "unit of the time column", Above = 0)]
        public double TimeUnit { get; init; } = 1;

        /// <summary>The observed columns.</summary>
        [Field("Observed columns, the components of the state.", Required = true)]
        public ValueArray<ColumnSection> Columns { get; init; }

        /// <summary>The column that tells the trajectories apart.</summary>
        [Field("Column whose value tells the trajectories apart; left empty, the file is one trajectory.")]
        public string Group { get; init; } = "";

        /// <summary>Over which spans the rows are averaged.</summary>
        [Field("Over which spans the rows are averaged: none, or month (then t counts months).")]
        public Averaging Average { get; init; } = Averaging.None;

        /// <summary>Whether each column is brought to mean 0 and standard deviation 1.</summary>
        [Field("Whether each column is brought to mean 0 and standard deviation 1 of its training part.")]
        public bool Standardise { get; init; } = true;

        /// <summary>The number of observations of one training example.</summary>
        [Field("Number of observations of one training example, cut from the trajectory; 0 takes it whole.",
            AtLeast = 0)]
        public int Window { get; init; }

        /// <summary>How far apart the windows start.</summary>
        [Field("How many observations apart the windows start.", AtLeast = 1)]
        public int Stride { get; init; } = 1;

        /// <summary>The last time that is trained on.</summary>
        [Field("Last time that is trained on; what comes after is for testing. Left empty, the whole file.",
            Unit = "unit of the time column, or a date")]
        public string TrainUntil { get; init; } = "";
    }

    /// <summary>Independent rows: inputs and a target each.</summary>
    public sealed record Table : DataSection
    {
        /// <summary>The file of the inputs.</summary>
        [Field("File of the inputs: .csv, .csv.gz, .npy, .npz or idx (.gz); looked for in --data, then "
            + "beside the experiment file.", Required = true)]
        public string File { get; init; } = "";

        /// <summary>The array of an npz file that holds the inputs.</summary>
        [Field("Array of the inputs in an .npz file.")]
        public string Array { get; init; } = "";

        /// <summary>The file of the targets.</summary>
        [Field("File of the targets, where they are not in the same file.")]
        public string TargetFile { get; init; } = "";

        /// <summary>The column or array of the target.</summary>
        [Field("Column of the target in a CSV file (last is the last one), or its array in an .npz file.")]
        public string Target { get; init; } = "last";

        /// <summary>The columns of the inputs.</summary>
        [Field("Columns of the inputs; left empty, all but the target.")]
        public ValueArray<string> Features { get; init; }

        /// <summary>Whether the first line of a CSV file names the columns.</summary>
        [Field("Whether the first line of the CSV file names the columns; without, they are 1, 2, 3 and so "
            + "on.")]
        public bool Header { get; init; } = true;

        /// <summary>The number of classes of the target.</summary>
        [Field("Number of classes when the target is a label 0, 1, …; 0 when it is a number.", AtLeast = 0)]
        public int Classes { get; init; }

        /// <summary>What the inputs are divided by.</summary>
        [Field("What every input is divided by.", Unit = "unit of the inputs", Above = 0)]
        public double Scale { get; init; } = 1;

        /// <summary>How far copies of the training images are moved.</summary>
        [Field("Beside each training image stand copies moved by this many pixels up, down, left and right; "
            + "0 leaves the images alone.", Unit = "pixels", AtLeast = 0, AtMost = ExperimentLimits.Window)]
        public int Shift { get; init; }

        /// <summary>How far training images are moved anew in every epoch.</summary>
        [Field("Each time a training image is seen it is moved down or up and right or left by up to this "
            + "many pixels, drawn from the seed: a random crop of the image in a border of zeros.",
            Unit = "pixels", AtLeast = 0, AtMost = ExperimentLimits.Window)]
        public int RandomShift { get; init; }

        /// <summary>Whether each column is brought to mean 0 and standard deviation 1.</summary>
        [Field("Whether inputs (and targets that are numbers) are brought to mean 0 and standard deviation "
            + "1 of the training part.")]
        public bool Standardise { get; init; }

        /// <summary>Which rows are kept from training.</summary>
        [Field("Which rows are kept from training.")]
        public SplitSection Split { get; init; } = new();
    }
}

/// <summary>The generators that the program knows.</summary>
public enum GeneratorName
{
    /// <summary>Ten inputs on [−2, 2] with the targets x³ + 0.1x.</summary>
    ToyCubic,

    /// <summary>u' = u³A from (2, 0).</summary>
    Spiral,

    /// <summary>Predator and prey.</summary>
    LotkaVolterra,

    /// <summary>Angle and angular velocity of a damped pendulum.</summary>
    DampedPendulum,
}

/// <summary>Over which spans rows are averaged.</summary>
public enum Averaging
{
    /// <summary>Rows stay as they are.</summary>
    None,

    /// <summary>Over calendar months.</summary>
    Month,
}
