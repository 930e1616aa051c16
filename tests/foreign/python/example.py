"""A client as an integrator would write one: a figure with its source, all pages of a question, an error. Address of the gRPC port as argument."""
import json
import sys

import grpc

# What protoc made of the unpacked /v1/contracts.zip.
sys.path.insert(0, sys.argv[2] if len(sys.argv) > 2 else ".")
from indicators.data.v1 import data_pb2, data_pb2_grpc
from indicators.types.v1 import types_pb2

# Reads may be asked again; only UNAVAILABLE is worth it, after a pause that grows.
RETRY = {"methodConfig": [{"name": [{"service": "indicators.data.v1.IndicatorDataService"}], "retryPolicy": {
    "maxAttempts": 4, "initialBackoff": "0.2s", "maxBackoff": "2s", "backoffMultiplier": 2, "retryableStatusCodes": ["UNAVAILABLE"]}}]}


def main(address):
    with grpc.insecure_channel(address, options=[("grpc.service_config", json.dumps(RETRY))]) as channel:
        data = data_pb2_grpc.IndicatorDataServiceStub(channel)

        # The newest number of beds, and the document that states it.
        newest = data_pb2.ObservationSelection(indicators=["beds"], areas=["CN"], kinds=[types_pb2.KIND_ACTUAL], latest=1)
        answer = data.QueryObservations(data_pb2.QueryObservationsRequest(selection=newest), timeout=10)
        for figure in answer.observations:
            release = next(each for each in answer.releases if each.id == figure.source.release_id)
            print(f"{figure.indicator} {figure.area} {figure.period.code}: {figure.value} {figure.unit}, {release.issuer.zh}: {release.title.zh}")

        # Every page: the token is pinned to the data version of the first one, so nothing is missed or doubled while figures are published.
        request = data_pb2.QueryObservationsRequest(selection=data_pb2.ObservationSelection(areas=["CN"]), page_size=500)
        count = pages = 0
        while True:
            page = data.QueryObservations(request, timeout=10)
            count += len(page.observations)
            pages += 1
            request.page_token = page.next_page_token
            if not request.page_token:
                break
        print(f"{count} figures in {pages} pages")

        # What is wrong with a question; with googleapis-common-protos the details name each field.
        try:
            data.QueryObservations(data_pb2.QueryObservationsRequest(selection=data_pb2.ObservationSelection(areas=["CN-GDD"])), timeout=10)
        except grpc.RpcError as error:
            print(f"{error.code().value[0]} {error.details()}")


main(sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8081")
