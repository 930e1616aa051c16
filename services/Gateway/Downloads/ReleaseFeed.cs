using System.Globalization;
using System.Text;
using System.Xml;
using Indicators.Types.V1;

namespace Indicators.Gateway.Downloads;

/// <summary>
/// Releases as Atom 1.0 (RFC 4287). Written by hand: the feed types of .NET are a package of their own, and a feed is ten elements. A
/// release without a date has no place in an order of time; it is listed at /v1/releases.
/// </summary>
internal static class ReleaseFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Rfc3339 = "yyyy-MM-ddTHH:mm:sszzz";
    private const int MostEntries = 500;

    /// <param name="state">What there is.</param>
    /// <param name="origin">Scheme and host that links lead to.</param>
    public static byte[] Write(SuiteState state, string origin)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("feed", Atom);
            Element(xml, "id", "urn:indicators:releases");
            Element(xml, "title", "卫生指标：新发布 / Indicators: new releases");
            Element(xml, "updated", state.ChangedAt);
            Author(xml, "卫生指标 / Indicators");
            Link(xml, "self", $"{origin}/v1/releases.atom", "application/atom+xml");
            Link(xml, "alternate", $"{origin}/v1/releases", "application/json");
            foreach (var entry in state.Catalog.Releases.Where(r => r.Release.KnownFrom.Length > 0).Take(MostEntries))
            {
                Entry(xml, entry.Release, origin);
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Entry(XmlWriter xml, Release release, string origin)
    {
        xml.WriteStartElement("entry", Atom);
        Element(xml, "id", $"urn:indicators:release:{release.Id}");
        Element(xml, "title", Both(release.Title));

        Element(xml, "updated", Updated(release));
        Author(xml, Both(release.Issuer));
        Link(xml, "alternate", $"{origin}/v1/releases/{release.Id}", "application/json");
        if (Uri.TryCreate(release.Url, UriKind.Absolute, out _))
        {
            Link(xml, "via", release.Url, "");
        }

        Element(xml, "summary", $"{release.ObservationCount} 个数字，{release.RegisterRowCount} 条登记 / {release.ObservationCount} figures, {release.RegisterRowCount} register rows. {release.DocumentNumber}".TrimEnd());
        xml.WriteEndElement();
    }

    // Days of the suite are those of UTC+8. A partial date counts as its last day, which may be still to come: an entry is no newer than
    // what is stored.
    private static string Updated(Release release)
    {
        var known = DateTimeOffset.Parse($"{release.KnownFrom}T00:00:00+08:00", CultureInfo.InvariantCulture);
        return DateTimeOffset.TryParse(release.StoredAt, CultureInfo.InvariantCulture, out var stored) && stored < known
            ? release.StoredAt
            : known.ToString(Rfc3339, CultureInfo.InvariantCulture);
    }

    private static string Both(LocalizedText text) => string.Join(" / ", new[] { text.Zh, text.En }.Where(t => t.Length > 0).Distinct());

    private static void Author(XmlWriter xml, string name)
    {
        xml.WriteStartElement("author", Atom);
        Element(xml, "name", name);
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        if (type.Length > 0)
        {
            xml.WriteAttributeString("type", type);
        }

        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Atom, text);
}
