"""Calls every RPC of the suite: each service itself, then all of them through a proxy in front of the gateway."""
import json
import pathlib

import grpc
from google.protobuf import json_format

from stacks import ADDRESSES, check, equal, generated, is_stream, open_channel, reflected

REQUESTS = json.loads((pathlib.Path(__file__).parent.parent / "requests.json").read_text())


def one(name, service, calls, prototype, method):
    request = REQUESTS.get(name, {}).get(method.name)
    if request is None:
        raise AssertionError("requests.json has no request for it")
    message = json_format.ParseDict(request, prototype(method.input_type)())
    call = calls[method.name]
    try:
        if not is_stream(call):
            call(message, timeout=60)
            return
        answers = call(message, timeout=60)
        equal(True, next(answers) is not None)
        if (name, method.name) == ("grpc.health.v1.Health", "Watch"):  # It goes on for ever.
            answers.cancel()
        else:
            list(answers)
    except grpc.RpcError as error:
        # What is published here is wrong or unknown: told in the words of the service.
        if not (name.endswith(".PublishService") and error.code() in (grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.NOT_FOUND)):
            raise


def every_rpc(way, contracts, names):
    for name in names:
        service, calls, prototype = contracts[name]
        for method in service.methods:
            check(f"{way}, {name}/{method.name}", lambda: one(name, service, calls, prototype, method))


def here(listed, everything):
    return [name for name in listed if not name.startswith("grpc.reflection.") and (everything or not name.startswith("indicators.data."))]


def main():
    addresses = json.loads(ADDRESSES)
    for name, address in addresses["services"].items():
        with open_channel(address) as channel:
            check(f"reflection v1alpha of {name}", lambda: reflected(channel, "v1alpha"))
            found = reflected(channel, "v1")
            names = here(found, name == "health-resources")
            every_rpc(f"by reflection, {name}", found, names)
            every_rpc(f"by generated code, {name}", generated(channel), names)
    with open_channel(addresses["gateway"]) as channel:
        found = reflected(channel, "v1")
        names = here(found, True)
        check("reflection of the suite through a proxy", lambda: equal(8, len(names)))
        every_rpc("by reflection, proxy", found, names)
        every_rpc("by generated code, proxy", generated(channel), names)


main()
