// A process of its own, so that tests can kill it.
await ChainProv.Indexer.Hosting.IndexerHost.Create(args).RunAsync();
