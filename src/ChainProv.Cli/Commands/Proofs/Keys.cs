using System.CommandLine;
using System.Numerics;
using ChainProv.Circuits;
using ChainProv.Cli.Framework;
using ChainProv.Ethereum;
using ChainProv.Groth16.Aggregation;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;

namespace ChainProv.Cli.Commands.Proofs;

/// <summary>The user's key store.</summary>
internal sealed class Keys
{
    private const string Elsewhere = "ask whoever runs the registry for its proving key, or use the hosted prover";

    /// <summary>An SRS for a thousand proofs takes half a second to make and less than a megabyte: nobody needs a smaller one.</summary>
    private const int SmallestCapacity = 1024;

    private readonly Option<string?> _folder = new("--keys") { Description = "The folder of keys (or CHAINPROV_KEYS; default: your data folder).", HelpName = "folder" };

    private readonly Func<Settings> _settings;

    /// <param name="command">Gets the option.</param>
    /// <param name="settings">Where the folder comes from if the option is not given; <see cref="Settings.Load"/> if not given.</param>
    public Keys(Command command, Func<Settings>? settings = null)
    {
        command.Options.Add(_folder);
        _settings = settings ?? Settings.Load;
    }

    public KeyStore Store(ParseResult arguments) => new(arguments.GetValue(_folder) ?? _settings().Keys ?? KeyStore.DefaultFolder);

    /// <summary>The verifying key of a circuit that has the digest; null if the store has no such key.</summary>
    public VerifyingKey? FindVerifying(ParseResult arguments, StatementCircuit circuit, Hash32 digest)
    {
        KeyStore store = Store(arguments);
        VerifyingKey? key = store.HasVerifyingKey(circuit.Digest) ? store.LoadVerifyingKey(circuit.Digest) : null;
        return key is not null && new Hash32(VerifyingKeyEncoding.Digest(key)) == digest ? key : null;
    }

    /// <summary>An aggregation SRS for so many proofs; makes a development SRS if there is none, and says so.</summary>
    public AggregationSrs AggregationSrs(ParseResult arguments, int proofs, Terminal terminal, CancellationToken cancellationToken)
    {
        AggregationSrsStore store = AggregationSrsStore(arguments);
        int capacity = Math.Max(SmallestCapacity, (int)BitOperations.RoundUpToPowerOf2((uint)proofs));
        if (!store.Has(capacity))
            terminal.Note($"There is no aggregation SRS for {capacity} proofs: making a development SRS in {store.Folder}. Whoever makes such an SRS could forge aggregates.");
        return store.LoadOrCreateDevelopment(capacity, cancellationToken);
    }

    public AggregationSrsStore AggregationSrsStore(ParseResult arguments) => new(Store(arguments).Folder);

    /// <summary>The proving key of a circuit; makes a development key if there is none, and says so.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="circuit">Which.</param>
    /// <param name="expected">The digest of the verifying key that the proof will be checked with; null if any key will do.</param>
    /// <param name="terminal">Told if a key is made.</param>
    /// <param name="cancellationToken">Stops the making.</param>
    /// <exception cref="InputException">The key is not the one expected.</exception>
    public ProvingKey Proving(ParseResult arguments, StatementCircuit circuit, Hash32? expected, Terminal terminal, CancellationToken cancellationToken)
    {
        KeyStore store = Store(arguments);
        ConstraintSystem system = circuit.System;
        string folder = store.FolderOf(system.Digest);
        if (store.HasProvingKey(system))
        {
            ProvingKey key = store.LoadProvingKey(system);
            Hash32 found = new(VerifyingKeyEncoding.Digest(key.VerifyingKey));
            return expected is null || found == expected ? key : throw new InputException(folder, null, $"holds key {found}, but the registry verifies with {expected}; {Elsewhere}");
        }

        if (expected is not null) throw new InputException(folder, null, $"there is no key there, and a new one would not be the registry's ({expected}); {Elsewhere}");
        terminal.Note($"There is no key for the circuit {circuit}: making a development key in {folder}. Whoever makes such a key could forge proofs.");
        return store.LoadOrCreateDevelopmentKey(system, cancellationToken: cancellationToken);
    }
}
