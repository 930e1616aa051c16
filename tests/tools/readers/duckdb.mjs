// Reads CSV and NDJSON with DuckDB, whose own guess at the types has to come out right.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import assert from "node:assert";

const { DuckDBInstance } = createRequire(import.meta.url)("@duckdb/node-api");
const folder = process.argv[2];
const items = JSON.parse(readFileSync(`${folder}/page.json`)).items;
const sum = items.reduce((total, item) => total + item.value, 0);
const connection = await (await DuckDBInstance.create()).connect();
const ask = async (sql) => (await connection.runAndReadAll(sql)).getRowsJson()[0];
for (const table of [`read_csv('${folder}/rows.csv')`, `read_json_auto('${folder}/rows.ndjson', format='newline_delimited')`]) {
  const [count, total, first, flag] = await ask(`select count(*), sum(value)::double, typeof(min("periodStart")), typeof(bool_or("seriesBreak")) from ${table}`);
  assert.equal(Number(count), items.length);
  assert.ok(Math.abs(Number(total) - sum) < 1e-6 * sum, `${total} ${sum}`);
  assert.deepEqual([first, flag], ["DATE", "BOOLEAN"]);
}
