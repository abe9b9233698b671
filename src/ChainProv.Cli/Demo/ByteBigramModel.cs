using System.Buffers.Binary;
using System.Text;
using ChainProv.Provenance.Files;

namespace ChainProv.Cli.Demo;

/// <summary>The smallest honest model of a dataset: how often each byte follows each other byte, as log-probabilities in a safetensors file.</summary>
internal static class ByteBigramModel
{
    private const int Symbols = 256;

    /// <summary>Counts the pairs of all bytes under a path and writes the model.</summary>
    public static void Train(string dataPath, string modelPath, CancellationToken cancellationToken)
    {
        long[] counts = new long[Symbols * Symbols];
        string[] files = Directory.Exists(dataPath) ? [.. Directory.EnumerateFiles(dataPath, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [dataPath];
        byte[] buffer = new byte[1 << 16];
        foreach (string file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using FileStream stream = InputFile.OpenRead(file);
            int previous = 0;
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                foreach (byte current in buffer.AsSpan(0, read))
                {
                    counts[(previous * Symbols) + current]++;
                    previous = current;
                }
            }
        }

        AtomicFile.WriteAllBytes(modelPath, Safetensors(LogProbabilities(counts)));
    }

    /// <summary>With one added to every count, so that nothing is impossible.</summary>
    private static float[] LogProbabilities(long[] counts)
    {
        float[] result = new float[counts.Length];
        for (int row = 0; row < Symbols; row++)
        {
            double total = counts.AsSpan(row * Symbols, Symbols).ToArray().Sum() + Symbols;
            for (int i = row * Symbols; i < (row + 1) * Symbols; i++) result[i] = (float)Math.Log((counts[i] + 1) / total);
        }

        return result;
    }

    private static byte[] Safetensors(float[] values)
    {
        int bytes = values.Length * sizeof(float);
        string header = $$$"""{"bigram.log_probability":{"dtype":"F32","shape":[{{{Symbols}}},{{{Symbols}}}],"data_offsets":[0,{{{bytes}}}]}}""";
        header = header.PadRight((header.Length + 7) / 8 * 8);
        byte[] file = new byte[sizeof(ulong) + header.Length + bytes];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        Encoding.ASCII.GetBytes(header, file.AsSpan(sizeof(ulong)));
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(sizeof(ulong) + header.Length + (i * sizeof(float))), values[i]);
        return file;
    }
}
