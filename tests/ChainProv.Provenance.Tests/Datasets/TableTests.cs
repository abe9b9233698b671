using System.Runtime.CompilerServices;
using ChainProv.Provenance.Datasets;
using Parquet;
using Parquet.Schema;
using Parquet.Serialization;

namespace ChainProv.Provenance.Tests.Datasets;

public sealed class TableTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_CSV_rows_content_is_its_canonical_JSON()
    {
        string path = _folder.Write("d.csv", "text,id,license,bin,source\r\n\"a \"\"b\"\"\nc\",k1,mit,2,s\r\n,k2,,,\r\n");
        Commitments.Of(path).DatasetRoot.Should().Be(Commitments.Root(
            ("k1", """{"bin":"2","id":"k1","license":"mit","source":"s","text":"a \"b\"\nc"}""", "MIT", "s", 2),
            ("k2", """{"bin":"","id":"k2","license":"","source":"","text":""}""", "NOASSERTION", "", 0)));
    }

    [Fact]
    public void Line_ends_and_a_byte_order_mark_change_nothing()
    {
        DatasetCommitment expected = Commitments.Of(_folder.Write("crlf.csv", "id,t\r\n1,x\r\n2,y\r\n"));
        Commitments.Of(_folder.Write("lf.csv", "id,t\n1,x\n2,y")).DatasetRoot.Should().Be(expected.DatasetRoot);
        Commitments.Of(_folder.Write("mark.csv", "\uFEFFid,t\n1,x\n2,y\n")).DatasetRoot.Should().Be(expected.DatasetRoot);
    }

    [Theory]
    [InlineData("", ": is empty; a header row is needed")]
    [InlineData("id,t\n", ": has a header but no rows; an empty dataset cannot be committed")]
    [InlineData("id,id\n1,2\n", ", line 1: the header names the column \"id\" twice")]
    [InlineData("id,\n1,2\n", ", line 1: the header has a column without a name")]
    [InlineData("id,t\n1,2\n3\n", ", line 3: the row has 1 fields, the header 2")]
    [InlineData("id,t\n1,2\n3,4,5\n", ", line 3: the row has 3 fields, the header 2")]
    [InlineData("id,t\n1,2\n\n", ", line 3: the row has 1 fields, the header 2")]
    [InlineData("id,t\n1,\"a\nb\"\n1,c\n", ", line 4: duplicate key \"1\" (first on line 2)")]
    [InlineData("id,t\n1,a\"b\n", ", line 2: a quote stands*")]
    [InlineData("id,bin\n1,x\n", ", line 2: \"bin\" is \"x\"*")]
    public void A_wrong_CSV_is_named(string content, string message) => Commitments.Refused(_folder.Write("d.csv", content), message);

    [Fact]
    public void A_CSV_that_is_not_UTF8_or_lacks_a_named_column_is_refused()
    {
        Commitments.Refused(_folder.Write("latin.csv", [.. "id,t\n1,"u8, 0xe9, (byte)'\n']), ", after line *: the text is not UTF-8");
        Commitments.Refused(_folder.Write("d.csv", "id\n1\n"), ", line 1: there is no column \"uid\", which --key-column names", new DatasetOptions { KeyColumn = "uid" });
        Commitments.Refused(_folder.At("d.csv"), ", line 1: there is no column \"rights\", which --licence-column names", new DatasetOptions { LicenceColumn = "rights" });
    }

    [Fact]
    public async Task A_Parquet_rows_content_is_its_canonical_JSON()
    {
        string path = await WriteParquet(1);
        Commitments.Of(path).DatasetRoot.Should().Be(Commitments.Root(
            ("1", """{"big":"9007199254740993","blob":"AQI=","flag":true,"id":1,"license":"mit","ratio":0.1}""", "MIT", "", 0),
            ("2", """{"big":null,"blob":"","flag":false,"id":2,"license":null,"ratio":1e+21}""", "NOASSERTION", "", 0),
            ("3", """{"big":"-9007199254740993","blob":"/w==","flag":true,"id":3,"license":"CC0-1.0","ratio":-2}""", "CC0-1.0", "", 0)));
    }

    [Fact]
    public async Task Row_groups_change_nothing() => Commitments.Of(await WriteParquet(3)).DatasetRoot.Should().Be(Commitments.Of(await WriteParquet(1)).DatasetRoot);

    /// <summary>500 rows in one row group, in pages of 512 bytes, a dictionary before some: written by hyparquet-writer 0.17.0 with its pageSize option.</summary>
    [Fact]
    public void A_row_group_of_many_pages_is_read_like_any_other()
    {
        DatasetCommitment commitment = Commitments.Of(Vector("pages.parquet"));
        commitment.DatasetRoot.Should().Be(Commitments.Root([.. Enumerable.Range(0, 500).Select(Row)]));

        static (string, string, string, string, uint) Row(int i)
        {
            string? licence = i % 7 == 0 ? null : new[] { "mit", "CC0-1.0", "apache-2.0" }[i % 3];
            string text = i % 5 == 0 ? "null" : $"\"text {i} {new string('x', i % 60)}\"";
            string content = $$"""{"id":"r{{i}}","license":{{(licence is null ? "null" : $"\"{licence}\"")}},"n":{{3 * i}},"text":{{text}}}""";
            return ($"r{i}", content, licence switch { null => "NOASSERTION", "mit" => "MIT", "apache-2.0" => "Apache-2.0", _ => licence }, "", 0);
        }
    }

    [Fact]
    public void A_Parquet_file_with_any_byte_changed_is_read_or_refused_but_never_crashes()
    {
        byte[] good = File.ReadAllBytes(Vector("pages.parquet"));
        for (int position = 0; position < good.Length; position += 131)
        {
            byte[] bad = [.. good];
            bad[position] ^= 0x41;
            try
            {
                Commitments.Of(_folder.Write("bad.parquet", bad)).Records.Should().BePositive();
            }
            catch (DatasetException exception)
            {
                exception.Message.Should().StartWith(_folder.At("bad.parquet"));
            }
        }
    }

    [Fact]
    public async Task A_damaged_or_false_Parquet_file_is_refused()
    {
        byte[] good = await File.ReadAllBytesAsync(await WriteParquet(1));
        Commitments.Refused(_folder.Write("text.parquet", "hello, this is no parquet file at all"), ": is not a Parquet file that can be read, or is damaged: *");
        Commitments.Refused(_folder.Write("empty.parquet", ""), "*");
        for (int length = 1; length < good.Length; length += 37)
            Commitments.Refused(_folder.Write("cut.parquet", good[..length]), "*is not a Parquet file that can be read, or is damaged: *");
    }

    [Fact]
    public async Task A_duplicate_key_in_a_Parquet_file_is_refused_with_both_rows()
    {
        string path = _folder.At("twice.parquet");
        DataField<long> id = new("id");
        await WriteColumn<long>(path, id, [7, 8, 7]);
        Commitments.Refused(path, ", row 3: duplicate key \"7\" (first on row 1)");
    }

    [Fact]
    public async Task Millions_of_values_in_a_page_of_some_bytes_are_refused()
    {
        string path = _folder.At("bomb.parquet");
        await WriteColumn(path, new DataField("x", typeof(bool), isNullable: true), new bool?[ParquetPages.MaxPageValues + 1]);
        new FileInfo(path).Length.Should().BeLessThan(1000);
        Commitments.Refused(path, ": *: a page holds 4,194,305 values, and 4,194,304 is the limit; write the file again with smaller row groups");
    }

    [Fact]
    public async Task Many_columns_of_large_pages_are_refused()
    {
        string path = _folder.At("wide.parquet");
        const int columns = (Provenance.Datasets.ParquetReader.MaxDecodedValues / ParquetPages.MaxPageValues) + 1;
        DataField[] fields = [.. Enumerable.Range(0, columns).Select(i => new DataField($"x{i}", typeof(bool), isNullable: true))];
        bool?[] nulls = new bool?[ParquetPages.MaxPageValues];
        await using (FileStream stream = File.Create(path))
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream))
        using (ParquetRowGroupWriter group = writer.CreateRowGroup())
            foreach (DataField field in fields) await group.WriteAsync<bool>(field, nulls);
        Commitments.Refused(path, ": *: the largest pages of its columns hold 71,303,168 values, and 67,108,864 is the limit*");
    }

    [Fact]
    public async Task A_nested_column_is_refused_by_name()
    {
        string path = _folder.At("nested.parquet");
        await using (FileStream stream = File.Create(path))
            await ParquetSerializer.SerializeAsync(new[] { new Nested { Numbers = [1, 2] } }, stream);
        Commitments.Refused(path, ", column \"Numbers\": is nested; only flat columns are read*");
    }

    [Fact]
    public async Task A_Parquet_number_that_JSON_cannot_say_is_refused_with_its_row()
    {
        string path = _folder.At("nan.parquet");
        await WriteColumn<double>(path, new DataField<double>("x"), [1.0, double.NaN]);
        Commitments.Refused(path, "*row *infinite or not a number*");
    }

    private sealed class Nested
    {
        public List<int> Numbers { get; set; } = [];
    }

    private static string Vector(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "vectors", name);

    private static async Task WriteColumn<T>(string path, DataField field, T[] values) where T : struct
    {
        await using FileStream stream = File.Create(path);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(field), stream);
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        await group.WriteAsync<T>(field, values);
    }

    private static async Task WriteColumn<T>(string path, DataField field, T?[] values) where T : struct
    {
        await using FileStream stream = File.Create(path);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(field), stream);
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        await group.WriteAsync<T>(field, values);
    }

    private async Task<string> WriteParquet(int groups)
    {
        string path = _folder.At($"d{groups}.parquet");
        DataField<long> id = new("id");
        DataField<string> licence = new("license");
        DataField<double> ratio = new("ratio");
        DataField<bool> flag = new("flag");
        DataField<byte[]> blob = new("blob");
        DataField big = new("big", typeof(long), isNullable: true);
        await using FileStream stream = File.Create(path);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(licence, id, ratio, flag, blob, big), stream);
        foreach (int[] rows in Enumerable.Range(0, 3).Chunk(3 / groups))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync(licence, Pick(rows, "mit", null!, "CC0-1.0"));
            await group.WriteAsync<long>(id, Pick<long>(rows, 1, 2, 3));
            await group.WriteAsync<double>(ratio, Pick(rows, 0.1, 1e21, -2));
            await group.WriteAsync<bool>(flag, Pick(rows, true, false, true));
            await group.WriteAsync(blob, Pick<byte[]>(rows, [1, 2], [], [255]));
            await group.WriteAsync<long>(big, Pick<long?>(rows, 9007199254740993, null, -9007199254740993));
        }

        return path;

        static T[] Pick<T>(int[] rows, params T[] values) => [.. rows.Select(row => values[row])];
    }
}
