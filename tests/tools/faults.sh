#!/bin/sh
# Faults on each service of a running suite while readers ask: see tests/Indicators.Faults.Tests. Installs faketime where it may. What the machine
# does not allow (a disk of its own for each service, another clock) is skipped by name, which counts as failed in the checks of the project.
# An argument is a part of the names of the tests to run: tests/tools/faults.sh Frozen
set -u
cd "$(dirname "$0")/../.."
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

if test "$(id -u)" -eq 0 && command -v apt-get > /dev/null && ! command -v faketime > /dev/null; then
  { apt-get update -qq && apt-get install -y -qq faketime; } > /dev/null
fi

dotnet build Indicators.sln -c Release -nologo -v quiet || exit 1
dotnet test tests/Indicators.Faults.Tests -c Release --no-build --nologo -v quiet ${1:+--filter "FullyQualifiedName~$1"} \
  --logger "trx;LogFileName=faults.trx" --results-directory "$results"

count() { grep -o '<Counters [^>]*' "$results/faults.trx" 2> /dev/null | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9' | sed 's/^$/0/'; }
passed=$(count passed) failed=$(count failed) total=$(count total)
passed=${passed:-0} failed=${failed:-1} skipped=$((${total:-0} - ${passed:-0} - ${failed:-0}))
echo "$passed passed, $failed failed, $skipped skipped"
test "$passed" -gt 0 && test "$failed" -eq 0
