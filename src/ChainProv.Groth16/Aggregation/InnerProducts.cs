using ChainProv.Cryptography.Pairings;

namespace ChainProv.Groth16.Aggregation;

/// <summary>All that is claimed of the vectors A, B, C: the commitments to them, Z_AB = Π e(Aᵢ, Bᵢ)^(rⁱ), and Z_C = Σ rⁱ·Cᵢ.</summary>
/// <remarks>TIPP and MIPP (eprint 2019/1177, section 5) fold it together: what one half of the vectors gives with the other has the same six parts.</remarks>
public sealed record InnerProducts(Commitment AB, Commitment C, Gt ZAB, G1Affine ZC);
