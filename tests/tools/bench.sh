#!/bin/sh
# Installs the load tools where it may, builds, measures. --smoke: one short round that judges nothing; --scale: only what grows with the store; --export: only the large export and the streams; --allocation: only what calls allocate; --metrics: only the figures for Prometheus; --pages: only pages and charts; --faults: only what readers notice of a service that is gone.
set -eu
cd "$(dirname "$0")/../.."

if ! command -v wrk > /dev/null || ! command -v h2load > /dev/null || ! command -v nginx > /dev/null || ! command -v sqlite3 > /dev/null; then
  if test "$(id -u)" -eq 0 && command -v apt-get > /dev/null; then
    apt-get update -qq > /dev/null && apt-get install -y -qq wrk nghttp2-client nginx-light sqlite3 > /dev/null
  else
    echo "wrk, h2load, nginx or sqlite3 is missing: nothing was measured (Debian: apt-get install wrk nghttp2-client nginx-light sqlite3)"
    # At a desk that is a gap; in the checks of the project it is a failure.
    test "${CI:-false}" != true
    exit
  fi
fi

dotnet build Indicators.sln -c Release -nologo -v quiet
exec dotnet tests/Indicators.Benchmarks/bin/Release/net10.0/Indicators.Benchmarks.dll "$@"
