// Reads the CSV by its CSVW metadata with a parser of CSV on the Web: every row a node, every cell a value of its declared type.
import assert from "node:assert";
import { createReadStream, readFileSync } from "node:fs";
import JsonLdParser from "@rdfjs/parser-jsonld";
import CsvwParser from "@zazuko/rdf-parser-csvw";
import rdf from "@zazuko/rdf-parser-csvw/lib/Factory.js";
import dataset from "@rdfjs/dataset";

const folder = process.argv[2];
const csvw = "http://www.w3.org/ns/csvw#";
const xsd = "http://www.w3.org/2001/XMLSchema#";

// The terms of http://www.w3.org/ns/csvw that the metadata uses, for a machine that does not reach the W3C.
const context = {
  "@vocab": csvw,
  dc: "http://purl.org/dc/terms/",
  ...Object.fromEntries(["string", "decimal", "integer", "date", "boolean"].map((type) => [type, xsd + type])),
  url: { "@type": "@id" },
  columns: { "@id": `${csvw}column`, "@container": "@list" },
  titles: { "@id": `${csvw}title`, "@container": "@language" },
  datatype: { "@type": "@vocab" },
  primaryKey: { "@container": "@list" },
};
const documentLoader = { load: async (url) => (url === "http://www.w3.org/ns/csvw" ? { "@context": context } : assert.fail(`unknown context ${url}`)) };

const metadata = dataset.dataset();
for await (const quad of new JsonLdParser({ documentLoader, baseIRI: process.argv[3] }).import(createReadStream(`${folder}/metadata.json`))) metadata.add(quad);

const rows = new Map();
for await (const { subject, predicate, object } of new CsvwParser({ metadata, factory: rdf, baseIRI: process.argv[3], timezone: "utc" }).import(createReadStream(`${folder}/rows.csv`, "utf8"))) {
  if (!rows.has(subject.value)) rows.set(subject.value, {});
  rows.get(subject.value)[decodeURIComponent(predicate.value.split("#").at(-1))] = object;
}

// The table and the places of its rows are nodes too.
const records = [...rows.values()].filter((row) => row.indicator);
const items = JSON.parse(readFileSync(`${folder}/page.json`)).items;
assert.equal(records.length, items.length);
records.forEach((row, i) => {
  assert.equal(row.indicator.value, items[i].indicator);
  assert.equal(Number(row.value.value), items[i].value);
  assert.equal(row.value.datatype.value, `${xsd}decimal`);
  assert.equal(row.periodStart.value, items[i].periodStart);
  assert.equal(row.periodStart.datatype.value, `${xsd}date`);
  assert.equal(row.seriesBreak.value, `${items[i].seriesBreak}`);
});
