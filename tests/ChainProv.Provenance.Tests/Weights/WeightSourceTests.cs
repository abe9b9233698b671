using System.Collections.Immutable;
using System.Globalization;
using ChainProv.Provenance.Tests.Authorities;
using ChainProv.Provenance.Weights;

namespace ChainProv.Provenance.Tests.Weights;

public sealed class WeightSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tensors_of_all_files_come_in_the_order_of_their_names()
    {
        _folder.Write("m/2.safetensors", SafetensorsWriter.Bytes(Tensor("z"), Tensor("a")));
        _folder.Write("m/1.safetensors", SafetensorsWriter.Bytes(Tensor("\uD83D\uDE00"), Tensor("\uFF01"), Tensor("b")));
        _folder.Write("m/tokenizer.json", "{}");
        WeightSource.Find([_folder.At("m")])!.Table.Tensors.Select(tensor => tensor.Name).Should().Equal("a", "b", "z", "\uFF01", "\uD83D\uDE00");
    }

    [Fact]
    public void A_model_without_safetensors_has_no_weights()
    {
        WeightSource.Find([_folder.Write("model.bin", "B")]).Should().BeNull();
        WeightSource.Find([_folder.Write("none.safetensors", SafetensorsWriter.Bytes())])!.Table.ChunkCount.Should().Be(0);
    }

    [Fact]
    public void A_name_that_stands_in_two_files_is_refused()
    {
        string one = _folder.Write("1.safetensors", SafetensorsWriter.Bytes(Tensor("a"))), two = _folder.Write("2.safetensors", SafetensorsWriter.Bytes(Tensor("b"), Tensor("a")));
        Authority.Refused(() => WeightSource.Find([one, two]), $"{two}, tensor \"a\": stands in {one} too*");
    }

    [Fact]
    public void Chunks_cover_every_tensor_from_its_beginning_and_none_is_empty()
    {
        WeightTable table = Sample.Source(_folder, Sample.Tensors).Table;
        WeightChunk[] chunks = [.. Enumerable.Range(0, table.ChunkCount).Select(table.Chunk)];
        chunks.Should().HaveCount(10).And.OnlyContain(chunk => chunk.Length > 0);
        foreach (IGrouping<int, WeightChunk> tensor in chunks.GroupBy(chunk => chunk.Tensor))
        {
            tensor.Select(chunk => chunk.Number).Should().Equal(Enumerable.Range(0, tensor.Count()).Select(i => (long)i));
            tensor.Aggregate(0L, (end, chunk) => chunk.Offset == end ? end + chunk.Length : -1).Should().Be(table.Tensors[tensor.Key].Bytes);
        }

        table.Parameters.Should().Be(Sample.Tensors.Sum(tensor => tensor.Shape.Aggregate(1L, (product, length) => product * length)));
        table.Bytes.Should().Be(Sample.Tensors.Sum(tensor => (long)tensor.Data.Length));
        FluentActions.Invoking(() => table.Chunk(10)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => table.Chunk(-1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void An_index_that_says_what_the_shards_hold_is_accepted() =>
        WithIndex("""{"metadata":{"total_size":12},"weight_map":{"a":"1.safetensors","b":"2.safetensors","c":"2.safetensors"}}""").Table.Tensors.Should().HaveCount(3);

    [Theory]
    [InlineData("""{"weight_map":{"a":"1.safetensors","b":"2.safetensors"}}""", "*does not name the tensor \"c\" of \"m/2.safetensors\"")]
    [InlineData("""{"weight_map":{"a":"1.safetensors","b":"2.safetensors","c":"2.safetensors","d":"2.safetensors"}}""", "*\"d\" is in \"m/2.safetensors\", which has none of that name")]
    [InlineData("""{"weight_map":{"a":"1.safetensors","b":"1.safetensors","c":"2.safetensors"}}""", "*\"b\" is in \"m/1.safetensors\", which has none of that name")]
    [InlineData("""{"weight_map":{"a":"1.safetensors","b":"2.safetensors","c":"2.safetensors","d":"3.safetensors"}}""", "*\"m/3.safetensors\", which is not among the model's")]
    [InlineData("""{"weight_map":{"a":"1.safetensors"}}""", "*does not name the file \"m/2.safetensors\", which lies beside it*")]
    [InlineData("""{"weight_map":{"a":"../m/1.safetensors","b":"2.safetensors","c":"2.safetensors"}}""", "*which is not among the model's")]
    [InlineData("""{"weight_map":{"a":1}}""", "*must be a text")]
    [InlineData("""{"weight_map":[]}""", "*no object weight_map")]
    [InlineData("[]", "*no object weight_map")]
    [InlineData("""{"weight_map":{"a":"1.safetensors","a":"1.safetensors"}}""", "*not valid JSON*")]
    public void An_index_that_says_something_else_is_refused(string index, string message) => Authority.Refused(() => WithIndex(index), message);

    [Fact]
    public void A_file_that_is_shorter_than_its_header_said_when_it_is_read_is_named()
    {
        WeightSource source = Sample.Source(_folder, Sample.Tensors);
        string path = _folder.At("model.safetensors");
        using (FileStream file = File.OpenWrite(path)) file.SetLength(file.Length - 1);
        Authority.Refused(() => new WeightsCommitter(source, ChunkBlinding.Public, Sample.Options).Compute(), $"{path}, chunk 0 of tensor \"ü.last\": is missing: the file was changed*");
    }

    [Theory]
    [InlineData("F32", new long[] { -1 })]
    [InlineData("F33", new long[] { 1 })]
    [InlineData("F4", new long[] { 3 })]
    [InlineData("F64", new[] { long.MaxValue, 2L })]
    public void An_impossible_tensor_is_none(string dataType, long[] shape) => WeightTensor.TryCreate("t", dataType, [.. shape], out _).Should().BeFalse();

    /// <summary>A dimension of 1 is two bytes in a header and eight in the table, so that headers of the allowed length can describe a table that no file of weights may have.</summary>
    [Fact]
    public void Too_long_a_table_is_refused_before_it_is_written()
    {
        WeightTensor tensor = Sample.Tensor("0", "U8", [.. Enumerable.Repeat(1L, 1 << 22)]);
        ImmutableArray<WeightTensor> tensors = [.. Enumerable.Range(0, 8).Select(i => WeightTensor.TryCreate(i.ToString(CultureInfo.InvariantCulture), "U8", tensor.Shape, out WeightTensor? named) ? named : tensor)];
        WeightTable.Problem(tensors[..7]).Should().BeNull();
        WeightTable.Problem(tensors).Should().Match("*have more than 268,435,456 bytes*");
    }

    [Fact]
    public void Too_many_chunks_are_refused()
    {
        ImmutableArray<WeightTensor> tensors = [Sample.Tensor("a", "U8", long.MaxValue), Sample.Tensor("b", "U8", long.MaxValue)];
        WeightTable.Problem(tensors).Should().Match("*more than 16,777,216 chunks*");
    }

    private WeightSource WithIndex(string index)
    {
        _folder.Write("all/m/1.safetensors", SafetensorsWriter.Bytes(Tensor("a")));
        _folder.Write("all/m/2.safetensors", SafetensorsWriter.Bytes(Tensor("b"), Tensor("c")));
        _folder.Write("all/m/model.safetensors.index.json", index);
        return WeightSource.Find([_folder.At("all")])!;
    }

    private static TensorData Tensor(string name) => Sample.Random(name, "F32", [1]);
}
