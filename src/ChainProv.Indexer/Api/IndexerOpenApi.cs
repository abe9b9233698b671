using ChainProv.Ethereum;
using ChainProv.Indexer.Queries;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ChainProv.Indexer.Api;

/// <summary>The description of the API: the document <c>indexer</c>.</summary>
internal static class IndexerOpenApi
{
    /// <summary>The document's name.</summary>
    public const string Document = "indexer";

    private static readonly Dictionary<string, string> Parameters = new()
    {
        ["at"] = "latest (the index's last block; the default) or finalized (the last block that the chain will not take back)",
        ["after"] = "the \"next\" of the page before",
        ["limit"] = $"the most items of the page, 1 to {PageRequest.MaxLimit}; {PageRequest.DefaultLimit} by default",
        ["kind"] = $"look only for one of {string.Join(", ", DigestLookup.Kinds)}",
    };

    /// <summary>Says what the serialiser's converters hide: hashes and addresses are strings of so many digits.</summary>
    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "ChainProv index",
                Version = "v1",
                Description = "What a provenance registry's events say, at a block. Hexadecimal values are lower case.",
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, _, _) =>
        {
            foreach (IOpenApiParameter parameter in operation.Parameters ?? [])
                parameter.Description = parameter.Name is null ? null : Parameters.GetValueOrDefault(parameter.Name);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Type type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            int? bytes = type == typeof(Hash32) ? Hash32.Size : type == typeof(Address) ? Address.Size : null;
            if (bytes is int size)
            {
                schema.Type = JsonSchemaType.String | (schema.Type & JsonSchemaType.Null ?? default);
                schema.Pattern = $"^0x[0-9a-f]{{{2 * size}}}$";
            }
            return Task.CompletedTask;
        });
    }
}
