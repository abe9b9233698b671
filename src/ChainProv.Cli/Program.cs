using ChainProv.Cli.Framework;

return await CommandLine.RunAsync(args, Terminal.System);
