// Validates the data package and reads its CSV, over HTTP and with every cell cast to its type, with the Frictionless library.
const assert = require("node:assert");
const { readFileSync } = require("node:fs");
const { Package } = require("datapackage");

(async () => {
  const folder = process.argv[2];
  const items = JSON.parse(readFileSync(`${folder}/page.json`)).items;
  const pack = await Package.load(`${folder}/datapackage.json`);
  assert.ok(pack.valid, pack.errors.map((e) => e.message).join("; "));
  const rows = await pack.getResource("observations").read({ keyed: true });
  assert.equal(rows.length, items.length);
  rows.forEach((row, i) => {
    assert.equal(row.value, items[i].value);
    assert.equal(row.seriesBreak, items[i].seriesBreak);
    assert.ok(row.periodStart instanceof Date);
  });
})().catch((error) => {
  console.error(error.message, (error.errors ?? []).slice(0, 3).map((e) => e.message));
  process.exit(1);
});
