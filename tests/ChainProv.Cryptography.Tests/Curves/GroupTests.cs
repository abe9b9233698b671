using ChainProv.Cryptography.Bls12381;

namespace ChainProv.Cryptography.Tests.Curves;

public sealed class G1Laws : GroupLaws<G1, Fp>
{
    [Fact]
    public void The_endomorphism_multiplies_by_minus_z_squared() =>
        G1.Endomorphism(G1Affine.Generator).ToJacobian().Should().Be(G1Jacobian.Generator.Multiply(-CurveParameter.Z * CurveParameter.Z));
}

public sealed class G2Laws : GroupLaws<G2, Fp2>
{
    [Fact]
    public void The_endomorphism_multiplies_by_z() =>
        G2.Endomorphism(G2Jacobian.Generator).Should().Be(G2Jacobian.Generator.Multiply(CurveParameter.Z));
}

public sealed class G1Encoding() : PointEncodingTests<G1, Fp>(48);

public sealed class G2Encoding() : PointEncodingTests<G2, Fp2>(96);
