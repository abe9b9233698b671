using ChainProv.Ethereum;
using Microsoft.Playwright;

namespace ChainProv.Web.Tests;

/// <summary>The page, open in a browser, as somebody fills it in.</summary>
internal sealed class VerifyPage(IPage page)
{
    public IPage Page => page;

    /// <summary>Gives all that the reader knows, with the key from a file.</summary>
    public async Task FillAsync(ResponseSample sample)
    {
        await FillCertificateAsync(sample);
        await page.GetByLabel("Your nonce").FillAsync(sample.Nonce);
        await page.GetByLabel("Your prompt, as a file").SetInputFilesAsync(File("prompt.txt", sample.Prompt));
        await page.GetByLabel("The response, as a file").SetInputFilesAsync(File("response.txt", sample.Response));
        await page.GetByLabel("a file", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Registry", new() { Exact = true }).FillAsync(ResponseSample.Registry.ToString());
        await page.GetByLabel("verifying-key.json").SetInputFilesAsync(File("verifying-key.json", sample.KeyFile));
        await page.GetByLabel("Its key digest").FillAsync(sample.KeyDigest);
        await page.GetByLabel("Chain number").FillAsync(ResponseSample.ChainId.ToString());
        await page.GetByLabel("Registry root", new() { Exact = true }).FillAsync(sample.RegistryRoot);
    }

    public Task FillCertificateAsync(ResponseSample sample) => FillCertificateAsync(sample.Certificate.ToJsonString());

    public Task FillCertificateAsync(string text) => page.GetByLabel("or its content").FillAsync(text);

    /// <summary>Says that the key comes from a contract, and from which.</summary>
    public async Task UseChainAsync(string url, Address contract, int hours = 24)
    {
        await page.GetByLabel("a contract, which names the registry too").CheckAsync();
        await page.GetByLabel("JSON-RPC URL").FillAsync(url);
        await page.GetByLabel("AttestationVerifier").FillAsync(contract.ToString());
        await page.GetByLabel("A registry root may have been superseded").FillAsync(hours.ToString());
    }

    /// <summary>Presses the button and waits for what it says.</summary>
    public async Task<Verdict> CheckAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        ILocator verdict = page.Locator("#result .verdict");
        await verdict.WaitForAsync();
        return new(
            await verdict.GetAttributeAsync("class") ?? "",
            await page.Locator("#result").InnerTextAsync(),
            await ListAsync("Why it is refused"),
            await ListAsync("Checked"),
            await ListAsync("Not checked"));
    }

    public static FilePayload File(string name, byte[] content) => new() { Name = name, MimeType = "application/octet-stream", Buffer = content };

    private async Task<IReadOnlyList<string>> ListAsync(string title) =>
        await page.Locator("#result h3").Filter(new() { HasTextRegex = new($"^{title}$") }).Locator("+ ul > li").AllInnerTextsAsync();
}
