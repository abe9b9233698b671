using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Tests.Models;

/// <summary>Models of one file.</summary>
internal static class TestModels
{
    public static CommittedModel Commit(string path, params IReadOnlyList<DatasetCertificate> datasets) => Commit(path, ModelFacts.None, TrainingLink.None, datasets);

    public static CommittedModel Commit(string path, ModelFacts facts, TrainingLink link, params IReadOnlyList<DatasetCertificate> datasets) =>
        CommittedModel.Commit(ModelFiles.Read([path]), facts, hyperParameters: null, link, datasets);
}
