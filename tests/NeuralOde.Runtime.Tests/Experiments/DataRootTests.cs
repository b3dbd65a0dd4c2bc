using System.Text;
using NeuralOde.Core.Data;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Tests.Files;
using Xunit;

namespace NeuralOde.Runtime.Tests.Experiments;

public sealed class DataRootTests
{
    [Theory, InlineData("rows.csv"), InlineData("sub/rows.csv"), InlineData("/elsewhere/rows.csv")]
    public void A_file_below_the_folder_is_found_by_its_name_or_its_bare_name(string name)
    {
        using var folder = new TemporaryFolder();
        _ = Directory.CreateDirectory(Path.Combine(folder.FullPath, "sub"));
        File.WriteAllText(Path.Combine(folder.FullPath, "rows.csv"), "x,y\n1,2\n2,3\n");
        File.WriteAllText(Path.Combine(folder.FullPath, "sub", "rows.csv"), "x,y\n1,2\n2,3\n");

        Assert.IsType<Result<PreparedData, string>.Ok>(new DataRoot(folder.FullPath).Load(On(name)));
    }

    [Theory, InlineData("../rows.csv"), InlineData("link.csv"), InlineData("linked/rows.csv")]
    public void What_leads_out_of_the_folder_is_not_followed(string name)
    {
        using var folder = new TemporaryFolder();
        var root = Path.Combine(folder.FullPath, "root");
        _ = Directory.CreateDirectory(root);
        var secret = Path.Combine(folder.FullPath, "rows.csv");
        File.WriteAllText(secret, "x,y\n1,2\n2,3\n");
        _ = File.CreateSymbolicLink(Path.Combine(root, "link.csv"), secret);
        _ = Directory.CreateSymbolicLink(Path.Combine(root, "linked"), folder.FullPath);

        var loaded = new DataRoot(root).Load(On(name));

        var error = Assert.IsType<Result<PreparedData, string>.Failed>(loaded).Error;
        Assert.Contains($"There is no file {name} below", error, StringComparison.Ordinal);
    }

    private static Experiment On(string file) => ExperimentJson.Read("test", Encoding.UTF8.GetBytes(
        $$"""
        { "name": "t", "data": { "kind": "table", "file": "{{file}}", "target": "y" },
          "model": [{ "kind": "dense" }], "training": { "steps": 1 } }
        """), []).Match(document => document.Experiment, errors => throw new InvalidOperationException($"{errors[0]}"));
}
