"""The two ways to a client of python3-grpcio: stubs that protoc generated, and descriptors that the server's reflection gives."""
import importlib
import os
import pathlib
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

GENERATED = pathlib.Path(__file__).parent.parent / "obj" / "py"
sys.path.insert(0, str(GENERATED))
OPTIONS = [("grpc.max_receive_message_length", -1)]


def check(name, run):
    """Prints a line for each check: the suite adds them up."""
    try:
        run()
        print(f"passed: grpcio, {name}", flush=True)
    except Exception as error:  # Any fault is a failed check, and the next one still runs.
        print(f"failed: grpcio, {name}: {type(error).__name__} {' '.join(str(error).split())[:400]}", flush=True)


def equal(expected, actual):
    if expected != actual:
        raise AssertionError(f"expected {expected!r}, not {actual!r}")


def _file(name):
    module = name.removesuffix(".proto").replace("/", ".")
    return importlib.import_module(module + "_pb2"), importlib.import_module(module + "_pb2_grpc")


def generated(channel):
    """Full name of each service to its descriptor and callables by method name."""
    found = {}
    for path in GENERATED.rglob("*_pb2_grpc.py"):
        messages, stubs = _file(str(path.relative_to(GENERATED)).removesuffix("_pb2_grpc.py"))
        for service in messages.DESCRIPTOR.services_by_name.values():
            stub = getattr(stubs, service.name + "Stub")(channel)
            found[service.full_name] = (service, {method.name: getattr(stub, method.name) for method in service.methods},
                                        lambda kind, messages=messages: getattr(messages, kind.name))
    return found


def reflected(channel, version):
    """The same from what the server says of itself."""
    messages, _ = _file(f"reflection/{version}/reflection.proto")
    _, calls, _ = generated(channel)[f"grpc.reflection.{version}.ServerReflection"]
    request = messages.ServerReflectionRequest

    def ask(questions):
        return list(calls["ServerReflectionInfo"](iter(questions), timeout=60))

    names = [service.name for service in ask([request(list_services="*")])[0].list_services_response.service]
    files = {}
    for answer in ask([request(file_containing_symbol=name) for name in names]):
        for content in answer.file_descriptor_response.file_descriptor_proto:
            file = descriptor_pb2.FileDescriptorProto.FromString(content)
            files[file.name] = file
    pool = descriptor_pool.DescriptorPool()
    added = set()

    def add(file):
        if file.name not in added:
            added.add(file.name)
            for name in file.dependency:
                add(files[name])
            pool.Add(file)

    for file in files.values():
        add(file)
    factory = message_factory.MessageFactory(pool)
    services = {name: pool.FindServiceByName(name) for name in names}
    return {name: (service, {method.name: _call(channel, factory, method, files) for method in service.methods}, factory.GetPrototype)
            for name, service in services.items()}


def _call(channel, factory, method, files):
    # The descriptor of this version of protobuf does not say which side streams; the file does.
    service = method.containing_service
    raw = next(m for s in files[service.file.name].service if s.name == service.name for m in s.method if m.name == method.name)
    kind = ("stream" if raw.client_streaming else "unary") + "_" + ("stream" if raw.server_streaming else "unary")
    return getattr(channel, kind)(f"/{service.full_name}/{method.name}",
                                  request_serializer=lambda message: message.SerializeToString(),
                                  response_deserializer=factory.GetPrototype(method.output_type).FromString)


def is_stream(call):
    return "UnaryStream" in type(call).__name__


def open_channel(address, **more):
    return grpc.insecure_channel(address, options=OPTIONS, **more)


ADDRESSES = os.environ.get("ADDRESSES", "{}")
