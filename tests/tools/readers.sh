#!/bin/sh
# Gives what the gateway writes to readers that are not ours: openpyxl, pandas and feedparser (Debian), jsonstat-toolkit, the Frictionless
# library, a CSVW parser and DuckDB (npm). ADDRESS is a running suite: tests/tools/readers.sh [http://localhost:8080]. A reader that is not there is named and counts as
# skipped; one that reads something else than the JSON pages say fails.
set -u
cd "$(dirname "$0")"
ADDRESS=${1:-http://localhost:8080}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0 skipped=0

get() { curl -fsS -o "$folder/$1" "$ADDRESS$2"; }
QUERY="indicator=beds,beds_per_1000&kind=actual"
get page.json "/v1/observations?$QUERY&pageSize=1000" && get rows.csv "/v1/observations?$QUERY&format=csv" \
  && get rows.xlsx "/v1/observations?$QUERY&format=xlsx" && get rows.ndjson "/v1/observations?$QUERY&format=ndjson" \
  && get cube.json "/v1/observations?$QUERY&format=jsonstat" && get metadata.json "/v1/observations.csv-metadata.json?$QUERY" \
  && get datapackage.json "/v1/observations/datapackage.json?$QUERY" \
  && get releases.json "/v1/releases?pageSize=1000" && get releases.atom /v1/releases.atom || { echo "no suite answers at $ADDRESS"; exit 1; }

check() {
  name=$1 needs=$2
  shift 2
  if ! sh -c "$needs" > /dev/null 2>&1; then
    echo "skipped: $name is not installed"
    skipped=$((skipped + 1))
  elif "$@" "$folder" "$ADDRESS"; then
    echo "read by $name"
    passed=$((passed + 1))
  else
    echo "FAILED: $name"
    failed=$((failed + 1))
  fi
}

if command -v npm > /dev/null && ! test readers/node_modules/.package-lock.json -nt readers/package.json; then
  (cd readers && npm install --no-package-lock --silent) > /dev/null 2>&1
fi

PYTHON=python3
test -x /usr/bin/python3 && PYTHON=/usr/bin/python3 # The one that Debian's packages belong to.
has() { echo "test -d readers/node_modules/$1"; }
check "openpyxl" "$PYTHON -c 'import openpyxl'" "$PYTHON" readers/sheet.py openpyxl
check "pandas, CSV" "$PYTHON -c 'import pandas'" "$PYTHON" readers/sheet.py pandas
check "jsonstat-toolkit" "$(has jsonstat-toolkit)" node readers/cube.mjs
check "datapackage (Frictionless)" "$(has datapackage)" node readers/package.cjs
check "rdf-parser-csvw" "$(has @zazuko/rdf-parser-csvw)" node readers/csvw.mjs
check "feedparser (Atom)" "$PYTHON -c 'import feedparser'" "$PYTHON" readers/feed.py
check "DuckDB" "$(has @duckdb/node-api)" node readers/duckdb.mjs

echo "$passed passed, $failed failed, $skipped skipped"
test "$passed" -gt 0 && test "$failed" -eq 0
