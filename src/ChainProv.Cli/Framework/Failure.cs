using ChainProv.Circuits;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Rpc;
using ChainProv.Gpu;
using ChainProv.Groth16.Vectors;
using ChainProv.Indexer;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Prover;
using Microsoft.Extensions.Options;

namespace ChainProv.Cli.Framework;

/// <summary>What an exception means for the user: one sentence and an exit code. The only place where that is decided.</summary>
internal sealed record Failure(int ExitCode, string Message)
{
    /// <summary>What it means that a service does not start, or stops by itself: settings that cannot work are wrong use, all else is as in <see cref="Of"/>.</summary>
    public static Failure OfHost(Exception problem) => problem switch
    {
        OptionsValidationException or InvalidOperationException or FormatException or ArgumentException => new(Framework.ExitCode.WrongUse, problem.Message),
        InvalidDataException => new(Framework.ExitCode.BadInput, problem.InnerException is { } inner ? $"{problem.Message} {inner.Message}" : problem.Message),
        ProverException prover => new(OfKind(prover.Kind == ProverFailure.Configuration, prover.Kind == ProverFailure.File), problem.Message),
        IndexerException indexer => new(OfKind(indexer.Kind == IndexerFailure.Configuration, indexer.Kind == IndexerFailure.File), problem.Message),
        IOException => new(Framework.ExitCode.Chain, problem.Message),
        _ => Of(problem),
    };

    public static Failure Of(Exception problem) => problem switch
    {
        UsageException or GpuUnavailableException => new(Framework.ExitCode.WrongUse, problem.Message),
        InputException or OutputException or Groth16.KeyFileException or Groth16.DamagedKeyException or Ethereum.Keys.KeyFileException or CertificationException or OpeningLedgerException => new(Framework.ExitCode.BadInput, problem.Message),
        UnsatisfiedConstraintException unsatisfied => new(Framework.ExitCode.False, BrokenConstraint.Explain(unsatisfied.Constraint.Name)),
        NotAcceptedException or ContractRevertedException or NonceUsedException or OpeningsUsedUpException => new(Framework.ExitCode.False, problem.Message),
        AnvilException or EthereumException or HttpRequestException => new(Framework.ExitCode.Chain, problem.Message),
        OperationCanceledException => new(Framework.ExitCode.Interrupted, "interrupted"),
        _ => new(Framework.ExitCode.OurFault, $"this should not have happened, please report it: {problem}"),
    };

    private static int OfKind(bool isConfiguration, bool isFile) => isConfiguration ? Framework.ExitCode.WrongUse : isFile ? Framework.ExitCode.BadInput : Framework.ExitCode.Chain;
}
