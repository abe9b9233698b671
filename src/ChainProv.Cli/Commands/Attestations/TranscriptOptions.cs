using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Ethereum;
using ChainProv.Provenance.Files;

namespace ChainProv.Cli.Commands.Attestations;

/// <summary>A question, its answer and its nonce.</summary>
internal sealed class TranscriptOptions
{
    private const int MaxBytes = 256 << 20;

    private readonly Option<string?> _prompt, _response, _nonce;

    /// <param name="command">Gets the options.</param>
    /// <param name="required">Whether all must be given, or each may be left out and is then not compared.</param>
    public TranscriptOptions(Command command, bool required)
    {
        _prompt = new("--prompt") { Description = required ? "A file of what was asked." : "A file of what you asked, to compare with the certificate.", Required = required, HelpName = "file" };
        _response = new("--response") { Description = required ? "A file of what was answered." : "A file of what you were answered, to compare with the certificate.", Required = required, HelpName = "file" };
        _nonce = new("--nonce")
        {
            Description = required ? "The asker's nonce: up to 32 bytes in hexadecimal, new for each question." : "The nonce that you asked with: without it the certificate may be an old one.",
            Required = required,
            HelpName = "hex",
        };
        foreach (Option<string?> option in (ReadOnlySpan<Option<string?>>)[_prompt, _response, _nonce]) command.Options.Add(option);
    }

    public bool AreGiven(ParseResult arguments) => arguments.GetValue(_prompt) is not null || arguments.GetValue(_response) is not null || arguments.GetValue(_nonce) is not null;

    /// <summary>Its bytes as they are; null if it is not given.</summary>
    public byte[]? Prompt(ParseResult arguments) => Read(arguments.GetValue(_prompt));

    /// <inheritdoc cref="Prompt"/>
    public byte[]? Response(ParseResult arguments) => Read(arguments.GetValue(_response));

    /// <summary>A number of 32 bytes: fewer stand at its end. Null if it is not given.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public Hash32? Nonce(ParseResult arguments)
    {
        if (arguments.GetValue(_nonce) is not { } text) return null;
        string digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        return digits.Length is > 0 and <= 2 * Hash32.Size && Hash32.TryParse("0x" + digits.PadLeft(2 * Hash32.Size, '0'), null, out Hash32 nonce)
            ? nonce
            : throw new UsageException("--nonce is 1 to 64 hexadecimal digits");
    }

    private static byte[]? Read(string? path) => path is null ? null : InputFile.ReadAll(path, MaxBytes);
}
