using System.Numerics;
using ChainProv.Cryptography.Transcripts;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Weights;

/// <summary>Which chunks are asked for, and where each is opened: from the weights digest and the asker's context, and from nothing that who answers may choose.</summary>
/// <remarks>
/// Chunk j is the one at place j of a random permutation, drawn as far as needed (Fisher and Yates), so that no chunk comes twice and asking for more begins with the same ones. That a challenge
/// modulo so few is not quite uniform makes no difference above 2⁻²⁰⁰.
/// </remarks>
internal static class PossessionChallenge
{
    /// <param name="weightsDigest">Of which weights.</param>
    /// <param name="context">The asker's.</param>
    /// <param name="chunkCount">How many chunks there are.</param>
    /// <param name="asked">How many of them; at most all.</param>
    public static (int Chunk, Fr Point)[] Draw(Sha256Digest weightsDigest, Sha256Digest context, int chunkCount, int asked)
    {
        Transcript transcript = new(WeightsPossession.FormatName);
        transcript.Absorb("weights", weightsDigest.ToArray());
        transcript.Absorb("context", context.ToArray());
        Dictionary<int, int> moved = [];
        int At(int place) => moved.GetValueOrDefault(place, place);
        (int, Fr)[] drawn = new (int, Fr)[asked];
        for (int i = 0; i < asked; i++)
        {
            int place = i + (int)(transcript.Challenge("chunk").ToBigInteger() % (BigInteger)(chunkCount - i)), chunk = At(place);
            moved[place] = At(i);
            drawn[i] = (chunk, transcript.Challenge("z"));
        }

        return drawn;
    }
}
