namespace Indicators.Gateway.Search;

/// <summary>
/// Which documents hold a term in one of their fields: words in alphabetical order, so that a prefix is a range of them, and Chinese by
/// single characters and by pairs.
/// </summary>
internal sealed class FieldIndex
{
    private readonly string[][] texts;
    private readonly Dictionary<string, int[]> pieces;
    private readonly string[] words;
    private readonly int[][] byWord;

    /// <param name="documents">The texts of each document's fields in their normal form.</param>
    public FieldIndex(IReadOnlyList<string[]> documents)
    {
        texts = [.. documents];
        var han = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var latin = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        for (var document = 0; document < texts.Length; document++)
        {
            foreach (var term in texts[document].SelectMany(SearchText.Terms))
            {
                if (!term.IsHan)
                {
                    Add(latin, term.Text, document);
                    continue;
                }

                foreach (var piece in Pieces(term.Text))
                {
                    Add(han, piece, document);
                }
            }
        }

        pieces = han.ToDictionary(p => p.Key, p => p.Value.ToArray(), StringComparer.Ordinal);
        words = [.. latin.Keys];
        byWord = [.. latin.Values.Select(d => d.ToArray())];
    }

    /// <summary>The documents that hold a term.</summary>
    public DocumentSet Find(Term term) => term.IsHan ? FindHan(term.Text) : FindWords(term.Text);

    private DocumentSet FindWords(string prefix)
    {
        var found = new DocumentSet(texts.Length);
        var at = Array.BinarySearch(words, prefix, StringComparer.Ordinal);
        for (at = at < 0 ? ~at : at; at < words.Length && words[at].StartsWith(prefix, StringComparison.Ordinal); at++)
        {
            found.Add(byWord[at]);
        }

        return found;
    }

    private DocumentSet FindHan(string text)
    {
        DocumentSet? found = null;
        foreach (var piece in text.Length == 1 ? [text] : Pairs(text))
        {
            var holding = new DocumentSet(texts.Length);
            holding.Add(pieces.GetValueOrDefault(piece, []));
            found = found?.And(holding) ?? holding;
        }

        // The pairs of a longer word may stand apart; only the few texts that hold all of them are read.
        if (text.Length > 2)
        {
            foreach (var document in found!.InOrder())
            {
                if (!Array.Exists(texts[document], t => t.Contains(text, StringComparison.Ordinal)))
                {
                    found.Remove(document);
                }
            }
        }

        return found!;
    }

    private static IEnumerable<string> Pieces(string text) => text.Select(c => c.ToString()).Concat(Pairs(text));

    private static IEnumerable<string> Pairs(string text) =>
        Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(i => text.Substring(i, 2));

    private static void Add(IDictionary<string, List<int>> postings, string term, int document)
    {
        if (!postings.TryGetValue(term, out var documents))
        {
            postings[term] = documents = [];
        }

        if (documents.Count == 0 || documents[^1] != document)
        {
            documents.Add(document);
        }
    }
}
