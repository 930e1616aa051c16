// Calls every RPC of the suite: each service itself, then all of them through a proxy in front of the gateway.
import { readFileSync } from 'node:fs';
import { fromJson } from '@bufbuild/protobuf';
import * as grpc from '@grpc/grpc-js';
import { check, equal } from './check.mjs';
import { client, generated, reflected } from './stacks.mjs';

const { services, gateway } = JSON.parse(process.env.ADDRESSES);
const requests = JSON.parse(readFileSync(new URL('../requests.json', import.meta.url)));
const isStandard = name => name.startsWith('grpc.');
// It goes on for ever: one answer is enough.
const isEndless = method => method.parent.typeName === 'grpc.health.v1.Health' && method.name === 'Watch';

function call(open, method, request) {
  const message = fromJson(method.input, request);
  const options = { deadline: Date.now() + 60_000 };
  return new Promise((resolve, reject) => {
    if (method.methodKind === 'unary') {
      open[method.name](message, new grpc.Metadata(), options, (error, response) => (error ? reject(error) : resolve([response])));
      return;
    }
    const responses = [];
    const stream = open[method.name](message, new grpc.Metadata(), options);
    stream.on('data', response => {
      responses.push(response);
      if (isEndless(method)) {
        stream.cancel();
      }
    });
    stream.on('error', error => (isEndless(method) && responses.length > 0 ? resolve(responses) : reject(error)));
    stream.on('end', () => resolve(responses));
  });
}

async function everyRpc(way, contracts, address, names) {
  for (const name of names) {
    const service = contracts.get(name);
    const open = client(service, address);
    for (const method of service.methods) {
      await check(`${way}, ${name}/${method.name}`, async () => {
        const request = requests[name]?.[method.name];
        if (request === undefined) {
          throw new Error('requests.json has no request for it');
        }
        if (name.endsWith('.PublishService')) {
          const refused = await call(open, method, request).then(() => null, error => error);
          // What is published here is wrong or unknown: told in the words of the service, or changing nothing.
          equal(true, refused === null || [grpc.status.INVALID_ARGUMENT, grpc.status.NOT_FOUND].includes(refused.code));
          return;
        }
        equal(true, (await call(open, method, request)).length > 0);
      });
    }
    open.close();
  }
}

const code = await generated();
const here = (listed, all) => [...listed].filter(name => (all || !name.startsWith('indicators.data.')) && !name.startsWith('grpc.reflection.'));
for (const [name, address] of Object.entries(services)) {
  for (const version of ['v1', 'v1alpha']) {
    await check(`reflection ${version} of ${name}`, async () => {
      const found = await reflected(address, version);
      const names = here(found.keys(), name === 'health-resources');
      await everyRpc(`by reflection ${version}, ${name}`, found, address, version === 'v1' ? names : []);
      await everyRpc(`by generated code, ${name}`, code, address, version === 'v1' ? names : []);
    });
  }
}
await check('reflection of the suite through a proxy', async () => {
  const found = await reflected(gateway, 'v1');
  const names = here(found.keys(), true);
  equal(7, names.filter(name => !isStandard(name)).length);
  await everyRpc('by reflection, proxy', found, gateway, names);
  await everyRpc('by generated code, proxy', code, gateway, names);
});
