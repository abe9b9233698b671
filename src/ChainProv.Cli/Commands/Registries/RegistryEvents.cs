using System.Runtime.CompilerServices;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;

namespace ChainProv.Cli.Commands.Registries;

/// <summary>A registry's events, asked of a node in pieces that nodes answer.</summary>
internal static class RegistryEvents
{
    private const ulong BlocksAtOnce = 10_000;

    /// <summary>Events of one kind with their logs, in the order of the chain.</summary>
    /// <param name="client">The node.</param>
    /// <param name="registry">The registry.</param>
    /// <param name="first">The first block.</param>
    /// <param name="last">The last block.</param>
    /// <param name="indexed">What the event's indexed values must be, by position; null accepts any.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static async IAsyncEnumerable<(TEvent Event, Log Log)> ScanAsync<TEvent>(
        EthereumClient client, Address registry, ulong first, ulong last, Hash32?[] indexed, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TEvent : IContractEvent<TEvent>
    {
        IReadOnlyList<Hash32>[] topics = [[TEvent.Description.Topic0], .. indexed.Select(value => (IReadOnlyList<Hash32>)(value is Hash32 wanted ? [wanted] : []))];
        for (ulong from = first; from <= last; from += BlocksAtOnce)
        {
            LogFilter filter = new(from, Math.Min(last, from + BlocksAtOnce - 1)) { Addresses = [registry], Topics = topics };
            foreach (Log log in await client.GetLogsAsync(filter, cancellationToken)) yield return (TEvent.Decode(log), log);
        }
    }

    /// <summary>An address as an indexed value.</summary>
    public static Hash32 Topic(Address address) => new([.. new byte[Hash32.Size - Address.Size], .. address.ToArray()]);
}
