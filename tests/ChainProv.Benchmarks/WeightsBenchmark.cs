using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using ChainProv.Groth16.Vectors;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Weights;
using ChainProv.Tests.Shared;

namespace ChainProv.Benchmarks;

/// <summary>The weights of a model in eight tensors: committed to, opened all together, the opening checked; and as many chunks as an asker wants, opened and checked.</summary>
[MemoryDiagnoser]
public abstract class WeightsBenchmark
{
    private const int Tensors = 8, Asked = 20;

    private static readonly Sha256Digest Context = Sha256Digest.Of("a context"u8);

    private string _folder = "";
    private WeightSource _source = null!;
    private ChunkBlinding _blinding = null!;
    private WeightsCommitment _weights = null!;
    private WeightsOpening _opening = null!;
    private WeightsPossession _possession = null!;

    /// <summary>The data type, and the number of weights.</summary>
    public abstract string Model { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    private WeightsOptions Options => new() { Threads = Threads };

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("chainprov-benchmark-").FullName;
        _blinding = ChunkBlinding.FromSeed(RandomNumberGenerator.GetBytes(ChunkBlinding.SeedBytes));
        _source = WeightSource.Find([WriteModel()])!;
        _weights = Commit();
        (_opening, _possession) = (OpenAll(), OpenChunks());
        if (!VerifyAll() || !VerifyChunks()) throw new InvalidOperationException("What is to be measured does not verify.");
        Console.WriteLine($"// {_weights.Table.Parameters:N0} weights, {_weights.Table.ChunkCount:N0} chunks");
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark]
    public WeightsCommitment Commit() => new WeightsCommitter(_source, _blinding, Options).Compute();

    [Benchmark]
    public WeightsOpening OpenAll() => Opener().OpenAll(Context);

    [Benchmark]
    public bool VerifyAll() => _opening.Problem(_weights, Context) is null;

    [Benchmark]
    public WeightsPossession OpenChunks() => Opener().OpenChunks(Context, Asked);

    [Benchmark]
    public bool VerifyChunks() => _possession.Problem(_weights.Digest, Context, Asked) is null;

    /// <summary>With a ledger of its own, which any number of measurements cannot use up.</summary>
    private WeightsOpener Opener() => new(_source, _blinding, _weights, new OpeningLedger(Path.Combine(_folder, Guid.NewGuid().ToString())), Options);

    private string WriteModel()
    {
        string[] words = Model.Split(' ');
        int width = words[0] == "F32" ? 4 : 2;
        long weights = long.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture);
        (string Name, string DataType, long[] Shape, long Bytes)[] tensors = [.. Enumerable.Range(0, Tensors).Select(i =>
        {
            long count = (weights * (i + 1) / Tensors) - (weights * i / Tensors);
            return ($"layers.{i}.weight", words[0], (long[])[count], count * width);
        })];
        string path = Path.Combine(_folder, "model.safetensors");
        using FileStream file = File.Create(path);
        SafetensorsWriter.WriteHeader(file, tensors);
        byte[] block = new byte[1 << 20];
        for (long left = weights * width; left > 0; left -= block.Length)
        {
            RandomNumberGenerator.Fill(block);
            file.Write(block, 0, (int)Math.Min(block.Length, left));
        }

        return path;
    }
}
