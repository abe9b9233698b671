// A process of its own, so that tests can run several and kill them: opens the vector of the allowance given as often as the ledger lets it, saying each time so.
using ChainProv.Cryptography.Commitments;
using ChainProv.Groth16.Vectors;
using ChainProv.Tests.Shared;

OpeningLedger ledger = new(args[0]);
CommittedVector vector = CountedVector.Create(int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture));
try
{
    while (true)
    {
        ledger.Spend(vector);
        Console.WriteLine("opened");
    }
}
catch (OpeningsUsedUpException)
{
    Console.WriteLine("used up");
}
catch (OpeningLedgerException refusal)
{
    Console.WriteLine(refusal.Problem);
}
