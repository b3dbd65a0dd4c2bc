using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace NeuralOde.Architecture.Tests;

public sealed class DirectionTests
{
    public static TheoryData<string> Projects => [.. House.Projects];

    [Theory, MemberData(nameof(Projects))]
    public void An_assembly_uses_only_those_before_it(string project)
    {
        var allowed = House.Projects.TakeWhile(name => name != project).Select(name => $"NeuralOde.{name}");
        var assembly = Assembly.Load(project == "Cli" ? "neuralode" : $"NeuralOde.{project}");

        var used = assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith("NeuralOde.", StringComparison.Ordinal));

        Assert.Empty(used.Except(allowed));
    }

    [Theory, MemberData(nameof(Projects))]
    public void A_project_file_names_only_the_project_before_it(string project)
    {
        var file = XDocument.Load(
            Path.Combine(House.Root, "src", $"NeuralOde.{project}", $"NeuralOde.{project}.csproj"));
        var index = Array.IndexOf(House.Projects, project);

        var named = file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

        Assert.Equal(index == 0 ? [] : [$"NeuralOde.{House.Projects[index - 1]}"], named);
    }

    [Fact]
    public void The_host_outside_of_the_solution_uses_the_runtime_alone_and_the_solution_does_without_it()
    {
        var file = XDocument.Load(
            Path.Combine(House.Root, "src", "NeuralOde.Cluster.Akka", "NeuralOde.Cluster.Akka.csproj"));

        var named = file.Descendants("ProjectReference").Select(reference => reference.Attribute("Include")!.Value);

        Assert.Equal(["../NeuralOde.Runtime/NeuralOde.Runtime.csproj"], named);
        Assert.DoesNotContain(
            "Akka",
            File.ReadAllText(Path.Combine(House.Root, "NeuralOde.Distributed.sln")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Numerics", "System.Numerics.Tensors")]
    [InlineData("Core", "MathNet.Numerics")]
    [InlineData("Actors", "")]
    public void A_pure_project_uses_its_named_package_and_no_other(string project, string package)
    {
        var file = XDocument.Load(
            Path.Combine(House.Root, "src", $"NeuralOde.{project}", $"NeuralOde.{project}.csproj"));

        var packages = file.Descendants("PackageReference").Select(
            reference => reference.Attribute("Include")!.Value);

        Assert.Empty(packages.Except([package]));
        Assert.Equal("true", file.Descendants("PureProject").Single().Value);
    }
}
