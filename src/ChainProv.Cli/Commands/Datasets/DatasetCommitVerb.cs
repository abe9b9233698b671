using System.CommandLine;
using System.Diagnostics;
using ChainProv.Cli.Framework;
using ChainProv.Provenance.Datasets;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Manifests;

namespace ChainProv.Cli.Commands.Datasets;

internal sealed class DatasetCommitVerb : Verb
{
    private static readonly (string Name, DatasetFormat Format)[] Formats =
    [
        ("auto", DatasetFormat.Auto),
        ("folder", DatasetFormat.Folder),
        ("jsonl", DatasetFormat.JsonLines),
        ("csv", DatasetFormat.Csv),
        ("parquet", DatasetFormat.Parquet),
    ];

    private readonly Argument<string> _path = new("path") { Description = "A folder of files, or a .jsonl, .csv or .parquet file." };
    private readonly Option<string?> _manifest = new("--manifest") { Description = "A manifest with Hugging Face or Croissant names, JSON.", HelpName = "file" };
    private readonly Option<string> _format = new("--format") { Description = "How to read it; by default (auto) the name decides.", DefaultValueFactory = _ => Formats[0].Name };
    private readonly Option<string?> _keyColumn = new("--key-column") { Description = "The column with the record's key (default: id, else the index).", HelpName = "name" };
    private readonly Option<string?> _licenceColumn = new("--licence-column") { Description = "The column with the record's licence (default: license or licence).", HelpName = "name" };
    private readonly Option<string[]> _licences = new("--licence") { Description = "A licence (SPDX id) of records that name none; may be repeated.", HelpName = "id" };
    private readonly Option<int?> _threads = new("--threads") { Description = "How many threads hash; the root is the same for any number.", HelpName = "n" };
    private readonly OutputOption _output;

    public DatasetCommitVerb()
        : base("commit", "Commit to every record of a dataset.", "chainprov dataset commit records.jsonl --manifest manifest.json -o dataset.json")
    {
        Arguments.Add(_path);
        _format.AcceptOnlyFromAmong([.. Formats.Select(format => format.Name)]);
        foreach (Option option in (ReadOnlySpan<Option>)[_manifest, _format, _keyColumn, _licenceColumn, _licences, _threads]) Options.Add(option);
        _output = new OutputOption(this, "Where the commitment goes, with its records file beside it.");
    }

    protected override async Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        bool toStandardOutput = _output.IsStandardOutput(arguments, IsJson(arguments));
        int threads = arguments.GetValue(_threads) ?? Environment.ProcessorCount;
        if (threads < 1) throw new UsageException("--threads is at least 1");
        DatasetOptions options = new()
        {
            Format = Formats.Single(format => format.Name == arguments.GetValue(_format)).Format,
            KeyColumn = arguments.GetValue(_keyColumn),
            LicenceColumn = arguments.GetValue(_licenceColumn),
            Licences = [.. arguments.GetValue(_licences) ?? []],
            Manifest = arguments.GetValue(_manifest) is { } path ? DatasetManifest.Read(path) : DatasetManifest.Empty,
            Threads = threads,
        };

        Stopwatch clock = Stopwatch.StartNew();
        string dataset = arguments.GetRequiredValue(_path);
        DatasetCommitment commitment = toStandardOutput
            ? await DatasetCommitter.ComputeAsync(dataset, options, cancellationToken: cancellationToken)
            : await DatasetCommitter.CommitAsync(dataset, _output.Path(arguments), options, cancellationToken: cancellationToken);
        if (toStandardOutput) _output.Write(arguments, Terminal, JsonFile.Bytes(commitment));
        return DatasetShowVerb.Describe(commitment, toStandardOutput).AddSeconds(clock.Elapsed);
    }
}
