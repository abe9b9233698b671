// A process of its own, so that tests can kill it.
await ChainProv.Prover.Hosting.ProverHost.Create(args).RunAsync();
