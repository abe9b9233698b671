using System.Text.Json;
using System.Threading.Channels;
using ChainProv.Ethereum;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;
using ChainProv.Prover.Proving;

namespace ChainProv.Prover.Tests.Simulation;

/// <summary>Proves requests <c>{"name": "…"}</c>, at once or when told.</summary>
public sealed class FakeProver : IReleaseProver
{
    private readonly Channel<string> _started = Channel.CreateUnbounded<string>();

    public SetupKind Setup { get; set; } = SetupKind.Development;

    /// <summary>What a proof does before it is done.</summary>
    public Func<IProgress<double>, CancellationToken, Task> Work { get; set; } = (_, _) => Task.CompletedTask;

    public int Proofs { get; private set; }

    public IReadOnlyList<CircuitInfo> Circuits => [new CircuitInfo(1, Keccak256.Hash("circuit"), Setup)];

    public static Hash32 ReleaseOf(string name) => Keccak256.Hash(name);

    /// <summary>The next proof that begins.</summary>
    public Task<string> Started() => _started.Reader.ReadAsync().AsTask();

    public CircuitInfo Check(ReadOnlyMemory<byte> request, ReleaseContext context)
    {
        NameOf(request);
        return Circuits[0];
    }

    public async Task<ProvedRelease> ProveAsync(ReadOnlyMemory<byte> request, ReleaseContext context, IProgress<double> progress, CancellationToken cancellationToken)
    {
        await Task.Yield();
        string name = NameOf(request);
        _started.Writer.TryWrite(name);
        await Work(progress, cancellationToken);
        Proofs++;
        return new ProvedRelease(ReleaseOf(name), JsonSerializer.SerializeToUtf8Bytes(new { certificate = ReleaseOf(name).ToString() }), Setup);
    }

    private static string NameOf(ReadOnlyMemory<byte> request)
    {
        using JsonDocument json = JsonDocument.Parse(request);
        return json.RootElement.TryGetProperty("name", out JsonElement name) ? name.GetString()! : throw new ReleaseRequestException("$.release.name", "is missing");
    }
}
