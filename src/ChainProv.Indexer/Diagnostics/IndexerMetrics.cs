using System.Diagnostics.Metrics;
using ChainProv.Indexer.Sync;

namespace ChainProv.Indexer.Diagnostics;

/// <summary>The meter <c>ChainProv.Indexer</c>.</summary>
internal sealed class IndexerMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "ChainProv.Indexer";

    private readonly Counter<long> _blocks;
    private readonly Counter<long> _events;
    private readonly Counter<long> _failures;
    private readonly Histogram<long> _reorganisations;

    /// <summary>The instruments; lag and blocks are read from <paramref name="state"/> when asked for.</summary>
    public IndexerMetrics(IMeterFactory meters, SyncState state)
    {
        Meter meter = meters.Create(MeterName);
        _blocks = meter.CreateCounter<long>("chainprov.indexer.blocks", "{block}", "Blocks added to the index, again after a reorganisation.");
        _events = meter.CreateCounter<long>("chainprov.indexer.events", "{event}", "Events added to the index.");
        _failures = meter.CreateCounter<long>("chainprov.indexer.failures", "{failure}", "Steps that failed and are tried again.");
        _reorganisations = meter.CreateHistogram<long>("chainprov.indexer.reorganisation.depth", "{block}", "Blocks undone by each reorganisation.");
        meter.CreateObservableGauge("chainprov.indexer.head", () => Measure(state.Now.Head), "{block}", "The chain's newest block.");
        meter.CreateObservableGauge("chainprov.indexer.indexed", () => Measure(state.Now.Indexed), "{block}", "The index's last block.");
        meter.CreateObservableGauge("chainprov.indexer.lag", () => Measure(state.Now.Lag), "{block}", "How many blocks the index is behind.");
    }

    /// <summary>Blocks and events were added.</summary>
    public void Indexed(ulong blocks, int events)
    {
        _blocks.Add((long)blocks);
        _events.Add(events);
    }

    /// <summary>Blocks were undone.</summary>
    public void RolledBack(ulong depth) => _reorganisations.Record((long)depth);

    /// <summary>A step failed.</summary>
    public void Failed() => _failures.Add(1);

    private static IEnumerable<Measurement<long>> Measure(ulong? value) => value is ulong known ? [new Measurement<long>((long)known)] : [];
}
