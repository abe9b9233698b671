using ChainProv.Cryptography.Transcripts;
using ChainProv.Groth16.Aggregation;

namespace ChainProv.Groth16.Tests.Aggregation;

/// <summary>The transcript of an aggregate, with entries left out or changed on their way: what a forgetful verifier hashes, or a prover who sends something else.</summary>
/// <param name="tamper">From label and data to the data that is hashed; null leaves the entry out.</param>
internal sealed class TamperedTranscript(Func<string, byte[], byte[]?> tamper) : ITranscript
{
    private readonly Transcript _transcript = new(AggregationTranscript.Protocol);

    public List<(string Label, byte[] Data)> Entries { get; } = [];

    public List<(string Label, Fr Value)> Challenges { get; } = [];

    /// <summary>Hashes all as it is, and keeps it.</summary>
    public static TamperedTranscript Recording() => new((_, data) => data);

    public static TamperedTranscript Without(params string[] labels) => new((label, data) => labels.Contains(label) ? null : data);

    /// <summary>Changes the first entry with the label.</summary>
    public static TamperedTranscript Changing(string label, Func<byte[], byte[]> change)
    {
        bool done = false;
        return new((name, data) =>
        {
            if (name != label || done) return data;
            done = true;
            return change(data);
        });
    }

    public Fr this[string label] => Challenges.Single(challenge => challenge.Label == label).Value;

    public void Absorb(string label, ReadOnlySpan<byte> data)
    {
        Entries.Add((label, data.ToArray()));
        if (tamper(label, data.ToArray()) is { } hashed) _transcript.Absorb(label, hashed);
    }

    public Fr Challenge(string label)
    {
        Fr value = _transcript.Challenge(label);
        Challenges.Add((label, value));
        return value;
    }
}
