namespace ChainProv.Provenance.Authorities;

/// <summary>An authority cannot certify or revoke what it was asked to. The tree is unchanged.</summary>
public sealed class CertificationException(string message) : Exception(message);
