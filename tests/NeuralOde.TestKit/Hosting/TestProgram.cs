namespace NeuralOde.TestKit.Hosting;

/// <summary>The program that tests start as processes of their own.</summary>
public static class TestProgram
{
    /// <summary>Its assembly: the one that <c>NEURALODE_PROGRAM</c> names, which was published to start fast, or the one
    /// that was built with the tests.</summary>
    public static string Assembly { get; } = Environment.GetEnvironmentVariable("NEURALODE_PROGRAM")
        ?? Path.Combine(AppContext.BaseDirectory, "neuralode.dll");
}
