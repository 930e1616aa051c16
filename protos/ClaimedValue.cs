using System.Globalization;
using Indicators.Types.V1;

namespace Indicators.Contracts;

/// <summary>
/// A number as people write it: `25.4亿`, `70多亿元`, `1亿2000万`, `5700万`, `87.7%`, `1.233k`, `10,631`, full-width digits, `约`, `超过`, `more than 2.54
/// billion`. No package reads numerals of both languages together with what they leave open, hence by hand.
/// </summary>
/// <param name="Value">The number, scaled.</param>
/// <param name="Quantum">Worth of the last digit written: 10,000,000 for `25.4亿`.</param>
/// <param name="Qualifier">What the words around it leave open; exact where there are none.</param>
/// <param name="IsStrict">Below the number and not at it: `不足`, `less than`, which no qualifier says.</param>
/// <param name="Unit">The unit word written, lower-case; "" where there is none.</param>
public sealed record ClaimedValue(decimal Value, decimal Quantum, Qualifier Qualifier, bool IsStrict, string Unit)
{
    private const int Longest = 64;

    /// <summary>Reads a number; null where the text is none, holds two of them, or a word that is neither a unit nor a qualifier.</summary>
    public static ClaimedValue? Parse(string text)
    {
        var rest = Plain(text);
        if (rest.Length is 0 or > Longest)
        {
            return null;
        }

        var before = ClaimWords.TakeBefore(ref rest);
        var after = ClaimWords.TakeAfter(ref rest);
        try
        {
            return Number(rest) is (var value, var quantum, var open, var unit)
                && ClaimWords.Join(before.Unit, unit) is { } word
                && Join(before.Bound, after, open) is { } bound
                ? new ClaimedValue(value, quantum, bound.Qualifier, bound.IsStrict, word)
                : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>Whether a figure of this base unit can be meant: `87.7%` is no number of beds.</summary>
    public bool Fits(string baseUnit) => Unit.Length == 0 || ClaimWords.Fits(Unit, baseUnit);

    /// <summary>Full-width characters as the usual ones, lower-case, one kind of minus, no spaces at the ends.</summary>
    private static string Plain(string text) => string.Concat(text.Select(c => c switch
    {
        '\u3000' => ' ',
        >= '\uff01' and <= '\uff5e' => char.ToLowerInvariant((char)(c - 0xfee0)),
        '\u2212' or '\u2012' or '\u2013' => '-',
        _ => char.ToLowerInvariant(c),
    })).Trim();

    // Parts one after the other, each with a smaller unit than the one before: 1亿2000万.
    private static (decimal Value, decimal Quantum, bool IsOpen, string Unit)? Number(string rest)
    {
        var isNegative = rest.StartsWith('-');
        rest = rest.TrimStart('-', '+').TrimStart();
        var (sum, last, isOpen) = (0m, 0m, false);
        while (Digits(ref rest) is (var number, var quantum))
        {
            isOpen = ClaimWords.TakeOpen(ref rest);
            var scale = ClaimWords.TakeScale(ref rest);
            isOpen |= ClaimWords.TakeOpen(ref rest);
            if (last > 0 && number * scale >= last)
            {
                return null;
            }

            sum += number * scale;
            last = quantum * scale;
            if (rest.Length == 0 || !char.IsAsciiDigit(rest[0]))
            {
                return (isNegative ? -sum : sum, last, isOpen, rest.Trim());
            }

            if (scale == 1 || isOpen)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Takes digits with a point and separators of thousands off the front; null where there are none or they are ill placed.</summary>
    private static (decimal Number, decimal Quantum)? Digits(ref string rest)
    {
        var length = 0;
        while (length < rest.Length && (char.IsAsciiDigit(rest[length]) || rest[length] is '.' or ','))
        {
            length++;
        }

        var written = rest[..length];
        var point = written.IndexOf('.', StringComparison.Ordinal);
        var groups = (point < 0 ? written : written[..point]).Split(',');
        var isGrouped = groups.Length == 1 || (groups[0].Length is > 0 and <= 3 && groups.Skip(1).All(g => g.Length == 3));
        const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
        if (!isGrouped || groups[0].Length == 0 || written.EndsWith('.') || written.LastIndexOf(',') > point && point >= 0
            || !decimal.TryParse(written, style, CultureInfo.InvariantCulture, out var number) || number.Scale != (point < 0 ? 0 : length - point - 1))
        {
            return null;
        }

        rest = rest[length..].TrimStart();
        return (number, new decimal(1, 0, 0, false, number.Scale));
    }

    /// <summary>What the words before, after and inside leave open together; null where they contradict each other.</summary>
    private static Bound? Join(Bound? before, Bound? after, bool isOpen)
    {
        Bound?[] said = [before, after, isOpen ? new Bound(Qualifier.MoreThan) : null];
        var all = said.OfType<Bound>().Distinct().ToList();
        return all.Count switch
        {
            0 => new Bound(Qualifier.Exact),
            1 => all[0],
            // "About 70-odd" leaves open what "70-odd" does.
            2 when all.Exists(b => b.Qualifier == Qualifier.About) && all.Exists(b => b.Qualifier == Qualifier.MoreThan) => new Bound(Qualifier.MoreThan),
            _ => null,
        };
    }
}

/// <summary>What a word beside a number leaves open.</summary>
internal sealed record Bound(Qualifier Qualifier, bool IsStrict = false);
