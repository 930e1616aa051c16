#!/bin/sh
# Keeps a Prometheus server that holds every figure at the start of its period, and builds its data folder afresh after each publication: what is back-filled
# over older blocks loses revisions. Runs until it is stopped.
#
# Swap: the new folder is filled and opened by a server on a second port while the old one goes on serving; once that one is ready it is stopped, and the server
# on the one port that Grafana knows starts again on the new folder, within about a second. No proxy stands between for that second: it would be one more
# thing that can fail. Whatever goes wrong before leaves the old server alone.
set -u

GATEWAY=${GATEWAY:-http://127.0.0.1:8080}
LISTEN=${LISTEN:-127.0.0.1:9091}
TRIAL=${TRIAL:-127.0.0.1:9092}
DATA=${DATA:-var/history}
EVERY=${EVERY:-60}
CONFIG=$(cd "$(dirname "$0")" && pwd)/history.yml
PATIENCE=120

server= trial= pause=
say() { echo "$(date -u +%Y-%m-%dT%H:%M:%SZ) $*"; }

for program in prometheus promtool curl; do
  command -v "$program" > /dev/null || { say "$program is not installed (Debian: apt-get install prometheus curl)"; exit 1; }
done

# Serves a folder on an address; 250 years, counted back from the newest target, hold all that a period can be. A yearly point counts until the next one.
serve() {
  prometheus --config.file="$CONFIG" --storage.tsdb.path="$1/tsdb" --storage.tsdb.retention.time=250y --query.lookback-delta=400d \
    --web.listen-address="$2" --log.level=warn >> "$DATA/server.log" 2>&1 &
}

# The folder that is served, by its name in a file: a file can be replaced in one step.
current() { test ! -f "$DATA/current" || echo "$DATA/$(cat "$DATA/current")"; }

ready() {
  tries=0
  until curl -fsS -o "$DATA/ready" "http://$2/-/ready" 2> "$DATA/ready"; do
    tries=$((tries + 1))
    kill -0 "$1" 2> /dev/null && test "$tries" -lt $((PATIENCE * 10)) || return 1
    sleep 0.1
  done
}

stop() {
  test -n "$1" || return 0
  kill -TERM "$1" 2> /dev/null
  wait "$1" 2> /dev/null
  return 0
}

# The history where it is another than the one that is served: 0 fetched, 1 not.
fetch() {
  held=$(test -z "$(current)" || cat "$(current)/etag")
  status=$(curl -sS --fail --max-time 3600 -H 'Accept: application/openmetrics-text; version=1.0.0' -H "If-None-Match: $held" \
    -D "$DATA/headers" -o "$DATA/history.txt" -w '%{http_code}' "$GATEWAY/metrics/indicators/history" 2> "$DATA/curl.log") \
    || { say "not fetched, the old figures stay: $(cat "$DATA/curl.log")"; return 1; }
  test "$status" = 200
}

build() {
  folder=$DATA/blocks-$(date -u +%Y%m%dT%H%M%SZ)-$$
  mkdir -p "$folder/tsdb"
  sed -n 's/\r$//; s/^[Ee][Tt][Aa][Gg]: //p' "$DATA/headers" > "$folder/etag"

  # promtool rounds the start of the first block towards 1970, and drops figures that lie before it. One sample on a border of blocks before 1900 mends that.
  if grep -q ' -[0-9]*$' "$DATA/history.txt"; then
    printf '# TYPE health_indicator_history_origin gauge\nhealth_indicator_history_origin 0 -2267481600\n' | cat - "$DATA/history.txt" > "$DATA/whole.txt"
  else
    mv "$DATA/history.txt" "$DATA/whole.txt"
  fi

  promtool tsdb create-blocks-from openmetrics --max-block-duration=87600h "$DATA/whole.txt" "$folder/tsdb" > "$DATA/blocks.log" 2>&1 \
    || { say "not built, the old figures stay: $(tail -n 1 "$DATA/blocks.log")"; return 1; }
  wanted=$(grep -c -v '^#' "$DATA/whole.txt")
  built=$(awk '$1 ~ /^[0-9A-Z]+$/ && $5 ~ /^[0-9]+$/ { sum += $5 } END { print sum + 0 }' "$DATA/blocks.log")
  rm -f "$DATA/whole.txt" "$DATA/history.txt"
  test "$wanted" -eq "$built" || { say "not served, the old figures stay: $built of $wanted figures were built"; return 1; }
}

swap() {
  serve "$folder" "$TRIAL"
  trial=$!
  ready "$trial" "$TRIAL" || { say "the new folder could not be opened, the old figures stay"; stop "$trial"; trial=; return 1; }
  stop "$trial"
  trial=
  old=$(current)
  stop "$server"
  serve "$folder" "$LISTEN"
  server=$!
  ready "$server" "$LISTEN" || { say "the server did not start on the new folder"; stop "$server"; return 1; }
  basename "$folder" > "$DATA/next" && mv "$DATA/next" "$DATA/current"
  test -z "$old" || rm -rf "$old"
  say "serving $built figures, version $(cat "$folder/etag"), on $LISTEN"
}

# At the start, after a swap that failed, or where it ended by itself: the figures that are there.
keep_serving() {
  if test -n "$(current)" && ! { test -n "$server" && kill -0 "$server" 2> /dev/null; }; then
    serve "$(current)" "$LISTEN"
    server=$!
    ready "$server" "$LISTEN" || say "the server on $LISTEN does not start; see $DATA/server.log"
  fi
}

trap 'kill $pause 2> /dev/null; stop "$trial"; stop "$server"' EXIT
trap 'exit 0' INT TERM

# What a run that was killed left half done.
mkdir -p "$DATA"
for left in "$DATA"/blocks-*; do
  test "$left" = "$(current)" || rm -rf "$left"
done

while true; do
  keep_serving
  if fetch; then
    folder=
    { build && swap; } || { rm -rf "${folder:?}"; keep_serving; }
  fi

  # In the background, so that a signal ends it at once.
  sleep "$EVERY" &
  pause=$!
  wait "$pause"
done
