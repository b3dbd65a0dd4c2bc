using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Core.Tests.Data.Formats;

public sealed class CsvTableTests
{
    private const string LynxAndHare = "year,lynx,hare\n1900,4.0,30.0\n1901,6.1,47.2\n";

    [Fact]
    public void A_header_names_the_columns()
    {
        var table = CsvTable.Parse("a.csv", LynxAndHare).Value();

        Assert.Equal(["year", "lynx", "hare"], table.Names);
        Assert.Equal([30.0, 47.2], table.Numbers(2, MissingFields.Refused).Value());
    }

    [Fact]
    public void Columns_without_a_header_have_numbers_for_names()
    {
        var table = CsvTable.Parse("a.csv", "1,2\n3,4").Value();

        Assert.Equal(["1", "2"], table.Names);
        Assert.Equal([2.0, 4.0], table.Numbers(1, MissingFields.Refused).Value());
    }

    [Theory]
    [InlineData("a,b\r\n1,2\r\n\r\n")]
    [InlineData("\uFEFFa,b\n1,2")]
    [InlineData("\"a\",\"b\"\n\"1\", 2 \n")]
    public void Line_ends_byte_order_marks_quotes_and_blanks_make_no_difference(string text)
    {
        var table = CsvTable.Parse("a.csv", text).Value();

        Assert.Equal(["a", "b"], table.Names);
        Assert.Equal([2.0], table.Numbers(1, MissingFields.Refused).Value());
    }

    [Fact]
    public void Quoted_text_may_hold_commas_quotes_and_line_ends()
    {
        var table = CsvTable.Parse("a.csv", "name,x\n\"a, \"\"b\"\"\nc\",1\nd,2").Value();

        Assert.Equal("a, \"b\"\nc", table.Text(0, 0));
        Assert.Equal("a.csv, line 4, column 2 (x)", table.Place(1, 1).ToString());
    }

    [Fact]
    public void An_empty_field_is_a_missing_value() => Assert.Equal(
        [1, double.NaN, 3],
        CsvTable.Parse("a.csv", "x,y\n1,1\n,2\n3,").Value().Numbers(0, MissingFields.Allowed).Value());

    [Theory]
    [InlineData("", "a.csv is empty")]
    [InlineData("\n\n", "a.csv is empty")]
    [InlineData("x,y\n", "lines of values below the header")]
    [InlineData("x,y\n1,2\n3\n", "line 3: found 1 fields, expected 2")]
    [InlineData("x,y\n1,2\n\n3,4", "line 3: found 1 fields, expected 2")]
    [InlineData("x,y\n1,\"2\n", "line 2, column 2: the quote is not closed")]
    [InlineData("x,y\n\"1\"2,3\n", "line 2, column 1: the quote is not closed")]
    [InlineData("x,x\n1,2", "the column \"x\" is there twice")]
    public void A_text_that_is_no_table_is_refused_with_its_place(string text, string message) =>
        Assert.Contains(message, CsvTable.Parse("a.csv", text).Message(), StringComparison.Ordinal);

    [Theory]
    [InlineData("x\nabc", "line 2, column 1 (x): found \"abc\", expected a number")]
    [InlineData("x\n1\n\"1,5\"", "line 3, column 1 (x): found \"1,5\", expected a number")]
    [InlineData("x\nNaN", "expected a finite number")]
    [InlineData("x\n1e999", "expected a finite number")]
    [InlineData("x\n1\n\"\"\n2", "line 3, column 1 (x): the field is empty")]
    public void A_field_that_is_no_number_is_refused_with_its_place(string text, string message) => Assert.Contains(
        message,
        CsvTable.Parse("a.csv", text, CsvHeader.Present)
            .Bind(table => table.Numbers(0, MissingFields.Refused))
            .Message(),
        StringComparison.Ordinal);

    [Fact]
    public void An_unknown_column_is_answered_with_the_nearest_one() => Assert.Equal(
        "a.csv: there is no column \"linx\". Did you mean \"lynx\"?",
        CsvTable.Parse("a.csv", LynxAndHare).Bind(table => table.Column("linx")).Message());

    [Fact]
    public void Numbers_survive_being_written_with_all_their_digits() =>
        Prop.ForAll<NormalFloat[]>(values => values.Length == 0 || CsvTable
            .Parse("a.csv", string.Join('\n', values.Select(value => $"{value.Get:R}")), CsvHeader.Absent).Value()
            .Numbers(0, MissingFields.Refused).Value().SequenceEqual(values.Select(value => value.Get)))
            .QuickCheckThrowOnFailure();
}
