// `buf curl` with every RPC of the suite and with the probe service: by the server's reflection and by the contracts' own files.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const addresses = JSON.parse(process.env.ADDRESSES);
const root = fileURLToPath(new URL('../../../', import.meta.url));
const buf = fileURLToPath(new URL('../node_modules/.bin/buf', import.meta.url));
const requests = JSON.parse(readFileSync(new URL('../requests.json', import.meta.url)));
const PROBE = 'indicators.testing.rpc.v1.ProbeService';
const MANY = 100_000;
const folder = mkdtempSync(join(tmpdir(), 'indicators-buf-'));

function curl(address, method, data, ...more) {
  const ending = ['--http2-prior-knowledge', '--protocol', 'grpc', '--data', data, ...more, `http://${address}/${method}`];
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: 1 << 28, timeout: 120_000 };
    execFile(buf, ['curl', ...ending], options, (error, output, errors) => (error ? reject(new Error(errors || error.message)) : resolve(output)));
  });
}

async function check(name, run) {
  try {
    await run();
    console.log(`passed: buf curl, ${name}`);
  } catch (error) {
    console.log(`failed: buf curl, ${name}: ${error.message.replaceAll('\n', ' ').slice(0, 400)}`);
  }
}

const same = (expected, actual) => {
  if (expected !== actual) throw new Error(`expected ${expected}, not ${actual}`);
};

async function refused(run) {
  const error = await run().then(() => null, fault => fault);
  if (error === null) throw new Error('the call succeeded');
  return error.message;
}

// Two at a time: each starts a process, and a check waits mostly for that.
async function all(tasks) {
  const waiting = [...tasks];
  const work = async () => {
    while (waiting.length > 0) await waiting.shift()();
  };
  await Promise.all([work(), work()]);
}

const schemas = {
  'reflection': () => ['--reflect'],
  'the contracts': name => ['--schema', name.startsWith('grpc.') ? `${root}services/Rpc/Health` : `${root}protos`],
};

function everyRpc(where, address, names) {
  return Object.entries(schemas).flatMap(([way, schema]) => names.flatMap(name => Object.entries(requests[name])
    .filter(([method]) => `${name}/${method}` !== 'grpc.health.v1.Health/Watch')
    .map(([method, request]) => () => check(`by ${way}, ${where}, ${name}/${method}`, async () => {
      const call = () => curl(address, `${name}/${method}`, JSON.stringify(request), ...schema(name));
      if (!name.endsWith('.PublishService')) {
        await call();
        return;
      }
      const fault = await call().then(() => '', error => error.message);
      same(true, fault === '' || /"code": "(invalid_argument|not_found)"/.test(fault));
    }))));
}

const own = Object.keys(requests).filter(name => !name.startsWith('indicators.data.') && !name.startsWith('grpc.'));
const key = name => name.split('.')[1].replaceAll('_', '-');
const direct = own.flatMap(name => everyRpc(key(name), addresses.services[key(name)], [name]));
const data = everyRpc('health-resources', addresses.services['health-resources'], ['indicators.data.v1.IndicatorDataService', 'indicators.data.v1.PublishService']);
const proxied = everyRpc('proxy', addresses.gateway, Object.keys(requests).filter(name => !name.endsWith('.PublishService')));
await all([...direct, ...data, ...proxied]);

function lines(many) {
  const file = join(folder, `${many}.json`);
  writeFileSync(file, Array.from({ length: many }, (_, i) => `{"text":"${i + 1}"}`).join('\n'));
  return file;
}

for (const [where, address] of [['itself', addresses.probe], ['proxy', addresses.probeProxy]]) {
  for (const schema of [['--reflect', '--reflect-protocol', 'grpc-v1'], ['--reflect', '--reflect-protocol', 'grpc-v1alpha'],
    ['--schema', `${root}tests/Indicators.Rpc.Tests/Protos`]]) {
    const way = `${where}, ${schema.at(-1).startsWith('grpc') ? `reflection ${schema.at(-1)}` : 'the contract'}`;
    const probe = (method, request, ...more) => curl(address, `${PROBE}/${method}`, request, ...schema, ...more);
    await check(`${way}, unary`, async () => same('你好', JSON.parse(await probe('Say', '{"text":"你好"}')).text));
    await check(`${way}, server stream of 100,000`, async () => {
      const numbers = [...(await probe('List', `{"count":${MANY}}`)).matchAll(/"number":\s*(\d+)/g)].map(match => Number(match[1]));
      same(true, numbers.length === MANY && numbers.every((number, i) => number === i + 1));
    });
    await check(`${way}, client stream of 100,000`, async () => same(`${MANY} in order`, JSON.parse(await probe('Collect', `@${lines(MANY)}`)).text));
    await check(`${way}, both ways, 100,000`, async () => {
      const texts = [...(await probe('Converse', `@${lines(MANY)}`)).matchAll(/"text":\s*"(\d+)"/g)].map(match => Number(match[1]));
      same(true, texts.length === MANY && texts.every((number, i) => number === i + 1));
    });
    await all(Array.from({ length: 16 }, (_, i) => i + 1).map(code => () => check(`${way}, status ${code}`, async () => {
      const fault = await refused(() => probe('Say', '{}', '--header', `probe-status: ${code}`));
      const { message, details } = JSON.parse(fault);
      same(true, message.startsWith(`第${code}号：100% “`) && message.endsWith('”\nnext'));
      same('google.rpc.ErrorInfo', details[0].type);
      same(true, Buffer.from(details[0].value, 'base64').includes(`reason_${code}`));
    })));
    await check(`${way}, metadata`, async () => {
      const output = await curl(address, `${PROBE}/Say`, '{"text":"x"}', ...schema, '--header', 'probe-echo: plain', '--header', 'probe-echo-bin: AP8K');
      same('x', JSON.parse(output).text);
    });
  }
}
rmSync(folder, { recursive: true });
