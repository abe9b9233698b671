namespace ChainProv.Provenance.Authorities;

/// <summary>A leaf of the authority's tree: a dataset's certification or a model's cosignature, one of them, and since when it is revoked.</summary>
public sealed record AuthorityLeaf(Certification? Certification, CosignedModel? Cosigned, DateOnly? RevokedOn)
{
    /// <summary>Zero where it is revoked.</summary>
    public Fr Value() => RevokedOn is not null ? Fr.Zero : Cosigned?.Leaf() ?? Certification!.ToStatement().Leaf();

    /// <summary>What is wrong, or null.</summary>
    public string? Problem() => (Certification is null) == (Cosigned is null) ? "a leaf is a certification or a cosignature" : Certification?.Problem();
}
