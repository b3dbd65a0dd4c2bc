using System.Globalization;
using NeuralOde.Runtime.Logging;
using Xunit;

namespace NeuralOde.Runtime.Tests.Logging;

public sealed class LogFollowerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("neuralode-follow-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_event_is_given_once_and_in_the_order_of_its_file()
    {
        using var follower = new LogFollower([_folder]);
        Append("a.jsonl", Line(1), Line(2));
        var first = Versions(follower);
        Append("a.jsonl", Line(3));

        Assert.Equal([1, 2], first);
        Assert.Equal([3], Versions(follower));
        Assert.Empty(Versions(follower));
    }

    [Fact]
    public void A_line_that_is_not_complete_yet_is_waited_for()
    {
        using var follower = new LogFollower([_folder]);
        var line = Line(2);
        Append("a.jsonl", Line(1), line[..40]);
        var first = Versions(follower);
        Append("a.jsonl", line[40..]);

        Assert.Equal([1], first);
        Assert.Equal([2], Versions(follower));
    }

    [Fact]
    public void Files_that_appear_later_and_in_deeper_folders_are_read_too()
    {
        using var follower = new LogFollower([_folder]);
        Append("a.jsonl", Line(1));
        var first = Versions(follower);
        _ = Directory.CreateDirectory(Path.Combine(_folder, "node-b"));
        Append("node-b/log.jsonl", Line(2));
        Append("a_001.jsonl", Line(3));

        Assert.Equal([1], first);
        Assert.Equal([2, 3], Versions(follower).Order());
        Assert.Equal(3, follower.Files);
    }

    [Theory]
    [InlineData("a.jsonl.1")]
    [InlineData("a-old.jsonl")]
    public void What_was_written_before_a_file_was_renamed_is_read_once(string renamed)
    {
        using var follower = new LogFollower([_folder]);
        Append("a.jsonl", Line(1));
        var first = Versions(follower);
        Append("a.jsonl", Line(2));
        File.Move(Path.Combine(_folder, "a.jsonl"), Path.Combine(_folder, renamed));
        Append("a.jsonl", Line(3));

        Assert.Equal([1], first);
        Assert.Equal([2, 3], Versions(follower).Order());
    }

    [Fact]
    public void Files_in_folders_whose_names_begin_with_a_dot_are_read_too()
    {
        using var follower = new LogFollower([_folder]);
        _ = Directory.CreateDirectory(Path.Combine(_folder, ".artifacts", "nodes"));
        Append(".artifacts/nodes/log.jsonl", Line(1));

        Assert.Equal([1], Versions(follower));
    }

    [Fact]
    public void A_file_that_was_cut_and_written_anew_is_read_from_its_beginning()
    {
        using var follower = new LogFollower([_folder]);
        Append("a.jsonl", Line(1), Line(2));
        var first = Versions(follower);
        File.WriteAllText(Path.Combine(_folder, "a.jsonl"), Line(3) + Line(4) + Line(5));

        Assert.Equal([1, 2], first);
        Assert.Equal([3, 4, 5], Versions(follower));
    }

    [Fact]
    public void A_file_that_goes_away_is_let_go()
    {
        using var follower = new LogFollower([_folder]);
        Append("a.jsonl", Line(1));
        _ = follower.Look();
        File.Delete(Path.Combine(_folder, "a.jsonl"));

        Assert.Empty(Versions(follower));
        Assert.Equal(0, follower.Files);
    }

    [Fact]
    public void Lines_that_are_no_events_are_passed_over()
    {
        using var follower = new LogFollower([_folder]);
        Append("a.jsonl", Line(1), "no event\n", "{\"half\":\n", "[1]\n", "{}\n", "\n", Line(2));

        Assert.Equal([1, 2], Versions(follower));
    }

    [Fact]
    public void A_line_without_end_is_passed_over()
    {
        using var follower = new LogFollower([_folder]);
        Append("a.jsonl", Line(1), new string('x', 5 << 20) + "\n", Line(2));

        Assert.Equal([1, 2], Versions(follower));
    }

    [Fact]
    public void A_single_file_can_be_followed_and_one_that_is_named_twice_counts_once()
    {
        Append("a.jsonl", Line(1));
        Append("b.jsonl", Line(2));
        using var follower = new LogFollower([Path.Combine(_folder, "a.jsonl"), Path.Combine(_folder, "a.jsonl")]);

        Assert.Equal([1], Versions(follower));
    }

    private static long[] Versions(LogFollower follower) =>
        [.. follower.Look().Select(record => record.Count("Version"))];

    private void Append(string file, params string[] text) =>
        File.AppendAllText(Path.Combine(_folder, file), string.Concat(text));

    private static string Line(int version) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"Timestamp":"2026-01-02T03:04:0{{{version}}}Z","Level":"Information","MessageTemplate":"{{{LogTemplates.RunClaimed}}}","Properties":{"Fence":1,"Version":{{{version}}}}}""")
        + "\n";
}
