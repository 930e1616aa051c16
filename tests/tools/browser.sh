#!/bin/sh
# Every page in a real browser: see tests/Indicators.Browser.Tests. Installs chromium, a Chinese font and axe where it may.
# Prints what a first visit transfers and how long its largest paint takes.
# An argument is a part of the names of the tests to run: tests/tools/browser.sh Accessibility
set -eu
cd "$(dirname "$0")/../.."

if ! command -v chromium > /dev/null || ! command -v rsvg-convert > /dev/null || ! test -d /usr/share/fonts/truetype/wqy || ! test -d /usr/share/fonts/truetype/dejavu; then
  if test "$(id -u)" -eq 0 && command -v apt-get > /dev/null; then
    { apt-get update -qq && apt-get install -y -qq chromium fontconfig fonts-wqy-microhei fonts-dejavu-core librsvg2-bin; } > /dev/null
  fi
fi
if ! command -v chromium > /dev/null || ! command -v npm > /dev/null; then
  echo "chromium or npm is missing: no page was tested (Debian: apt-get install chromium fonts-wqy-microhei fonts-dejavu-core npm)"
  # At a desk that is a gap; in the checks of the project it is a failure.
  test "${CI:-false}" != true
  exit
fi
test tests/tools/node_modules/.package-lock.json -nt tests/tools/package.json || npm install --prefix tests/tools --no-package-lock --silent

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
dotnet build Indicators.sln -c Release -nologo -v quiet
status=0
dotnet test tests/Indicators.Browser.Tests -c Release --no-build --nologo -v quiet ${1:+--filter "FullyQualifiedName~$1"} \
  --logger "trx;LogFileName=browser.trx" --results-directory "$results" || status=1

grep -oh 'figure: [^<]*' "$results/browser.trx" || true
count() { grep -o '<Counters [^>]*' "$results/browser.trx" 2> /dev/null | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9' || true; }
passed=$(count passed) failed=$(count failed) total=$(count total)
test "$status" -eq 0 || test "${failed:-0}" -gt 0 || failed=1
echo "${passed:-0} passed, ${failed:-1} failed, $((${total:-0} - ${passed:-0} - ${failed:-0})) skipped"
test "${passed:-0}" -gt 0 && test "${failed:-1}" -eq 0
