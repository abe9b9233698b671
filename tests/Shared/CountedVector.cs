using ChainProv.Cryptography.Commitments;

namespace ChainProv.Tests.Shared;

/// <summary>The same vector in every process.</summary>
internal static class CountedVector
{
    public static CommittedVector Create(int allowance) =>
        CommittedVector.Restore(KnownTau.Srs(allowance + 4, Fr.From(5)), new(3, allowance + 1), new Fr[3], Enumerable.Range(1, allowance + 1).Select(i => Fr.From((ulong)i)).ToArray());
}
