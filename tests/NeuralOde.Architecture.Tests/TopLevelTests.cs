using Xunit;

namespace NeuralOde.Architecture.Tests;

public sealed class TopLevelTests
{
    private static readonly string[] Named =
    [
        ".analyzers", ".ci", ".editorconfig", ".gitattributes", ".github", ".gitignore", "Directory.Build.props",
        "Directory.Packages.props", "LICENSE", "NeuralOde.Distributed.sln", "README.md", "cluster-config",
        "src", "tests",
    ];

    [Fact]
    public void The_top_level_holds_what_the_map_names_and_nothing_else() =>
        Assert.Equal(
            Named.Order(StringComparer.Ordinal),
            House.Tracked().Select(path => path.Split('/')[0]).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_project_has_its_tests() => Assert.All(
        House.Projects.Append("Cluster.Akka"),
        project => Assert.True(
            Directory.Exists(Path.Combine(House.Root, "tests", $"NeuralOde.{project}.Tests")), project));
}
