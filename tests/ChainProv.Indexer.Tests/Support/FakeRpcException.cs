namespace ChainProv.Indexer.Tests.Support;

/// <summary>An error that a <see cref="FakeNode"/> answers with.</summary>
internal sealed class FakeRpcException(int code, string message) : Exception(message)
{
    public int Code => code;
}
