using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ChainProv.Cli.Demo;

/// <summary>How long each stage took, in the order they ran.</summary>
internal sealed class Stopwatches
{
    private readonly JsonObject _seconds = [];

    public async Task<T> MeasureAsync<T>(string stage, Func<Task<T>> work)
    {
        Stopwatch clock = Stopwatch.StartNew();
        T result = await work();
        _seconds[stage] = Math.Round(clock.Elapsed.TotalSeconds, 3);
        return result;
    }

    public Task<T> MeasureAsync<T>(string stage, Func<T> work) => MeasureAsync(stage, () => Task.Run(work));

    public JsonObject ToJson() => _seconds.DeepClone().AsObject();
}
