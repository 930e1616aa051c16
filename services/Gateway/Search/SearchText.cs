namespace Indicators.Gateway.Search;

/// <summary>
/// How texts and queries become terms: one form for full and half width, no case; a run of Chinese characters is one term, a run of other
/// letters and digits another, and everything else separates.
/// </summary>
internal static class SearchText
{
    /// <summary>The form that texts are compared in.</summary>
    public static string Normalize(string text) => string.Create(text.Length, text, static (normal, original) =>
    {
        for (var i = 0; i < normal.Length; i++)
        {
            normal[i] = char.ToLowerInvariant(HalfWidth(original[i]));
        }
    });

    /// <summary>The terms of a text that is in its normal form.</summary>
    public static IEnumerable<Term> Terms(string normal)
    {
        for (var at = 0; at < normal.Length;)
        {
            var start = at;
            var kind = KindOf(normal[at]);
            while (at < normal.Length && KindOf(normal[at]) == kind)
            {
                at++;
            }

            if (kind != Kind.Separator)
            {
                yield return new Term(normal[start..at], kind == Kind.Han);
            }
        }
    }

    // Chinese keyboards type Latin letters in full width. (The framework's own forms need tables that this suite runs without.)
    private static char HalfWidth(char character) => character switch
    {
        >= '\uff01' and <= '\uff5e' => (char)(character - 0xfee0),
        '\u3000' => ' ',
        _ => character,
    };

    private static Kind KindOf(char character) => character switch
    {
        >= '\u3400' and <= '\u9fff' or >= '\uf900' and <= '\ufaff' => Kind.Han,
        _ when char.IsLetterOrDigit(character) || char.IsSurrogate(character) => Kind.Word,
        _ => Kind.Separator,
    };

    private enum Kind
    {
        Separator,
        Han,
        Word,
    }
}

/// <summary>
/// One term: a run of Chinese characters, which is found anywhere in a text, or a word, which is found where a word starts with it.
/// </summary>
internal readonly record struct Term(string Text, bool IsHan);
