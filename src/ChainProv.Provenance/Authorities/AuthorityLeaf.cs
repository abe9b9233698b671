namespace ChainProv.Provenance.Authorities;

/// <summary>A leaf of the authority's tree: a certification, and since when it is revoked.</summary>
public sealed record AuthorityLeaf(Certification Certification, DateOnly? RevokedOn)
{
    /// <summary>Zero where it is revoked.</summary>
    public Fr Value() => RevokedOn is null ? Certification.ToStatement().Leaf() : Fr.Zero;
}
