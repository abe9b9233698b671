namespace ChainProv.Cli.Benchmarks;

/// <summary>One operation on inputs that were made for it: what is timed, and what says whether it was done right.</summary>
internal abstract class Benchmark
{
    /// <summary>How many elements, points, pairs or constraints it works on.</summary>
    public abstract long Size { get; }

    /// <summary>The timed part. It may be run again and gives the same each time.</summary>
    public abstract void Run(CancellationToken cancellationToken);

    /// <summary>Whether the last run's result is right, found by another way than the timed one.</summary>
    public abstract bool Check();

    /// <summary>Before each run, untimed.</summary>
    public virtual void Reset()
    {
        // Most operations leave their inputs as they are.
    }

    /// <summary>Writes inputs and result for another library.</summary>
    public abstract void Export(string path);
}
