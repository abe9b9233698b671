using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChainProv.Cli.Tests.Support;

/// <summary>A server that answers every request with the same text, as a captive portal or a wrong port would.</summary>
internal sealed class FalseNode : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _answer;
    private readonly StringBuilder _received = new();

    public FalseNode(string body)
    {
        _answer = Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");
        _listener.Start();
        _ = AnswerAsync();
    }

    /// <summary>What it was sent.</summary>
    public string Received
    {
        get
        {
            lock (_received) return _received.ToString();
        }
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>An address where nobody listens.</summary>
    public static string NobodysUrl()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://{listener.LocalEndpoint}";
    }

    public void Dispose() => _listener.Dispose();

    private async Task AnswerAsync()
    {
        byte[] buffer = new byte[1 << 16];
        while (true)
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                await using NetworkStream stream = client.GetStream();
                int length = await stream.ReadAtLeastAsync(buffer, 1, throwOnEndOfStream: false);
                lock (_received) _received.Append(Encoding.UTF8.GetString(buffer, 0, length));
                await stream.WriteAsync(_answer);
                client.Client.Shutdown(SocketShutdown.Send);
                while (await stream.ReadAsync(buffer) > 0)
                {
                }
            }
            catch (IOException)
            {
                // This client went away; the next one may come.
            }
            catch (Exception end) when (end is ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }
}
