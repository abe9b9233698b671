namespace ChainProv.Cli.Framework;

/// <summary>The address of a service that is spoken to over HTTP.</summary>
internal static class ServiceAddress
{
    /// <summary>Ends with "/", so that the service may stand under a path.</summary>
    /// <exception cref="UsageException">It is not http or https.</exception>
    public static Uri Parse(string text, string option) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? address
            : throw new UsageException($"{option} is not an http or https address");
}
