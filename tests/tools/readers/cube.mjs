// Unfolds the JSON-stat cube with jsonstat-toolkit and holds it against the JSON page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import assert from "node:assert";

const JSONstat = createRequire(import.meta.url)("jsonstat-toolkit");
const folder = process.argv[2];
const items = JSON.parse(readFileSync(`${folder}/page.json`)).items;
const cube = JSONstat(JSON.parse(readFileSync(`${folder}/cube.json`)));
assert.equal(cube.class, "dataset");
assert.deepEqual([cube.role.time, cube.role.geo, cube.role.metric], [["period"], ["area"], ["indicator"]]);
const find = (item) => {
  const place = Object.fromEntries(cube.id.map((id) => [id, "_T"]));
  for (const pair of item.dimensions.split(";").filter(Boolean)) {
    const [key, value] = pair.split("=");
    place[key] = value;
  }
  return cube.Data({ ...place, indicator: item.indicator, area: item.area, period: item.period });
};
for (const item of items) {
  const cell = find(item);
  assert.equal(cell.value, item.value);
  assert.equal(cell.status, item.status);
}
assert.equal(cube.Data().filter((cell) => cell.value !== null).length, items.length);
assert.equal(cube.Dimension("indicator").Category("beds_per_1000").unit.decimals, 2);
