namespace Indicators.Contracts;

/// <summary>Finds the valid value that a wrong one was probably meant to be.</summary>
public static class Nearest
{
    /// <summary>The candidate with the fewest edits, or "" where none is within half the length of the value or has anything in common with it.</summary>
    public static string To(string value, IEnumerable<string> candidates)
    {
        // A longer value is no slip of the pen, and the work grows with its length.
        if (value.Length is 0 or > 100)
        {
            return "";
        }

        var best = "";
        var fewest = Math.Max(2, value.Length / 2) + 1;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - value.Length) < fewest && Edits(value, candidate) is var edits
                && edits < fewest && edits < Math.Max(value.Length, candidate.Length))
            {
                (best, fewest) = (candidate, edits);
            }
        }

        return best;
    }

    private static int Edits(string from, string to)
    {
        var row = new int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var cost = char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost));
            }
        }

        return row[to.Length];
    }
}
