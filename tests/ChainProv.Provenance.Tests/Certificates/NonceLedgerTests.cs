using ChainProv.Cryptography.Curves;
using ChainProv.Ethereum;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Tests.Certificates;

/// <summary>A model answers a nonce once, however it is named.</summary>
public sealed class NonceLedgerTests : IDisposable
{
    private static readonly Hash32 Nonce = Keccak256.Hash("nonce");

    private readonly TempFolder _folder = new();

    private string Model => _folder.At("model.json");

    public NonceLedgerTests() => File.WriteAllText(Model, "{}");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_nonce_is_spent_once_for_each_model()
    {
        NonceLedger.For(Model).Spend(Fr.One, Nonce);
        AlreadyUsed(Model, Fr.One);
        NonceLedger.For(Model).Spend(Fr.From(2), Nonce);
        NonceLedger.For(Model).Spend(Fr.One, Keccak256.Hash("another"));
    }

    [Fact]
    public void Of_many_at_once_one_succeeds()
    {
        int spent = 0;
        Parallel.For(0, 32, _ =>
        {
            try
            {
                NonceLedger.For(Model).Spend(Fr.One, Nonce);
                Interlocked.Increment(ref spent);
            }
            catch (NonceUsedException)
            {
            }
        });
        spent.Should().Be(1);
    }

    [Fact]
    public void A_model_that_a_link_leads_to_is_the_same_model()
    {
        string elsewhere = Directory.CreateDirectory(_folder.At("elsewhere")).FullName, first = Path.Combine(elsewhere, "first.json"), second = Path.Combine(elsewhere, "second.json");
        File.CreateSymbolicLink(first, Model);
        File.CreateSymbolicLink(second, "first.json");
        NonceLedger.For(first).Spend(Fr.One, Nonce);
        AlreadyUsed(Model, Fr.One);
        AlreadyUsed(second, Fr.One);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_answers_nothing()
    {
        File.WriteAllText(_folder.At("model.nonces"), "no folder");
        FluentActions.Invoking(() => NonceLedger.For(Model).Spend(Fr.One, Nonce)).Should().Throw<OutputException>();
    }

    private static void AlreadyUsed(string model, Fr commitment) =>
        FluentActions.Invoking(() => NonceLedger.For(model).Spend(commitment, Nonce)).Should().Throw<NonceUsedException>();
}
