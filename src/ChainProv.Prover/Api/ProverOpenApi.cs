using Microsoft.AspNetCore.OpenApi;

namespace ChainProv.Prover.Api;

/// <summary>The API's description.</summary>
internal static class ProverOpenApi
{
    /// <summary>The document's name.</summary>
    public const string Document = "prover";

    public static void Describe(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info.Title = "ChainProv prover";
        document.Info.Version = "1";
        document.Info.Description = "Proves releases and anchors each of them exactly once; attests responses.";
        return Task.CompletedTask;
    });
}
