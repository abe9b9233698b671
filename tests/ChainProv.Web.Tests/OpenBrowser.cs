using Microsoft.Playwright;

namespace ChainProv.Web.Tests;

/// <summary>A browser, and web/verify on a static host; one for all tests of a class.</summary>
public sealed class OpenBrowser : IAsyncLifetime
{
    private StaticSite? _site;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IPage? _page;

    /// <summary>What the browser complained of.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>What the page asked for since it was opened.</summary>
    public List<string> Requests { get; } = [];

    public string SiteUrl => _site!.Url;

    public async ValueTask InitializeAsync()
    {
        string folder = Repository.PathOf("web", "verify");
        if (!Directory.Exists(Path.Combine(folder, "vendor"))) throw new InvalidOperationException("Missing: web/verify/vendor. Run scripts/install-npm.sh web and scripts/web-libraries.mjs.");
        _site = await StaticSite.StartAsync(folder);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
        _page = await _browser.NewPageAsync();
        _page.Request += (_, request) => Requests.Add(request.Url);
        _page.PageError += (_, error) => Complaints.Add(error);
        _page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Complaints.Add(message.Text);
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_site is not null) await _site.DisposeAsync();
    }

    /// <summary>The page as it is when it is opened.</summary>
    internal async Task<VerifyPage> OpenAsync()
    {
        Complaints.Clear();
        Requests.Clear();
        await _page!.GotoAsync(SiteUrl, new() { WaitUntil = WaitUntilState.Load });
        return new VerifyPage(_page);
    }
}
