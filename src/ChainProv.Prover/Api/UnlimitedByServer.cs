using Microsoft.AspNetCore.Http.Metadata;

namespace ChainProv.Prover.Api;

/// <summary>The body is bounded by the endpoint, with an answer that says so; the server's own limit would cut the connection.</summary>
internal sealed class UnlimitedByServer : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => null;
}
