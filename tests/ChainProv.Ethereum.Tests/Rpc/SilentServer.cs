using System.Net;
using System.Net.Sockets;

namespace ChainProv.Ethereum.Tests.Rpc;

/// <summary>Takes connections and never answers.</summary>
internal sealed class SilentServer : IDisposable
{
    private readonly TcpListener _listener;

    private SilentServer(TcpListener listener) => _listener = listener;

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public static SilentServer Start()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return new SilentServer(listener);
    }

    public void Dispose() => _listener.Dispose();
}
