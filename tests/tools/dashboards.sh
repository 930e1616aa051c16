#!/bin/sh
# The running suite under both Prometheus servers of deploy/: history against REST, every expression of every dashboard and rule. Installs Prometheus where it may.
set -eu
cd "$(dirname "$0")/../.."

# Unpacked and not installed: a package that is installed starts its own server.
if ! command -v prometheus > /dev/null || ! command -v promtool > /dev/null; then
  unpacked=$(pwd)/var/tools/prometheus
  PATH=$unpacked/usr/bin:$PATH
  if ! test -x "$unpacked/usr/bin/promtool"; then
    if test "$(id -u)" -eq 0 && command -v apt-get > /dev/null; then
      mkdir -p "$unpacked"
      apt-get update -qq > /dev/null && (cd "$unpacked" && apt-get download -qq prometheus > /dev/null 2>&1 && dpkg-deb -x prometheus_*.deb .)
    else
      echo "prometheus and promtool are missing: nothing was tested (Debian: apt-get install prometheus)"
      # At a desk that is a gap; in the checks of the project it is a failure.
      test "${CI:-false}" != true
      exit
    fi
  fi
fi

dotnet build Indicators.sln -c Release -nologo -v quiet
exec dotnet test tests/Indicators.Deploy.Tests -c Release --no-build --nologo -v quiet
