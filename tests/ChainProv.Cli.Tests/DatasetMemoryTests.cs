using System.Globalization;
using System.Text.Json.Nodes;
using ChainProv.Cli.Tests.Support;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace ChainProv.Cli.Tests;

/// <summary>Large datasets, committed by the program itself: the same root for any number of threads, within 400 MB.</summary>
[Trait("Category", "Slow")]
public sealed class DatasetMemoryTests : IDisposable
{
    private const long MostKilobytes = 400_000;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_of_5000_files()
    {
        string data = _folder.At("files");
        for (int i = 0; i < 5_000; i++)
        {
            string inner = Path.Combine(data, (i % 50).ToString("D2", CultureInfo.InvariantCulture));
            Directory.CreateDirectory(inner);
            await File.WriteAllTextAsync(Path.Combine(inner, $"{i:D5}.txt"), string.Join(' ', Enumerable.Repeat($"file {i}", i % 1_000)));
        }

        await CommitTwiceAsync(data, 5_000);
    }

    [Fact]
    public async Task A_JSON_Lines_file_of_200_MB()
    {
        string data = _folder.At("records.jsonl");
        int records = 0;
        await using (StreamWriter writer = new(data))
        {
            for (; writer.BaseStream.Position < 200_000_000; records++)
                await writer.WriteLineAsync($$"""{"id":"r{{records}}","license":"MIT","text":"{{new string((char)('a' + (records % 26)), 2_000)}}"}""");
        }

        await CommitTwiceAsync(data, records);
    }

    [Fact]
    public async Task A_Parquet_file_of_200000_rows()
    {
        const int Groups = 10, Rows = 20_000;
        string data = _folder.At("records.parquet");
        DataField<string> id = new("id"), text = new("text");
        DataField<double> score = new("score");
        await using (FileStream file = File.Create(data))
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(id, text, score), file))
        {
            for (int group = 0; group < Groups; group++)
            {
                using ParquetRowGroupWriter rows = writer.CreateRowGroup();
                int[] numbers = [.. Enumerable.Range(group * Rows, Rows)];
                await rows.WriteAsync(id, numbers.Select(i => $"row {i}").ToArray());
                await rows.WriteAsync(text, numbers.Select(i => $"{new string((char)('a' + (i % 26)), 400)} {i}").ToArray());
                await rows.WriteAsync<double>(score, numbers.Select(i => i / 7.0).ToArray());
            }
        }

        await CommitTwiceAsync(data, Groups * Rows);
    }

    private async Task CommitTwiceAsync(string data, int records)
    {
        JsonObject alone = await CommitAsync(data, threads: 1), together = await CommitAsync(data, threads: 5);
        alone["records"]!.GetValue<int>().Should().Be(records);
        together["datasetRoot"]!.GetValue<string>().Should().Be(alone["datasetRoot"]!.GetValue<string>());
    }

    private async Task<JsonObject> CommitAsync(string data, int threads)
    {
        MeasuredRun run = await MeasuredRun.OfAsync("dataset", "commit", data, "--licence", "MIT", "--threads", $"{threads}", "-o", _folder.At("dataset.json"), "--json");
        TestContext.Current.TestOutputHelper?.WriteLine($"{Path.GetFileName(data)}, {threads} threads: {run.PeakKilobytes:N0} kB");
        run.PeakKilobytes.Should().BeLessThan(MostKilobytes);
        return run.Json;
    }
}
