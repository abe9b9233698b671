using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Statements;

namespace ChainProv.Cli.Commands.Verification;

/// <summary>Release certificates of one circuit, each with its file.</summary>
internal sealed record CertificateFiles(IReadOnlyList<string> Paths, IReadOnlyList<ReleaseCertificate> Certificates)
{
    public int Count => Certificates.Count;

    public int Slots => Certificates[0].Slots;

    /// <exception cref="InputException">A file is no certificate, or one of another circuit than the first.</exception>
    public static CertificateFiles Read(IReadOnlyList<string> paths)
    {
        ReleaseCertificate[] certificates = [.. paths.Select(ReleaseCertificate.Read)];
        for (int i = 1; i < certificates.Length; i++)
        {
            if (certificates[i].Slots != certificates[0].Slots)
                throw new InputException(paths[i], "$.slots", $"is {certificates[i].Slots}, but that of {paths[0]} is {certificates[0].Slots}: proofs are checked together if they are of one circuit");
        }

        return new(paths, certificates);
    }

    /// <summary>Each problem with the file that it is in.</summary>
    public IEnumerable<string> Name(IReadOnlyList<IReadOnlyList<string>> problemsOfEach) =>
        problemsOfEach.SelectMany((problems, i) => problems.Select(problem => $"{Paths[i]}: {problem}"));

    /// <exception cref="InputException">Two files are of the same release.</exception>
    public void RequireDistinct()
    {
        Dictionary<StatementInputs, string> seen = [];
        for (int i = 0; i < Count; i++)
        {
            if (!seen.TryAdd(Certificates[i].PublicInputs, Paths[i]))
                throw new InputException(Paths[i], null, $"is of the same release as {seen[Certificates[i].PublicInputs]}, and an aggregate counts a release once");
        }
    }
}
