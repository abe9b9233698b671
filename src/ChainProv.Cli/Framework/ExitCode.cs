namespace ChainProv.Cli.Framework;

/// <summary>What the program's exit says; these numbers are an interface.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The thing that was checked is false: not found, policy unmet, proof refused by the contract.</summary>
    public const int False = 1;

    public const int WrongUse = 2;

    public const int BadInput = 3;

    /// <summary>The chain or the network: unreachable, wrong chain, transaction failed.</summary>
    public const int Chain = 4;

    public const int OurFault = 70;

    public const int Interrupted = 130;
}
