using ChainProv.Ethereum.Generator;

if (args is not [string artifacts, string output])
{
    await Console.Error.WriteLineAsync("usage: ChainProv.Ethereum.Generator ARTIFACTS_FOLDER OUTPUT_FOLDER");
    return 2;
}

Directory.CreateDirectory(output);
foreach (string old in Directory.EnumerateFiles(output, "*.g.cs"))
    File.Delete(old);
foreach ((string name, string text) in BindingGenerator.GenerateAll(artifacts))
    await File.WriteAllTextAsync(Path.Combine(output, name), text);
return 0;
