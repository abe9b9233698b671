using System.Globalization;

namespace ChainProv.Cli.Framework;

/// <summary>Where a command speaks: data to <see cref="Out"/>, all else to <see cref="Error"/>.</summary>
internal sealed class Terminal(Stream standardOutput, TextWriter output, TextWriter error, bool isInteractive)
{
    public static Terminal System { get; } = new(Console.OpenStandardOutput(), Console.Out, Console.Error, !Console.IsErrorRedirected);

    /// <summary>The same stream as <see cref="Out"/>, for data that is bytes.</summary>
    public Stream StandardOutput { get; } = standardOutput;

    public TextWriter Out { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>Says something that is not data.</summary>
    public void Note(string text) => Error.WriteLine(text);

    /// <summary>A line that counts to 100 %, if somebody is watching.</summary>
    public IProgress<double>? Progress(string what) => isInteractive ? new Line(Error, what) : null;

    private sealed class Line(TextWriter writer, string what) : IProgress<double>
    {
        private int _shown = -1;

        public void Report(double value)
        {
            int percent = (int)(Math.Clamp(value, 0, 1) * 100);
            if (Interlocked.Exchange(ref _shown, percent) == percent) return;
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"\r{what} {percent,3} %{(percent == 100 ? "\n" : "")}"));
        }
    }
}
