#!/bin/sh
# Lints the contracts and the OpenAPI document, and refuses a contract change that breaks callers.
# --accept: store the contracts as they are now as the released ones; refused where they break those that were released before.
set -eu
cd "$(dirname "$0")"

if ! command -v npm > /dev/null; then
  echo "npm is missing: the contracts and the OpenAPI document are not linted (Debian: apt-get install npm)"
  # At a desk that is a gap; in the checks of the project it is a failure.
  test "${CI:-false}" != true
  exit
fi
# Not `npm ci`: a lock would name the builds of buf for every platform, and a registry need not have them all.
test node_modules/.package-lock.json -nt package.json || npm install --no-package-lock --silent
PATH=$(pwd)/node_modules/.bin:$PATH
export BUF_CACHE_DIR="$(pwd)/node_modules/.cache" REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true

cd ../../protos
if test "${1:-}" = --accept; then
  # What was released once stays: else a break would be gone from sight with the next release.
  test ! -f contracts.binpb || buf breaking --against contracts.binpb
  buf build -o contracts.binpb
  exit
fi
buf lint
buf breaking --against contracts.binpb
echo "contracts: linted, nothing broken"

cd ..
redocly lint --config tests/tools/redocly.yaml tests/Indicators.Gateway.Tests/Snapshots/openapi.json
