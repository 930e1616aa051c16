// The probe service by @grpc/grpc-js, for our client: it does what the caller's metadata say, as our own one does.
import { create } from '@bufbuild/protobuf';
import * as grpc from '@grpc/grpc-js';
import { client, generated } from './stacks.mjs';

const NAMES = ['OK', 'Cancelled', 'Unknown', 'InvalidArgument', 'DeadlineExceeded', 'NotFound', 'AlreadyExists', 'PermissionDenied', 'ResourceExhausted',
  'FailedPrecondition', 'Aborted', 'OutOfRange', 'Unimplemented', 'Internal', 'Unavailable', 'DataLoss', 'Unauthenticated'];
const service = (await generated()).get('indicators.testing.rpc.v1.ProbeService');
const output = Object.fromEntries(service.methods.map(method => [method.name, method.output]));
let givenUp = 0;

function say(call, respond) {
  const trailers = new grpc.Metadata();
  const headers = new grpc.Metadata();
  for (const key of ['probe-echo', 'probe-echo-bin']) {
    call.metadata.get(key).forEach(value => { headers.set(key, value); trailers.set(key, value); });
  }
  if (call.metadata.get('probe-echo').length > 0) {
    call.sendMetadata(headers);
  }
  if (call.metadata.get('probe-wait').length > 0) {
    call.on('cancelled', () => { givenUp += 1; });
    return;
  }
  const [status] = call.metadata.get('probe-status');
  if (status !== undefined) {
    const metadata = new grpc.Metadata();
    metadata.set('probe-bytes-bin', Buffer.from([0, 1, 254, 255]));
    respond({ code: Number(status), details: `第${status}号：100% “${NAMES[status]}”\nnext`, metadata });
    return;
  }
  const text = call.metadata.get('probe-ask')[0] === 'given-up' ? `${givenUp}` : call.request.text;
  respond(null, create(output.Say, { text }), trailers);
}

async function list(call) {
  for (let number = 1; number <= call.request.count; number += 1) {
    if (!call.write(create(output.List, { number }))) {
      await new Promise(resolve => { call.once('drain', resolve); });
    }
  }
  call.end();
}

function collect(call, respond) {
  let count = 0;
  let wrong;
  call.on('data', request => { count += 1; wrong ??= request.text === `${count}` ? undefined : `${request.text} came as ${count}`; });
  call.on('end', () => respond(null, create(output.Collect, { text: wrong ?? `${count} in order` })));
}

function converse(call) {
  call.on('data', request => call.write(create(output.Converse, { text: request.text })));
  call.on('end', () => call.end());
}

const server = new grpc.Server();
const Client = client(service, 'localhost:1').constructor;
server.addService(Client.service, { Say: say, List: list, Collect: collect, Converse: converse });
server.bindAsync(`127.0.0.1:${process.argv[2]}`, grpc.ServerCredentials.createInsecure(), error => {
  if (error) throw error;
  console.log('listening');
});
