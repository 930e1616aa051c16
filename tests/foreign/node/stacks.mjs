// The two ways to a client: code that protoc-gen-es generated, and descriptors that the server's reflection gives. @grpc/grpc-js calls through both.
import { readdirSync } from 'node:fs';
import { createFileRegistry, fromBinary, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { create } from '@bufbuild/protobuf';
import * as grpc from '@grpc/grpc-js';

const folder = new URL('../obj/js/', import.meta.url);

export async function generated() {
  const services = new Map();
  for (const file of readdirSync(folder, { recursive: true }).filter(name => name.endsWith('_pb.js'))) {
    for (const value of Object.values(await import(new URL(file, folder)))) {
      if (value.kind === 'service') {
        services.set(value.typeName, value);
      }
    }
  }
  return services;
}

export function client(service, address, options = {}) {
  const methods = Object.fromEntries(service.methods.map(method => [method.name, {
    path: `/${service.typeName}/${method.name}`,
    requestStream: method.methodKind === 'client_streaming' || method.methodKind === 'bidi_streaming',
    responseStream: method.methodKind === 'server_streaming' || method.methodKind === 'bidi_streaming',
    requestSerialize: message => Buffer.from(toBinary(method.input, message)),
    requestDeserialize: bytes => fromBinary(method.input, bytes),
    responseSerialize: message => Buffer.from(toBinary(method.output, message)),
    responseDeserialize: bytes => fromBinary(method.output, bytes),
  }]));
  const Client = grpc.makeGenericClientConstructor(methods, service.typeName);
  // What grpc-js keeps for a retry it copies at each message sent: with its usual megabyte 100,000 small messages written ahead take minutes.
  const limits = { 'grpc.max_receive_message_length': -1, 'grpc.per_rpc_retry_buffer_size': 65536 };
  return new Client(address, grpc.credentials.createInsecure(), { ...limits, ...options });
}

// Every service that the server lists, from the files that it gives.
export async function reflected(address, version) {
  const reflection = (await generated()).get(`grpc.reflection.${version}.ServerReflection`);
  const ask = reflectionCall(reflection, address);
  const listed = (await ask({ case: 'listServices', value: '*' })).value.service.map(service => service.name);
  const files = new Map();
  for (const name of listed) {
    for (const bytes of (await ask({ case: 'fileContainingSymbol', value: name })).value.fileDescriptorProto) {
      const file = fromBinary(FileDescriptorProtoSchema, bytes);
      files.set(file.name, file);
    }
  }
  ask.end();
  const registry = createFileRegistry(create(FileDescriptorSetSchema, { file: importsFirst(files) }));
  return new Map(listed.map(name => [name, registry.getService(name)]));
}

function reflectionCall(reflection, address) {
  const open = client(reflection, address);
  const call = open.ServerReflectionInfo();
  const waiting = [];
  call.on('data', response => waiting.shift().resolve(response.messageResponse));
  call.on('error', error => waiting.forEach(each => each.reject(error)));
  const ask = question => new Promise((resolve, reject) => {
    waiting.push({ resolve, reject });
    call.write(create(reflection.methods[0].input, { messageRequest: question }));
  });
  ask.end = () => {
    call.end();
    call.on('status', () => open.close());
  };
  return ask;
}

function importsFirst(files) {
  const ordered = new Set();
  const add = file => {
    file.dependency.forEach(name => add(files.get(name)));
    ordered.add(file);
  };
  files.forEach(add);
  return [...ordered];
}
