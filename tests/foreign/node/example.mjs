// A client as an integrator would write one: a figure with its source, all pages of a question, an error. Address of the gRPC port as argument.
import { promisify } from 'node:util';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const [, , address = '127.0.0.1:8081', contracts = '.'] = process.argv;

// Reads may be asked again; only UNAVAILABLE is worth it, after a pause that grows.
const retry = { methodConfig: [{ name: [{ service: 'indicators.data.v1.IndicatorDataService' }], retryPolicy: {
  maxAttempts: 4, initialBackoff: '0.2s', maxBackoff: '2s', backoffMultiplier: 2, retryableStatusCodes: ['UNAVAILABLE'] } }] };

// The folder is the unpacked /v1/contracts.zip.
const definition = loader.loadSync('indicators/data/v1/data.proto', { includeDirs: [contracts], longs: String, enums: String, defaults: true });
const { IndicatorDataService } = grpc.loadPackageDefinition(definition).indicators.data.v1;
const data = new IndicatorDataService(address, grpc.credentials.createInsecure(), { 'grpc.service_config': JSON.stringify(retry) });
const query = promisify((request, respond) => data.QueryObservations(request, { deadline: Date.now() + 10_000 }, respond));

// The newest number of beds, and the document that states it.
const answer = await query({ selection: { indicators: ['beds'], areas: ['CN'], kinds: ['KIND_ACTUAL'], latest: 1 } });
for (const figure of answer.observations) {
  const release = answer.releases.find(each => each.id === figure.source.releaseId);
  console.log(`${figure.indicator} ${figure.area} ${figure.period.code}: ${figure.value} ${figure.unit}, ${release.issuer.zh}: ${release.title.zh}`);
}

// Every page: the token is pinned to the data version of the first one, so nothing is missed or doubled while figures are published.
let count = 0;
let pages = 0;
let pageToken = '';
do {
  const page = await query({ selection: { areas: ['CN'] }, pageSize: 500, pageToken });
  count += page.observations.length;
  pages += 1;
  pageToken = page.nextPageToken;
} while (pageToken !== '');
console.log(`${count} figures in ${pages} pages`);

// What is wrong with a question.
try {
  await query({ selection: { areas: ['CN-GDD'] } });
} catch (error) {
  console.log(`${error.code} ${error.details}`);
}
data.close();
