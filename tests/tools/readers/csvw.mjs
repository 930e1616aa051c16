// Reads the CSV by its CSVW metadata with rdf-parser-csvw: every column becomes a property, every number keeps its datatype.
import { createReadStream, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import assert from "node:assert";

const require = createRequire(import.meta.url);
const Parser = require("rdf-parser-csvw");
const rdf = require("@rdfjs/data-model");
const folder = process.argv[2];
const items = JSON.parse(readFileSync(`${folder}/page.json`)).items;
const metadata = JSON.parse(readFileSync(`${folder}/metadata.json`));
const values = [];
const subjects = new Set();
const stream = (Parser.default ?? Parser).prototype.import.call(
  new (Parser.default ?? Parser)({ factory: rdf, baseIRI: "http://localhost/v1/" }),
  createReadStream(`${folder}/rows.csv`),
  { metadata, baseIRI: "http://localhost/v1/" },
);
stream.on("data", (quad) => {
  if (/[#/]value$/.test(quad.predicate.value)) {
    values.push(quad.object);
    subjects.add(quad.subject.value);
  }
});
await new Promise((resolve, reject) => stream.on("end", resolve).on("error", reject));
assert.equal(values.length, items.length);
values.forEach((value, i) => assert.equal(Number(value.value), items[i].value));
assert.ok(values.every((v) => v.datatype.value.endsWith("#decimal")), values[0]?.datatype?.value);
