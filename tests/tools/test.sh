#!/bin/sh
# Builds once, runs every test project, prints `N passed, N failed` last. Fails when anything failed or nothing ran.
set -eu
cd "$(dirname "$0")/../.."
results=$(pwd)/var/test-results
rm -rf "$results"
mkdir -p "$results"

# What Prometheus itself says of our metrics; without these two the tests that ask it are skipped, which counts as failed in the checks of the project.
if test "$(id -u)" -eq 0 && command -v apt-get > /dev/null; then
  command -v promtool > /dev/null && /usr/bin/python3 -c 'import prometheus_client' 2> /dev/null \
    || { apt-get update -qq > /dev/null && apt-get install -y -qq prometheus python3-prometheus-client > /dev/null; } || true
  # What renders pictures as they are compared with the approved ones.
  command -v rsvg-convert > /dev/null && test -f /usr/share/fonts/truetype/wqy/wqy-microhei.ttc \
    || { apt-get update -qq > /dev/null && apt-get install -y -qq librsvg2-bin fonts-wqy-microhei > /dev/null; } || true
fi

dotnet build Indicators.sln -c Release -nologo -v quiet

# One after the other: several start the whole suite, and two at once would wait for each other's processor.
status=0
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  # Needs Prometheus: make dashboards. Minutes long: make faults. Needs a browser: make browser.
  test "$name" != Indicators.Deploy.Tests && test "$name" != Indicators.Faults.Tests && test "$name" != Indicators.Browser.Tests || continue
  echo "== $name"
  dotnet test "$project" -c Release --no-build --nologo -v quiet --logger "trx;LogFileName=$name.trx" --results-directory "$results" || status=1
  # A project that ended before it wrote its results counts as a failure, not as nothing.
  test -f "$results/$name.trx" || { echo "$name wrote no results"; echo "broken" > "$results/$name.broken"; status=1; }
done

count() {
  cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*' | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'
}
passed=$(count passed)
broken=$(find "$results" -name '*.broken' | wc -l)
failed=$(($(count failed) + $(count error) + $(count timeout) + $(count aborted) + broken))
# Named once more at the end, where they are found.
grep -ho '<UnitTestResult [^>]*outcome="Failed"' "$results"/*.trx 2>/dev/null | sed -n 's/.*testName="\([^"]*\)".*/failed: \1/p'
# A runner that failed without naming a test, as when a shared fixture breaks while it is closed, counts as one.
test "$status" -eq 0 || test "$failed" -gt 0 || failed=1
echo "$passed passed, $failed failed"
test "$passed" -gt 0 && test "$failed" -eq 0
