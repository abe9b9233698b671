namespace ChainProv.Ethereum.Abi;

/// <summary>An event of a contract.</summary>
/// <param name="Name">Its name in the source.</param>
/// <param name="Inputs">Its parameters, indexed ones included.</param>
/// <param name="IsAnonymous">Whether the log has no topic that names the event.</param>
public sealed record AbiEvent(string Name, IReadOnlyList<AbiParameter> Inputs, bool IsAnonymous = false)
{
    /// <summary><c>Transfer(address,address,uint256)</c>.</summary>
    public string Signature { get; } = Name + AbiParameter.Signature(Inputs);

    /// <summary>The Keccak-256 of <see cref="Signature"/>: topic 0 of the log, unless anonymous.</summary>
    public Hash32 Topic0 { get; } = Keccak256.Hash(Name + AbiParameter.Signature(Inputs));

    /// <summary>Whether the log can be this event: its topics are as many, and the first names it.</summary>
    public bool Matches(IReadOnlyList<Hash32> topics) =>
        topics.Count == TopicCount && (IsAnonymous || topics[0] == Topic0);

    /// <summary>
    /// One value a parameter, in the order of the declaration. An indexed value that does not fit a topic (string, bytes, array, tuple)
    /// is its Keccak-256, a <see cref="Hash32"/>.
    /// </summary>
    /// <exception cref="AbiException">The topics or the data are not this event's.</exception>
    public object[] Decode(IReadOnlyList<Hash32> topics, ReadOnlySpan<byte> data)
    {
        if (!Matches(topics))
            throw new AbiException($"the log is no {Signature}");
        object[] fromData = AbiCodec.Decode([.. Inputs.Where(input => !input.Indexed)], data);
        object[] values = new object[Inputs.Count];
        int nextTopic = IsAnonymous ? 0 : 1, nextData = 0;
        for (int i = 0; i < values.Length; i++)
            values[i] = Inputs[i].Indexed ? FromTopic(Inputs[i].Type, topics[nextTopic++]) : fromData[nextData++];
        return values;
    }

    /// <summary>Whether an indexed value of this type is in the topic itself, not only as its hash.</summary>
    public static bool FitsTopic(AbiType type) => !type.IsDynamic && type.Kind is not (AbiKind.FixedArray or AbiKind.Tuple);

    private int TopicCount => Inputs.Count(input => input.Indexed) + (IsAnonymous ? 0 : 1);

    private static object FromTopic(AbiType type, Hash32 topic) => FitsTopic(type) ? AbiCodec.Decode([type], topic.ToArray())[0] : topic;
}
