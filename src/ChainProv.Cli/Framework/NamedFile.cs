using ChainProv.Provenance.Files;

namespace ChainProv.Cli.Framework;

/// <summary>A file by its path, or by its http or https address, from where it is fetched into a file of its own that goes when this is disposed.</summary>
internal sealed class NamedFile : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly bool _isFetched;

    private NamedFile(string path, bool isFetched) => (Path, _isFetched) = (path, isFetched);

    public string Path { get; }

    /// <param name="name">A path or an address.</param>
    /// <param name="maxBytes">More are not fetched.</param>
    /// <param name="cancellationToken">Stops the fetching.</param>
    /// <exception cref="HttpRequestException">It cannot be fetched.</exception>
    /// <exception cref="InputException">It is larger than it may be.</exception>
    public static async Task<NamedFile> OpenAsync(string name, int maxBytes, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(name, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https")) return new(name, isFetched: false);
        using HttpClient http = new() { Timeout = Patience };
        using HttpResponseMessage answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        NamedFile file = new(System.IO.Path.GetTempFileName(), isFetched: true);
        try
        {
            await using Stream content = await answer.Content.ReadAsStreamAsync(cancellationToken);
            await using FileStream target = new(file.Path, FileMode.Create);
            byte[] block = new byte[1 << 16];
            for (int read; (read = await content.ReadAsync(block, cancellationToken)) > 0;)
            {
                if (target.Length + read > maxBytes) throw new InputException(name, null, $"is larger than the {maxBytes:N0} bytes that such a file has");
                await target.WriteAsync(block.AsMemory(0, read), cancellationToken);
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_isFetched) File.Delete(Path);
    }
}
