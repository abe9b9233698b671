using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Commitments;

namespace ChainProv.Cli.Commands.Proofs;

/// <summary>KZG commitments to polynomials, as EIP-4844 and the precompile at 0x0a have them.</summary>
internal static class KzgCommands
{
    public static Command Create() => new("kzg", "Commit to polynomials, and open them at a point (EIP-4844's blobs, or others).")
    {
        new CommitVerb(),
        new OpenVerb(),
        new VerifyVerb(),
    };

    private static Option<string> SrsOption() => new("--srs")
    {
        Description = "The powers of tau: ethereum, or a .ptau file over BLS12-381 (2^power of its powers are used).",
        DefaultValueFactory = _ => KzgInput.Ethereum,
        HelpName = "ethereum|file",
    };

    private static Argument<string> BlobArgument() => new("blob") { Description = $"A file of field elements. {KzgInput.Forms}" };

    private sealed class CommitVerb : Verb
    {
        private readonly Argument<string> _blob = BlobArgument();
        private readonly Option<string> _srs = SrsOption();

        public CommitVerb()
            : base("commit", "Commit to a polynomial.", "chainprov kzg commit blob.bin")
        {
            Arguments.Add(_blob);
            Options.Add(_srs);
        }

        protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
        {
            string source = arguments.GetRequiredValue(_srs);
            KzgSrs srs = KzgInput.Srs(source);
            G1Affine commitment = new Kzg(srs).Commit(KzgInput.Coefficients(arguments.GetRequiredValue(_blob), source, srs), cancellationToken);
            Report report = new Report().Add("commitment", KzgInput.Text(commitment));
            if (source == KzgInput.Ethereum) report.Add("versionedHash", "0x" + Convert.ToHexStringLower(BlobKzg.VersionedHash(commitment)));
            return Task.FromResult(report);
        }
    }

    private sealed class OpenVerb : Verb
    {
        private readonly Argument<string> _blob = BlobArgument();
        private readonly Option<string> _at = new("--at") { Description = "The point: decimal, or 0x and 32 bytes; below r.", Required = true, HelpName = "scalar" };
        private readonly Option<string> _srs = SrsOption();

        public OpenVerb()
            : base("open", "Evaluate a polynomial at a point, and prove it.", "chainprov kzg open blob.bin --at 7")
        {
            Arguments.Add(_blob);
            Options.Add(_at);
            Options.Add(_srs);
        }

        protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
        {
            Fr point = KzgInput.Scalar(arguments.GetRequiredValue(_at), _at.Name);
            string source = arguments.GetRequiredValue(_srs);
            KzgSrs srs = KzgInput.Srs(source);
            KzgOpening opening = new Kzg(srs).Open(KzgInput.Coefficients(arguments.GetRequiredValue(_blob), source, srs), point, cancellationToken);
            return Task.FromResult(new Report().Add("value", opening.Value.ToString()).Add("proof", KzgInput.Text(opening.Proof)));
        }
    }

    private sealed class VerifyVerb : Verb
    {
        private readonly Option<string> _commitment = new("--commitment") { Description = "What kzg commit gave: 0x and 48 bytes.", Required = true, HelpName = "point" };
        private readonly Option<string> _at = new("--at") { Description = "The point that was opened: decimal, or 0x and 32 bytes; below r.", Required = true, HelpName = "scalar" };
        private readonly Option<string> _value = new("--value") { Description = "The claimed value there.", Required = true, HelpName = "scalar" };
        private readonly Option<string> _proof = new("--proof") { Description = "What kzg open gave: 0x and 48 bytes.", Required = true, HelpName = "point" };
        private readonly Option<string> _srs = SrsOption();

        public VerifyVerb()
            : base("verify", "Verify an opening: exit 0 if it is right, 1 if not.", "chainprov kzg verify --commitment 0x… --at 7 --value 0x… --proof 0x…")
        {
            Options.Add(_commitment);
            Options.Add(_at);
            Options.Add(_value);
            Options.Add(_proof);
            Options.Add(_srs);
        }

        protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
        {
            G1Affine commitment = KzgInput.Point(arguments.GetRequiredValue(_commitment), _commitment.Name);
            Fr point = KzgInput.Scalar(arguments.GetRequiredValue(_at), _at.Name), value = KzgInput.Scalar(arguments.GetRequiredValue(_value), _value.Name);
            G1Affine proof = KzgInput.Point(arguments.GetRequiredValue(_proof), _proof.Name);
            bool valid = new Kzg(KzgInput.Srs(arguments.GetRequiredValue(_srs))).Verify(commitment, point, value, proof);
            return Task.FromResult(new Report { Holds = valid }.Add("valid", valid));
        }
    }
}
