using System.Collections.Concurrent;
using ChainProv.Groth16.Aggregation;

namespace ChainProv.Groth16.Tests.Aggregation;

public sealed class AggregationSrsStoreTests : IDisposable
{
    private readonly AggregationSrsStore _store = new(Directory.CreateTempSubdirectory("chainprov-srs-").FullName);

    private string SrsPath => Path.Combine(_store.Folder, "aggregation-2.srs");

    private string VerifierPath => Path.Combine(_store.Folder, "aggregation-2.verifier");

    public void Dispose() => Directory.Delete(_store.Folder, recursive: true);

    [Fact]
    public void A_kept_srs_is_the_one_that_is_loaded()
    {
        byte[] made = _store.LoadOrCreateDevelopment(2).Verifier.Digest();
        _store.LoadOrCreateDevelopment(2).Verifier.Digest().Should().Equal(made);
        _store.Load(2).Verifier.Digest().Should().Equal(made);
        _store.LoadVerifier(2).Digest().Should().Equal(made);
        _store.LoadOrCreateDevelopment(4).Verifier.Digest().Should().NotEqual(made);
    }

    [Fact]
    public void Of_many_that_ask_at_once_one_makes_it()
    {
        ConcurrentBag<string> digests = [];
        Parallel.For(0, 4, _ => digests.Add(Convert.ToHexString(_store.LoadOrCreateDevelopment(2).Verifier.Digest())));
        digests.Distinct().Should().ContainSingle();
        Directory.EnumerateFiles(_store.Folder).Select(Path.GetFileName).Should().BeEquivalentTo("aggregation-2.srs", "aggregation-2.srs.lock", "aggregation-2.verifier");
    }

    [Fact]
    public void A_missing_srs_is_said_to_be_missing()
    {
        FluentActions.Invoking(() => _store.Load(2)).Should().Throw<KeyFileException>().WithMessage("*aggregation-2.srs: no such file*");
        FluentActions.Invoking(() => _store.LoadVerifier(2)).Should().Throw<KeyFileException>().WithMessage("*aggregation-2.verifier: no such file*");
    }

    [Fact]
    public void An_srs_and_a_verifier_part_that_do_not_belong_together_are_refused()
    {
        _store.LoadOrCreateDevelopment(2);
        byte[] old = File.ReadAllBytes(VerifierPath);
        File.Delete(SrsPath);
        FluentActions.Invoking(() => _store.LoadOrCreateDevelopment(2)).Should().Throw<KeyFileException>().WithMessage("*without the SRS*");

        File.Delete(VerifierPath);
        _store.LoadOrCreateDevelopment(2);
        File.WriteAllBytes(VerifierPath, old);
        FluentActions.Invoking(() => _store.LoadOrCreateDevelopment(2)).Should().Throw<KeyFileException>().WithMessage("*which is another's*");
    }

    [Fact]
    public void A_file_of_another_capacity_is_refused()
    {
        _store.LoadOrCreateDevelopment(2);
        File.Copy(SrsPath, Path.Combine(_store.Folder, "aggregation-4.srs"));
        File.Copy(VerifierPath, Path.Combine(_store.Folder, "aggregation-4.verifier"));
        FluentActions.Invoking(() => _store.Load(4)).Should().Throw<KeyFileException>().WithMessage("*it is for 2 proofs*");
        FluentActions.Invoking(() => _store.LoadVerifier(4)).Should().Throw<KeyFileException>().WithMessage("*it is for 2 proofs*");
    }

    [Fact]
    public void Every_truncation_of_a_verifier_part_is_refused()
    {
        _store.LoadOrCreateDevelopment(2);
        byte[] bytes = File.ReadAllBytes(VerifierPath);
        for (int length = 0; length < bytes.Length; length += 7)
        {
            File.WriteAllBytes(VerifierPath, bytes[..length]);
            FluentActions.Invoking(() => _store.LoadVerifier(2)).Should().Throw<KeyFileException>();
        }
    }
}
