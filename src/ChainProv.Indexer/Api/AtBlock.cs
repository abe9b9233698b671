using Microsoft.AspNetCore.Mvc;

namespace ChainProv.Indexer.Api;

/// <summary>At which block an answer is asked for, and which part of its list.</summary>
/// <param name="At">The block.</param>
/// <param name="After">Where the page begins.</param>
/// <param name="Limit">The most items of the page.</param>
internal readonly record struct AtBlock(
    [FromQuery(Name = "at")] string? At, [FromQuery(Name = "after")] string? After, [FromQuery(Name = "limit")] int? Limit);
