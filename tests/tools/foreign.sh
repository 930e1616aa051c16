#!/bin/sh
# Foreign gRPC stacks against the running suite and against a test service: @grpc/grpc-js and `buf curl` (npm), grpcio (Debian); each through
# reflection and through generated code, direct and through nginx; our own client against a grpc-js server; the integrators' examples.
# Installs what it may. A stack that is not there is skipped by name, which counts as failed in the checks of the project.
set -u
cd "$(dirname "$0")/../.."
ROOT=$(pwd)
FOREIGN=$ROOT/tests/foreign
OURS="dotnet $ROOT/tests/Indicators.Foreign/bin/Release/net10.0/Indicators.Foreign.dll"
GOOGLE_PROTOS="$ROOT/tests/Indicators.Rpc.Tests/Protos"
folder=$(mktemp -d)
log=$folder/checks
children=
stop() {
  for child in $children; do kill -TERM "$child" 2> /dev/null; done
  for child in $children; do wait "$child" 2> /dev/null; done
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 1' INT TERM

skip() { echo "skipped: $1" | tee -a "$log"; }

if test "$(id -u)" -eq 0 && command -v apt-get > /dev/null; then
  command -v grpc_python_plugin > /dev/null && command -v protoc > /dev/null && command -v nginx > /dev/null && /usr/bin/python3 -c 'import grpc' 2> /dev/null \
    || { apt-get update -qq > /dev/null && apt-get install -y -qq nginx-light protobuf-compiler protobuf-compiler-grpc python3-grpcio > /dev/null; }
fi
if command -v npm > /dev/null && ! test "$FOREIGN/node_modules/.package-lock.json" -nt "$FOREIGN/package.json"; then
  (cd "$FOREIGN" && npm install --no-package-lock --silent)
fi
PATH=$FOREIGN/node_modules/.bin:$PATH
export BUF_CACHE_DIR="$FOREIGN/node_modules/.cache"

dotnet build Indicators.sln -c Release -nologo -v quiet || exit 1

# shellcheck disable=SC2046 # The ports are words.
set -- $($OURS ports 19)
rest=$1 gateway=$2 operations=$3 probe=$4 suite_proxy=$5 probe_proxy=$6 foreign=$7
shift 7
settings="--set Suite:Gateway:Rest=$rest --set Suite:Gateway:Grpc=$gateway --set Suite:Gateway:Operations=$operations"
services=
for name in medical-centers county-hospitals key-specialties fiscal-projects reforms health-resources; do
  settings="$settings --set Suite:Services:$name:Grpc=$1 --set Suite:Services:$name:Http=$2"
  services="$services${services:+,}\"$name\":\"127.0.0.1:$1\""
  shift 2
done

# shellcheck disable=SC2086 # The settings are words.
dotnet services/Cli/bin/Release/net10.0/Indicators.Cli.dll run --var "$folder/state" $settings > "$folder/suite.log" 2>&1 &
suite=$!
$OURS serve "$probe" > "$folder/probe.log" 2>&1 &
children="$suite $!"
if command -v nginx > /dev/null; then
  sed -e "s|FOLDER|$folder|; s|SUITE_PROXY|$suite_proxy|; s|PROBE_PROXY|$probe_proxy|; s|SUITE_GATEWAY|$gateway|; s|:PROBE;|:$probe;|" \
    "$FOREIGN/nginx.conf" > "$folder/nginx.conf"
  nginx -e "$folder/nginx.log" -c "$folder/nginx.conf" &
  children="$children $!"
else
  skip "nginx is not installed (Debian: apt-get install nginx-light): no stack goes through a proxy"
  suite_proxy=$gateway probe_proxy=$probe
fi
for _ in $(seq 600); do
  grep -q '^The suite is ready' "$folder/suite.log" && break
  kill -0 "$suite" 2> /dev/null || break
  sleep 0.5
done
grep -q '^The suite is ready' "$folder/suite.log" || { cat "$folder/suite.log"; echo "the suite did not start"; exit 1; }
export ADDRESSES="{\"services\":{$services},\"gateway\":\"127.0.0.1:$suite_proxy\",\"rest\":\"127.0.0.1:$rest\",\"probe\":\"127.0.0.1:$probe\",\"probeProxy\":\"127.0.0.1:$probe_proxy\"}"

# What a script leaves unsaid by breaking off is a failure.
run() {
  echo "== $1"
  name=$1
  shift
  began=$(date +%s)
  "$@" > "$folder/part" 2>&1
  status=$?
  cat "$folder/part" >> "$log"
  grep -v '^passed: ' "$folder/part"
  echo "$(grep -c '^passed: ' "$folder/part") passed, $(($(date +%s) - began)) s"
  test "$status" -eq 0 || grep -q '^failed: ' "$folder/part" || echo "failed: $name ended with $status" | tee -a "$log"
}

PROTOS=$(cd protos && find indicators -name '*.proto')
rm -rf "$FOREIGN/obj"
if test -d "$FOREIGN/node_modules/@grpc/grpc-js" && command -v protoc > /dev/null; then
  mkdir -p "$FOREIGN/obj/js"
  # shellcheck disable=SC2086 # The names are words.
  protoc -I protos -I services/Rpc/Reflection -I services/Rpc/Health -I "$GOOGLE_PROTOS" --es_out="$FOREIGN/obj/js" --es_opt=target=js,import_extension=js \
    $PROTOS grpc/reflection/v1/reflection.proto grpc/reflection/v1alpha/reflection.proto grpc/health/v1/health.proto probe.proto
  run "grpc-js, the suite" node "$FOREIGN/node/suite.mjs"
  run "grpc-js, all call types" node "$FOREIGN/node/probe.mjs"
  node "$FOREIGN/node/server.mjs" "$foreign" > "$folder/server.log" 2>&1 &
  children="$children $!"
  for _ in $(seq 100); do grep -q listening "$folder/server.log" && break; sleep 0.2; done
  run "our client, a grpc-js server" $OURS call "http://127.0.0.1:$foreign"
else
  skip "@grpc/grpc-js with protoc (npm; Debian: apt-get install npm protobuf-compiler)"
fi
if /usr/bin/python3 -c 'import grpc' 2> /dev/null && command -v grpc_python_plugin > /dev/null; then
  mkdir -p "$FOREIGN/obj/py"
  # Below `grpc` itself, as a package of that name is the library's own.
  # shellcheck disable=SC2086
  protoc -I protos -I services/Rpc/Reflection/grpc -I services/Rpc/Health/grpc -I "$GOOGLE_PROTOS" --python_out="$FOREIGN/obj/py" --grpc_out="$FOREIGN/obj/py" \
    --plugin=protoc-gen-grpc="$(command -v grpc_python_plugin)" \
    $PROTOS reflection/v1/reflection.proto reflection/v1alpha/reflection.proto health/v1/health.proto probe.proto
  run "grpcio, the suite" /usr/bin/python3 -B "$FOREIGN/python/suite.py"
  run "grpcio, all call types" /usr/bin/python3 -B "$FOREIGN/python/probe.py"
else
  skip "grpcio with grpc_python_plugin (Debian: apt-get install python3-grpcio protobuf-compiler-grpc)"
fi
if test -x "$FOREIGN/node_modules/.bin/buf"; then
  run "buf curl" node "$FOREIGN/buf/suite.mjs"
else
  skip "buf (npm)"
fi

# The examples read the contracts from a running gateway, as an integrator does; what they print is the same in each language.
example() {
  name=$1
  shift
  if "$@" > "$folder/said" 2>&1 && test "$(wc -l < "$folder/said")" -ge 3 && head -n 3 "$folder/said" > "$folder/three" \
    && { test -f "$folder/first" || cp "$folder/three" "$folder/first"; } && cmp -s "$folder/first" "$folder/three"; then
    echo "passed: example, $name" | tee -a "$log"
  else
    cat "$folder/said"
    echo "failed: example, $name" | tee -a "$log"
  fi
}
echo "== examples"
curl -fsS -o "$folder/contracts.zip" "http://127.0.0.1:$rest/v1/contracts.zip" && mkdir "$folder/contracts" \
  && /usr/bin/python3 -m zipfile -e "$folder/contracts.zip" "$folder/contracts"
example "C#" dotnet tests/Indicators.Example/bin/Release/net10.0/Indicators.Example.dll "http://127.0.0.1:$gateway"
if test -d "$FOREIGN/obj/py"; then example Python /usr/bin/python3 -B "$FOREIGN/python/example.py" "127.0.0.1:$gateway" "$FOREIGN/obj/py"; else skip "example, Python"; fi
if test -d "$FOREIGN/obj/js"; then example Node node "$FOREIGN/node/example.mjs" "127.0.0.1:$gateway" "$folder/contracts"; else skip "example, Node"; fi

count() { grep -c "^$1: " "$log"; }
passed=$(count passed) failed=$(count failed) skipped=$(count skipped)
test "${CI:-false}" != true || failed=$((failed + skipped))
echo "$passed passed, $failed failed, $skipped skipped"
test "$passed" -gt 0 && test "$failed" -eq 0
