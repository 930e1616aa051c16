"""All four call types, statuses, metadata, deadlines, cancellation and gzip against our server: itself, then through a proxy."""
import itertools
import json
import time

import grpc

from stacks import ADDRESSES, check, equal, generated, open_channel, reflected

MANY = 100_000
NAME = "indicators.testing.rpc.v1.ProbeService"


def checks(way, contract, make):
    service, calls, prototype = contract
    kind = {method.name: prototype(method.input_type) for method in service.methods}

    def say(headers=(), text="", timeout=60, calls=calls):
        return calls["Say"].with_call(kind["Say"](text=text), metadata=list(headers), timeout=timeout)

    def ask(what):
        return say([("probe-ask", what)])[0].text

    def refused(run):
        try:
            run()
        except grpc.RpcError as error:
            return error
        raise AssertionError("the call succeeded")

    def unary():
        equal("你好", say(text="你好")[0].text)

    def server_stream():
        numbers = [answer.number for answer in calls["List"](kind["List"](count=MANY), timeout=120)]
        equal(True, numbers == list(range(1, MANY + 1)))

    def client_stream():
        sent = (kind["Collect"](text=str(number)) for number in range(1, MANY + 1))
        equal(f"{MANY} in order", calls["Collect"](sent, timeout=120).text)

    def both_ways():
        sent = (kind["Converse"](text=str(number)) for number in range(1, MANY + 1))
        came = calls["Converse"](sent, timeout=120)
        equal(True, all(answer.text == str(number) for answer, number in itertools.zip_longest(came, range(1, MANY + 1))))

    def metadata():
        _, call = say([("probe-echo", "plain"), ("probe-echo-bin", b"\x00\xff\x0a")])
        for side in (dict(call.initial_metadata()), dict(call.trailing_metadata())):
            equal(("plain", b"\x00\xff\x0a"), (side["probe-echo"], side["probe-echo-bin"]))

    def status(code):
        error = refused(lambda: say([("probe-status", str(code))]))
        equal(code, error.code().value[0])
        equal(True, error.details().startswith(f"第{code}号：100% “") and error.details().endswith("”\nnext"))
        trailers = dict(error.trailing_metadata())
        equal(b"\x00\x01\xfe\xff", trailers["probe-bytes-bin"])
        equal(True, f"reason_{code}".encode() in trailers["grpc-status-details-bin"])

    def until_given_up(before):
        while int(ask("given-up")) == before:
            time.sleep(0.02)

    def deadline():
        before = int(ask("given-up"))
        equal(grpc.StatusCode.DEADLINE_EXCEEDED, refused(lambda: say([("probe-wait", "1")], timeout=0.3)).code())
        until_given_up(before)

    def cancellation():
        before = int(ask("given-up"))
        call = calls["List"](kind["List"](), metadata=[("probe-wait", "1"), ("probe-echo", "here")], timeout=60)
        call.initial_metadata()  # It waits for them: the server has the call.
        call.cancel()
        equal(grpc.StatusCode.CANCELLED, call.code())
        until_given_up(before)

    def gzip():
        with make(compression=grpc.Compression.Gzip) as (pressed, stub):
            equal("gzip", say([("probe-ask", "encoding")], calls=stub)[0].text)
            text = "卫生" * 10_000
            equal(text, say(text=text, calls=stub)[0].text)

    for name, run in [("unary", unary), ("server stream of 100,000", server_stream), ("client stream of 100,000", client_stream),
                      ("both ways, 100,000", both_ways), ("metadata", metadata), ("deadline", deadline), ("cancellation", cancellation),
                      ("gzip both ways", gzip)]:
        check(f"{way}, {name}", run)
    check(f"{way}, status 0", lambda: equal(grpc.StatusCode.OK, say()[1].code()))
    for code in range(1, 17):
        check(f"{way}, status {code}", lambda: status(code))


class Open:
    """A channel with the callables of the probe service, closed at the end."""

    def __init__(self, address, find, **more):
        self.channel = open_channel(address, **more)
        self.find = find

    def __enter__(self):
        return self.channel, self.find(self.channel)[NAME][1]

    def __exit__(self, *_):
        self.channel.close()


def main():
    addresses = json.loads(ADDRESSES)
    ways = [("by generated code", "probe", generated), ("by generated code, proxy", "probeProxy", generated),
            ("by reflection", "probe", lambda channel: reflected(channel, "v1")),
            ("by reflection, proxy", "probeProxy", lambda channel: reflected(channel, "v1alpha"))]
    for way, where, find in ways:
        with open_channel(addresses[where]) as channel:
            checks(way, find(channel)[NAME], lambda find=find, where=where, **more: Open(addresses[where], find, **more))


main()
