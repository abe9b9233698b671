using System.ComponentModel;
using System.Text.Json;

namespace ChainProv.Prover.Api;

/// <summary>The body of a submission, as the API's description shows it; <see cref="SubmissionReader"/> reads it.</summary>
/// <param name="Release">The release request.</param>
/// <param name="Anchor">Whether to anchor the release.</param>
public sealed record SubmitRequest(
    [property: Description("the release request: statement and witness")] JsonElement Release,
    [property: Description("anchor the release once it is proved; default: false")] bool Anchor);
