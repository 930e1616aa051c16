namespace Indicators.Gateway.Formats;

/// <summary>The parts of a workbook that are always the same.</summary>
internal static class XlsxParts
{
    public const string Figures = "xl/worksheets/sheet1.xml";
    public const string Sources = "xl/worksheets/sheet2.xml";

    /// <summary>The columns of the second sheet.</summary>
    public static readonly string[] SourceColumns =
    [
        "release", "titleZh", "titleEn", "issuerZh", "issuerEn", "documentNumber", "issuedOn", "publishedOn", "url", "evidence",
    ];

    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    public static readonly (string Name, string Content)[] All =
    [
        ("[Content_Types].xml", $"""
            {Declaration}
            <Types xmlns="{Packages}/content-types">
              <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
              <Default Extension="xml" ContentType="application/xml"/>
              <Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/>
              <Override PartName="/xl/styles.xml" ContentType="{Types}.styles+xml"/>
              <Override PartName="/{Figures}" ContentType="{Types}.worksheet+xml"/>
              <Override PartName="/{Sources}" ContentType="{Types}.worksheet+xml"/>
            </Types>
            """),
        ("_rels/.rels", $"""
            {Declaration}
            <Relationships xmlns="{Packages}/relationships">
              <Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/>
            </Relationships>
            """),
        ("xl/workbook.xml", $"""
            {Declaration}
            <workbook xmlns="{Main}" xmlns:r="{Office}">
              <sheets>
                <sheet name="observations" sheetId="1" r:id="rId1"/>
                <sheet name="sources" sheetId="2" r:id="rId2"/>
              </sheets>
            </workbook>
            """),
        ("xl/_rels/workbook.xml.rels", $"""
            {Declaration}
            <Relationships xmlns="{Packages}/relationships">
              <Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/>
              <Relationship Id="rId2" Type="{Office}/worksheet" Target="worksheets/sheet2.xml"/>
              <Relationship Id="rId3" Type="{Office}/styles" Target="styles.xml"/>
            </Relationships>
            """),

        // Cell formats by position: as it is, a day, the header.
        ("xl/styles.xml", $"""
            {Declaration}
            <styleSheet xmlns="{Main}">
              <numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>
              <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
              <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
              <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
              <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
              <cellXfs count="3">
                <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
                <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
                <xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>
              </cellXfs>
              <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
            </styleSheet>
            """),
    ];
}
