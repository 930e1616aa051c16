// All four call types, statuses, metadata, deadlines, cancellation and gzip against our server: itself, then through a proxy.
import http2 from 'node:http2';
import { gunzipSync } from 'node:zlib';
import { create, fromBinary } from '@bufbuild/protobuf';
import * as grpc from '@grpc/grpc-js';
import { check, equal } from './check.mjs';
import { client, generated, reflected } from './stacks.mjs';

const { probe, probeProxy } = JSON.parse(process.env.ADDRESSES);
const MANY = 100_000;
const NAME = 'indicators.testing.rpc.v1.ProbeService';

const metadata = entries => {
  const made = new grpc.Metadata();
  Object.entries(entries).forEach(([key, value]) => made.set(key, value));
  return made;
};

function unary(open, service, method, request, headers = {}, options = {}) {
  const started = {};
  const done = new Promise(resolve => {
    const type = service.methods.find(each => each.name === method).input;
    started.call = open[method](create(type, request), metadata(headers), { deadline: Date.now() + 60_000, ...options },
      (error, response) => { started.error = error; started.response = response; });
    started.call.on('metadata', value => { started.headers = value; started.onHeaders?.(); });
    started.call.on('status', status => resolve({ ...started, status }));
  });
  return Object.assign(started, { done });
}

async function checks(way, service, address) {
  const open = client(service, address);
  const [say, list, collect, converse] = ['Say', 'List', 'Collect', 'Converse'].map(name => service.methods.find(each => each.name === name));
  const named = name => `${way}, ${name}`;
  const ask = async what => (await unary(open, service, 'Say', {}, { 'probe-ask': what }).done).response.text;

  await check(named('unary'), async () => equal('你好', (await unary(open, service, 'Say', { text: '你好' }).done).response.text));

  await check(named('server stream of 100,000'), () => new Promise((resolve, reject) => {
    let count = 0;
    const call = open.List(create(list.input, { count: MANY }));
    call.on('data', response => { count += 1; if (response.number !== count) reject(new Error(`${response.number} came as ${count}`)); });
    call.on('error', reject);
    call.on('end', () => (count === MANY ? resolve() : reject(new Error(`${count} came`))));
  }));

  const send = async (call, type, many) => {
    for (let number = 1; number <= many; number += 1) {
      if (!call.write(create(type, { text: `${number}` }))) {
        await new Promise(resolve => { call.once('drain', resolve); });
      }
    }
    call.end();
  };

  await check(named('client stream of 100,000'), async () => {
    const answer = await new Promise((resolve, reject) => {
      const call = open.Collect((error, response) => (error ? reject(error) : resolve(response.text)));
      send(call, collect.input, MANY).catch(reject);
    });
    equal(`${MANY} in order`, answer);
  });

  await check(named('both ways, 100,000'), () => new Promise((resolve, reject) => {
    let count = 0;
    const call = open.Converse();
    call.on('data', response => { count += 1; if (response.text !== `${count}`) reject(new Error(`${response.text} came as ${count}`)); });
    call.on('error', reject);
    call.on('end', () => (count === MANY ? resolve() : reject(new Error(`${count} came`))));
    send(call, converse.input, MANY).catch(reject);
  }));

  await check(named('metadata'), async () => {
    const bytes = Buffer.from([0, 255, 10]);
    const answer = await unary(open, service, 'Say', {}, { 'probe-echo': 'plain', 'probe-echo-bin': bytes }).done;
    for (const side of [answer.headers, answer.status.metadata]) {
      equal(['plain'], side.get('probe-echo'));
      equal('00ff0a', side.get('probe-echo-bin')[0].toString('hex'));
    }
  });

  for (let code = 0; code <= 16; code += 1) {
    await check(named(`status ${code}`), async () => {
      const { status, response } = await unary(open, service, 'Say', { text: 'well' }, code === 0 ? {} : { 'probe-status': `${code}` }).done;
      equal(code, status.code);
      if (code === 0) {
        equal('well', response.text);
        return;
      }
      equal(true, status.details.startsWith(`第${code}号：100% “`) && status.details.endsWith('”\nnext'));
      equal('0001feff', status.metadata.get('probe-bytes-bin')[0].toString('hex'));
      equal(true, status.metadata.get('grpc-status-details-bin')[0].includes(`reason_${code}`));
    });
  }

  await check(named('deadline'), async () => {
    const before = Number(await ask('given-up'));
    const { status } = await unary(open, service, 'Say', {}, { 'probe-wait': '1' }, { deadline: Date.now() + 300 }).done;
    equal(grpc.status.DEADLINE_EXCEEDED, status.code);
    while (Number(await ask('given-up')) === before) { await new Promise(resolve => { setTimeout(resolve, 20); }); }
  });

  await check(named('cancellation'), async () => {
    const before = Number(await ask('given-up'));
    const started = unary(open, service, 'Say', {}, { 'probe-wait': '1', 'probe-echo': 'here' });
    await new Promise(resolve => { started.onHeaders = resolve; });
    started.call.cancel();
    equal(grpc.status.CANCELLED, (await started.done).status.code);
    while (Number(await ask('given-up')) === before) { await new Promise(resolve => { setTimeout(resolve, 20); }); }
  });

  await check(named('gzip of requests'), async () => {
    const pressed = client(service, address, { 'grpc.default_compression_algorithm': 2 });
    equal('gzip', (await unary(pressed, service, 'Say', {}, { 'probe-ask': 'encoding' }).done).response.text);
    const text = '卫生'.repeat(10_000);
    equal(text, (await unary(pressed, service, 'Say', { text }).done).response.text);
    pressed.close();
  });

  await check(named('gzip of answers, on the wire'), async () => {
    const text = 'x'.repeat(10_000);
    const { headers, body } = await raw(address, text, say);
    equal('gzip', headers['grpc-encoding']);
    equal(1, body[0]);
    equal(true, body.length < 1000);
    equal(text, fromBinary(say.output, gunzipSync(body.subarray(5, 5 + body.readUInt32BE(1)))).text);
  });
  open.close();
}

function raw(address, text, method) {
  const message = Buffer.concat([Buffer.from([0x0a, 0x90, 0x4e]), Buffer.from(text)]);
  const frame = Buffer.alloc(5);
  frame.writeUInt32BE(message.length, 1);
  return new Promise((resolve, reject) => {
    const session = http2.connect(`http://${address}`);
    const stream = session.request({
      ':method': 'POST', ':path': `/${NAME}/${method.name}`, 'content-type': 'application/grpc', te: 'trailers', 'grpc-accept-encoding': 'gzip',
    });
    const parts = [];
    let headers;
    stream.on('response', value => { headers = value; });
    stream.on('data', part => parts.push(part));
    stream.on('error', reject);
    stream.on('end', () => { session.close(); resolve({ headers, body: Buffer.concat(parts) }); });
    stream.end(Buffer.concat([frame, message]));
  });
}

const code = (await generated()).get(NAME);
await checks('by generated code', code, probe);
await checks('by generated code, proxy', code, probeProxy);
await checks('by reflection', (await reflected(probe, 'v1')).get(NAME), probe);
await checks('by reflection, proxy', (await reflected(probeProxy, 'v1alpha')).get(NAME), probeProxy);
