using ChainProv.Ethereum;
using ChainProv.Ethereum.Abi;

namespace ChainProv.Indexer.Tests.Support;

/// <summary>What an event leaves in a block.</summary>
internal sealed record FakeLog(Hash32[] Topics, byte[] Data)
{
    /// <summary>An event with a value for each parameter, in the order of its declaration.</summary>
    public static FakeLog Of(AbiEvent description, params object[] values)
    {
        IEnumerable<(AbiParameter Parameter, object Value)> parameters = description.Inputs.Zip(values);
        return new FakeLog(
            [description.Topic0, .. parameters.Where(p => p.Parameter.Indexed).Select(p => new Hash32(AbiCodec.Encode([p.Parameter.Type], p.Value)))],
            AbiCodec.Encode(
                [.. parameters.Where(p => !p.Parameter.Indexed).Select(p => p.Parameter.Type)],
                [.. parameters.Where(p => !p.Parameter.Indexed).Select(p => p.Value)]));
    }

    public override string ToString() => $"{string.Join(',', Topics)}:{Hex.Encode(Data)}";
}
