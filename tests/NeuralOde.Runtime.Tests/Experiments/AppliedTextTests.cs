using NeuralOde.Actors.Running;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using Xunit;

namespace NeuralOde.Runtime.Tests.Experiments;

public sealed class AppliedTextTests
{
    [Fact]
    public void Applied_parts_survive_as_a_text()
    {
        ValueArray<AppliedPart> parts = [new(new(12), [new(5, 0)]), new(new(13), []), new(new(14), [new(2, 4), new(3, 6)])];

        var text = AppliedText.Of(parts);

        Assert.Equal("12 5/0;13;14 2/4 3/6", text);
        Assert.Equal(parts, AppliedText.Read(text));
    }

    [Fact]
    public void No_part_is_an_empty_text()
    {
        Assert.Equal("", AppliedText.Of([]));
        Assert.Equal([], AppliedText.Read(""));
    }
}
