using System.Collections.Frozen;
using ChainProv.Circuits;
using ChainProv.Cryptography.Compute;
using ChainProv.Ethereum;
using ChainProv.Gpu;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Registries;
using ChainProv.Provenance.Statements;

namespace ChainProv.Prover.Proving;

/// <summary>Proves releases with Groth16. The keys are read once and stay in memory.</summary>
public sealed class Groth16ReleaseProver : IReleaseProver, IDisposable
{
    /// <summary>Where the request stands in the body of a submission.</summary>
    private const string Root = "$.release";

    private readonly FrozenDictionary<int, ProvingKey> _keys;

    private readonly IComputeDevice _device;

    private Groth16ReleaseProver(Dictionary<int, ProvingKey> keys, IComputeDevice device)
    {
        _device = device;
        _keys = keys.ToFrozenDictionary();
        Circuits = [.. keys.OrderBy(key => key.Key).Select(key => InfoOf(key.Key, key.Value))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<CircuitInfo> Circuits { get; }

    /// <summary>Loads all keys for release circuits that a store has.</summary>
    /// <param name="store">The keys.</param>
    /// <param name="device">What computes, by its name in <see cref="ComputeDevices"/>.</param>
    /// <exception cref="ProverException">There is no key, or one cannot be used, or there is no such device.</exception>
    public static Groth16ReleaseProver Load(KeyStore store, string device)
    {
        Dictionary<int, ProvingKey> keys = [];
        try
        {
            foreach (int slots in ReleaseFormat.SlotCounts)
            {
                ConstraintSystem system = StatementCircuit.Release(slots).System;
                if (store.HasProvingKey(system))
                    keys[slots] = store.LoadProvingKey(system);
            }
        }
        catch (Groth16.KeyFileException error)
        {
            throw new ProverException(error.Message, error, ProverFailure.File);
        }
        if (keys.Count == 0)
            throw new ProverException($"{store.Folder} has no proving key for a release circuit: make a development key with chainprov setup dev, or name another folder", kind: ProverFailure.File);
        try
        {
            return new Groth16ReleaseProver(keys, ComputeDevices.Open(device));
        }
        catch (GpuUnavailableException error)
        {
            throw new ProverException(error.Message, error, ProverFailure.Configuration);
        }
    }

    /// <inheritdoc/>
    public CircuitInfo Check(ReadOnlyMemory<byte> request, ReleaseContext context)
    {
        ReleaseRequest read = Read(request, context);
        return InfoOf(read.Model.Slots, KeyFor(read));
    }

    /// <inheritdoc/>
    public Task<ProvedRelease> ProveAsync(
        ReadOnlyMemory<byte> request, ReleaseContext context, IProgress<double> progress, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            ReleaseRequest read = Read(request, context);
            ProvingKey key = KeyFor(read);
            try
            {
                ReleaseCertificate certificate = ReleaseProver.Prove(read, key, _device, progress, cancellationToken);
                return new ProvedRelease(ReleaseAnchor.IdOf(certificate), JsonFile.Bytes(certificate), key.VerifyingKey.Setup);
            }
            catch (UnsatisfiedConstraintException error)
            {
                throw new ReleaseRequestException(Root, $"the statement is false: {error.Constraint.Name} does not hold", error);
            }
        },
        cancellationToken);

    /// <summary>Gives a graphics processor back.</summary>
    public void Dispose() => (_device as IDisposable)?.Dispose();

    private static ReleaseRequest Read(ReadOnlyMemory<byte> request, ReleaseContext context)
    {
        ReleaseRequest read;
        try
        {
            read = ReleaseRequest.Parse(request, Root);
            read.ToStatement();
        }
        catch (InputException error)
        {
            // Places are given from the request's own root, or in lines of it.
            throw new ReleaseRequestException(error.Place is string place ? place.Replace("$", Root, StringComparison.Ordinal) : Root, error.Problem, error);
        }
        catch (CertificationException error)
        {
            throw new ReleaseRequestException($"{Root}.secret.datasets", error.Message, error);
        }
        return read.Context == context ? read
            : throw new ReleaseRequestException($"{Root}.context", $"the release is for {read.Context}, this prover anchors for {context}");
    }

    private ProvingKey KeyFor(ReleaseRequest request) => _keys.TryGetValue(request.Model.Slots, out ProvingKey? key) ? key
        : throw new ReleaseRequestException($"{Root}.model.slots", $"this prover has no key for {request.Model.Slots} slots, only for {string.Join(", ", _keys.Keys.Order())}");

    private static CircuitInfo InfoOf(int slots, ProvingKey key) =>
        new(slots, new Hash32(key.VerifyingKey.CircuitDigest.Bytes), key.VerifyingKey.Setup);
}
