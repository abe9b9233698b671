using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ChainProv.Cli.Framework;

namespace ChainProv.Cli.Benchmarks;

/// <summary>The whole work of an attestation, phase by phase: all weights of base and model, a release, a response.</summary>
internal sealed class AttestationBenchVerb : Verb
{
    private readonly Option<long> _weights = new("--weights") { Description = "How many 16-bit weights the model and its base have, each.", DefaultValueFactory = _ => 838_860, HelpName = "n" };
    private readonly Option<int> _layers = new("--layers") { Description = "In how many tensors.", DefaultValueFactory = _ => 8, HelpName = "n" };
    private readonly Option<int> _datasets = new("--datasets") { Description = "How many datasets the model declares, up to 16.", DefaultValueFactory = _ => 1, HelpName = "n" };
    private readonly Option<int> _runs = new("--runs") { Description = "How often a response is proved and verified, after one that is not measured.", DefaultValueFactory = _ => 5, HelpName = "n" };

    public AttestationBenchVerb()
        : base(
            "attestation",
            "Attest a synthetic model: commit to every weight of it and of its base, open them, prove and verify a release and responses. All results are checked. The files go to the temporary folder.",
            "chainprov bench attestation --weights 838860 --layers 8 --datasets 1")
    {
        foreach (Option option in (ReadOnlySpan<Option>)[_weights, _layers, _datasets, _runs]) Options.Add(option);
    }

    protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        (long weights, int layers, int datasets, int runs) = (arguments.GetValue(_weights), arguments.GetValue(_layers), arguments.GetValue(_datasets), arguments.GetValue(_runs));
        if (layers is < 1 or > 10_000 || weights < layers) throw new UsageException("--layers is between 1 and 10000, and every layer has a weight");
        if (datasets is < 1 or > 16) throw new UsageException("--datasets is between 1 and 16");
        if (runs is < 1 or > 1000) throw new UsageException("--runs is between 1 and 1000");
        return Task.Run(() => Measure(weights, layers, datasets, runs, cancellationToken), cancellationToken);
    }

    private static Report Measure(long weights, int layers, int datasets, int runs, CancellationToken cancellationToken)
    {
        using AttestationBenchmark benchmark = new(weights, layers, datasets);
        JsonObject seconds = [];
        foreach ((string phase, Func<bool> run) in benchmark.Once(cancellationToken)) Add(phase, Time(run));
        foreach ((string phase, Func<bool> run) in benchmark.Often(cancellationToken))
        {
            Time(run);
            Add(phase, Median([.. Enumerable.Range(0, runs).Select(_ => Time(run))]));
        }

        return new Report()
            .Add("operation", "attestation")
            .Add("size", weights)
            .Add("layers", layers)
            .Add("datasets", datasets)
            .Add("chunks", benchmark.Chunks)
            .Add("threads", Environment.ProcessorCount)
            .Add("seconds", seconds)
            .Add("proofBytes", benchmark.ProofBytes)
            .Add("publicInputBytes", benchmark.PublicInputBytes)
            .Add("commitmentsBytes", benchmark.CommitmentsBytes)
            .Add("peakMemoryMiB", Process.GetCurrentProcess().PeakWorkingSet64 >> 20)
            .Add("checked", true);

        void Add(string phase, double value) => seconds[phase] = Math.Round(value, 4);
    }

    private static double Time(Func<bool> run)
    {
        long start = Stopwatch.GetTimestamp();
        bool right = run();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return right ? seconds : throw new NotAcceptedException(string.Create(CultureInfo.InvariantCulture, $"a result is wrong (after {seconds:F3} s)"));
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
