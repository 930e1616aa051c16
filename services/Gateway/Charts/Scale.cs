namespace Indicators.Gateway.Charts;

/// <summary>From numbers to pixels, with ticks in steps of 1, 2, 2.5 or 5.</summary>
internal sealed class Scale
{
    private readonly double from;
    private readonly double to;

    private Scale(double least, double most, double step, double from, double to) =>
        (Least, Most, Step, this.from, this.to) = (least, most, step, from, to);

    public double Least { get; }

    public double Most { get; }

    public double Step { get; }

    /// <summary>Values of the ticks, both ends among them.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            for (var i = 0; i <= Math.Round((Most - Least) / Step); i++)
            {
                yield return Math.Round(Least + (i * Step), 10);
            }
        }
    }

    public double this[double value] => from + ((value - Least) / (Most - Least) * (to - from));

    /// <summary>A scale over these values whose ends are ticks.</summary>
    /// <param name="values">What it has to hold; without any it runs from 0 to 1.</param>
    /// <param name="withZero">It starts at zero whatever they are.</param>
    /// <param name="ceiling">It does not go beyond this unless a value does: 100 for percentages.</param>
    /// <param name="ticks">About so many steps.</param>
    /// <param name="from">Pixel of the least.</param>
    /// <param name="to">Pixel of the most.</param>
    public static Scale Over(IReadOnlyCollection<double> values, bool withZero, double ceiling, int ticks, double from, double to)
    {
        var (least, most) = values.Count == 0 ? (0, 1) : (values.Min(), values.Max());
        if (withZero || (least >= 0 && least < 0.6 * most) || (most <= 0 && most > 0.6 * least))
        {
            (least, most) = (Math.Min(0, least), Math.Max(0, most));
        }

        var reaches = most;
        if (most == least)
        {
            var around = Math.Max(Math.Abs(most) * 0.1, 1);
            (least, most) = (least >= 0 ? Math.Max(0, least - around) : least - around, most + around);
        }

        var step = NiceStep((most - least) / Math.Max(ticks, 1));
        var (low, high) = (Math.Floor((least / step) + 1e-9) * step, Math.Ceiling((most / step) - 1e-9) * step);
        if (low > 0 && (least - low) / step < 0.2)
        {
            // A mark on the axis would look like zero.
            low = Math.Max(0, low - step);
        }

        var capped = reaches <= ceiling && high > ceiling ? ceiling : high;
        return new Scale(low, IsWhole((capped - low) / step) ? capped : high, step, from, to);
    }

    private static bool IsWhole(double steps) => Math.Abs(steps - Math.Round(steps)) < 1e-6;

    private static double NiceStep(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { <= 1.0001 => 1, <= 2.0001 => 2, <= 2.5001 => 2.5, <= 5.0001 => 5, _ => 10 } * power;
    }
}
