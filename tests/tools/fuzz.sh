#!/bin/sh
# Sends mutated requests to the gRPC server and prints how many of which seed. FUZZ_REQUESTS and FUZZ_SEED set both: the same seed sends the same bytes.
set -eu
cd "$(dirname "$0")/../.."
export FUZZ_REQUESTS="${FUZZ_REQUESTS:-100000}"
project=tests/Indicators.Rpc.Tests
dotnet build "$project" -c Release -nologo -v quiet
exec "$project/bin/Release/net10.0/Indicators.Rpc.Tests" -class Indicators.Rpc.Tests.Hostile.FuzzTests -showliveoutput
