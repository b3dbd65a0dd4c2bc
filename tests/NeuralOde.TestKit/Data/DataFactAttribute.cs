using Xunit;

namespace NeuralOde.TestKit.Data;

/// <summary>
/// A test that needs a data set; it is skipped, with the reason, where the set is not there.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataFactAttribute : FactAttribute
{
    /// <param name="dataSet">The folder of the set, such as <c>digits8x8</c>.</param>
    public DataFactAttribute(string dataSet)
    {
        DataSet = dataSet;
        Skip = TestData.Missing(dataSet);
    }

    /// <summary>The folder of the set.</summary>
    public string DataSet { get; }
}

/// <summary>
/// A test of many rows that needs a data set; it is skipped, with the reason, where the set is not there.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataTheoryAttribute : TheoryAttribute
{
    /// <param name="dataSet">The folder of the set, such as <c>digits8x8</c>.</param>
    public DataTheoryAttribute(string dataSet)
    {
        DataSet = dataSet;
        Skip = TestData.Missing(dataSet);
    }

    /// <summary>The folder of the set.</summary>
    public string DataSet { get; }
}
