using System.Collections;
using Microsoft.Playwright;

namespace ChainProv.Web.Tests;

/// <summary>The browser that scripts/install-browser.sh finds or installs, without a window.</summary>
internal static class Chromium
{
    /// <exception cref="InvalidOperationException">There is no browser.</exception>
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(Options());

    private static BrowserTypeLaunchOptions Options()
    {
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            if (Path.Combine(folder, "chromium") is string installed && File.Exists(installed))
                return new() { ExecutablePath = installed, Args = ["--no-sandbox"] };

        string unpacked = Repository.PathOf("tests", "browser", "node_modules", ".chromium");
        if (!File.Exists(Path.Combine(unpacked, "chromium")))
            throw new InvalidOperationException("Missing: a Chromium, to test pages in. Run scripts/install-browser.sh, or install one (Debian: apt-get install chromium).");
        Dictionary<string, string> environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
        environment["LD_LIBRARY_PATH"] = Path.Combine(unpacked, "lib");
        environment["FONTCONFIG_FILE"] = Path.Combine(unpacked, "fonts.conf");
        return new()
        {
            ExecutablePath = Path.Combine(unpacked, "chromium"),
            Args = ["--no-sandbox", "--single-process", "--no-zygote", "--disable-gpu", "--disable-software-rasterizer"],
            Env = environment,
        };
    }
}
