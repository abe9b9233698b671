using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Compute;

namespace ChainProv.Cli.Benchmarks;

/// <summary>Measures one operation, and checks its result in every run.</summary>
internal abstract class BenchVerb : Verb
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.5);

    private readonly string _operation;
    private readonly Option<string> _size;
    private readonly DeviceOption _device;
    private readonly Option<int?> _threads = new("--threads") { Description = "How many threads of the processor (default: all).", HelpName = "n" };
    private readonly Option<int> _runs = new("--runs") { Description = "How many times it is measured, after half a second of runs that are not.", DefaultValueFactory = _ => 5, HelpName = "n" };
    private readonly Option<string?> _export = new("--export") { Description = "Write the inputs and the result, for another library to run on the same.", HelpName = "file" };

    protected BenchVerb(string operation, string description, string sizeOf, string defaultSize)
        : base(operation, description, $"chainprov bench {operation} --size {defaultSize}")
    {
        _operation = operation;
        _size = new("--size") { Description = $"{sizeOf}: a number, or 2^k.", DefaultValueFactory = _ => defaultSize, HelpName = "n|2^k" };
        foreach (Option option in (ReadOnlySpan<Option>)[_size, _threads, _runs, _export]) Options.Add(option);
        _device = new DeviceOption(this);
    }

    /// <summary>The largest size that is taken; all powers of two that fit an array of points.</summary>
    protected virtual int LargestSize => 1 << 24;

    /// <summary>Makes the inputs.</summary>
    /// <exception cref="UsageException">The size does not suit the operation.</exception>
    protected abstract Benchmark Prepare(ParseResult arguments, int size, int threads, IComputeDevice device);

    protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        int size = ParseSize(arguments.GetRequiredValue(_size)), threads = arguments.GetValue(_threads) ?? Environment.ProcessorCount, runs = arguments.GetValue(_runs);
        if (threads < 1) throw new UsageException("--threads is at least 1");
        if (runs is < 1 or > 10_000) throw new UsageException("--runs is between 1 and 10000");

        return Task.Run(() => _device.Use(arguments, threads, device => Measure(arguments, size, threads, runs, device, cancellationToken)), cancellationToken);
    }

    private Report Measure(ParseResult arguments, int size, int threads, int runs, IComputeDevice device, CancellationToken cancellationToken)
    {
        Benchmark benchmark = Prepare(arguments, size, threads, device);
        double[] milliseconds = new double[runs];
        bool right = true;

        // The first runs pay for what a process does once; the compiler too takes a while until it is done.
        long begin = Stopwatch.GetTimestamp();
        for (int run = -1; run < runs && right; run++)
        {
            benchmark.Reset();
            long start = Stopwatch.GetTimestamp();
            benchmark.Run(cancellationToken);
            if (run >= 0) milliseconds[run] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            else if (Stopwatch.GetElapsedTime(begin) < WarmUp) run--;
            cancellationToken.ThrowIfCancellationRequested();
            right = benchmark.Check();
        }

        if (right && arguments.GetValue(_export) is { } path) benchmark.Export(path);

        double median = Median(milliseconds);
        return new Report { Holds = right }
            .Add("operation", _operation)
            .Add("size", benchmark.Size)
            .Add("device", device.Name)
            .Add("threads", threads)
            .Add("milliseconds", new JsonArray([.. milliseconds.Select(value => (JsonNode)Math.Round(value, 3))]))
            .Add("median", Math.Round(median, 3))
            .Add("perSecond", median > 0 ? Math.Round(benchmark.Size * 1000 / median) : null)
            .Add("checked", right);
    }

    private int ParseSize(string text)
    {
        bool isPower = text.StartsWith("2^", StringComparison.Ordinal);
        if (!int.TryParse(isPower ? text.AsSpan(2) : text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) throw new UsageException($"--size is a number, or 2^k, not {text}");
        long size = isPower ? number < 31 ? 1L << number : long.MaxValue : number;
        return size >= 1 && size <= LargestSize ? (int)size : throw new UsageException($"--size is between 1 and {LargestSize}");
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
