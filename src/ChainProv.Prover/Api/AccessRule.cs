using System.Net;
using System.Security.Cryptography;
using System.Text;
using ChainProv.Prover.Storage;
using Microsoft.Extensions.Options;

namespace ChainProv.Prover.Api;

/// <summary>Who may call.</summary>
internal sealed class AccessRule
{
    private const string Scheme = "Bearer ";
    private const int ShortestToken = 32;
    private const int LongestFile = 4096;

    private readonly byte[]? _tokenDigest;
    private readonly bool _allowAnonymousRemote;

    /// <exception cref="ProverException">The token's file cannot be read, is open to others, or holds too short a token.</exception>
    public AccessRule(IOptions<ProverOptions> options)
    {
        _allowAnonymousRemote = options.Value.AllowAnonymousRemote;
        if (options.Value.TokenFile is not string path)
            return;
        string token = Encoding.UTF8.GetString(PrivateFile.Read(path, LongestFile)).Split('\n')[0].Trim();
        if (token.Length < ShortestToken)
            throw new ProverException($"{path}: a token has at least {ShortestToken} characters; make one with: openssl rand -hex 32");
        _tokenDigest = Digest(token);
    }

    /// <summary>Whether the service may listen at addresses that other machines reach.</summary>
    public bool AllowsRemote => _tokenDigest is not null || _allowAnonymousRemote;

    /// <summary>Whether a request that came to <paramref name="local"/> with this Authorization header is let in.</summary>
    public bool Admits(string authorization, IPAddress local) => _tokenDigest is null
        ? _allowAnonymousRemote || IPAddress.IsLoopback(local)
        : authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Digest(authorization[Scheme.Length..].Trim()), _tokenDigest);

    /// <summary>Digests have one length, so that comparing them tells nothing of the token's.</summary>
    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
