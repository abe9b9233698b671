using System.Net;
using System.Security.Cryptography;
using System.Text;
using ChainProv.Ethereum.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ChainProv.Prover.Api;

/// <summary>Who may call.</summary>
internal sealed class AccessRule
{
    private const string Scheme = "Bearer ";
    private const int ShortestToken = 32;
    private static readonly string[] ForwardingHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    private readonly byte[]? _tokenDigest;
    private readonly bool _allowAnonymousRemote;

    /// <exception cref="ProverException">The token's file cannot be read, is open to others, or holds too short a token.</exception>
    public AccessRule(IOptions<ProverOptions> options)
    {
        _allowAnonymousRemote = options.Value.AllowAnonymousRemote;
        if (options.Value.TokenFile is not string path)
            return;
        try
        {
            string token = SecretFile.ReadLine(path);
            if (token.Length < ShortestToken)
                throw new ProverException($"{path}: a token has at least {ShortestToken} characters; make one with: openssl rand -hex 32", kind: ProverFailure.File);
            _tokenDigest = Digest(token);
        }
        catch (KeyFileException error)
        {
            throw new ProverException(error.Message, error, ProverFailure.File);
        }
    }

    /// <summary>Whether the service may listen at addresses that other machines reach.</summary>
    public bool AllowsRemote => _tokenDigest is not null || _allowAnonymousRemote;

    /// <summary>Whether a request has what it takes to be asked further: the token, or without one configured that it came over this machine's loopback interface.</summary>
    public bool Admits(HttpContext http)
    {
        string authorization = http.Request.Headers.Authorization.ToString();
        return _tokenDigest is null
            ? _allowAnonymousRemote || IPAddress.IsLoopback(http.Connection.LocalIpAddress ?? IPAddress.Loopback)
            : authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                && CryptographicOperations.FixedTimeEquals(Digest(authorization[Scheme.Length..].Trim()), _tokenDigest);
    }

    /// <summary>Why a request without a token is not of a program of this machine, though it came from here; null if it may be.</summary>
    /// <remarks>A page in a browser here can send requests (it says its origin; a name that it made point here stands in Host), and a proxy here passes on those of others.</remarks>
    public string? Distrusts(HttpRequest request)
    {
        if (_tokenDigest is not null)
            return null;
        if (request.Headers.Origin is { Count: > 0 } origin && !IsOwn(origin.ToString(), request))
            return "requests of other sites' pages are taken with a token only";
        if (_allowAnonymousRemote)
            return null;
        if (!IsLoopback(request.Host.Host))
            return "without a token the service is called by the name localhost or a loopback address only";
        return Array.Find(ForwardingHeaders, request.Headers.ContainsKey) is string forwarded
            ? $"requests that were passed on ({forwarded}) are taken with a token only" : null;
    }

    /// <summary>Whether a host name stands for this machine and nothing else.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    private static bool IsOwn(string origin, HttpRequest request) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Digests have one length, so that comparing them tells nothing of the token's.</summary>
    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
