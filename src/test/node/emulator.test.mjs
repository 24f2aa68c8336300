import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, beforeEach, test} from 'node:test';
import {managedwriter} from '@google-cloud/bigquery-storage';
import {afterTheLag, bigquery, emulator, openWriter, projectId, storage, writes} from './emulator.mjs';

const {BufferedStream, CommittedStream, DefaultStream, PendingStream} = managedwriter;

const schema = [
  {name: 'id', type: 'INTEGER', mode: 'REQUIRED'},
  {name: 'customer', type: 'STRING'},
  {name: 'total', type: 'NUMERIC'},
  {name: 'placed_at', type: 'TIMESTAMP'},
  {
    name: 'lines',
    type: 'RECORD',
    mode: 'REPEATED',
    fields: [
      {name: 'sku', type: 'STRING'},
      {name: 'count', type: 'INTEGER'},
    ],
  },
];

const dataset = bigquery.dataset(`shop_${randomUUID().replaceAll('-', '')}`);

let tables = 0;
let table;
let path;

before(() => dataset.create());

after(async () => {
  writes.close();
  await dataset.delete({force: true});
});

beforeEach(async () => {
  [table] = await dataset.createTable(`orders_${++tables}`, {schema});
  path = `projects/${projectId}/datasets/${dataset.id}/tables/${table.id}`;
  await afterTheLag();
});

async function query(sql, options) {
  const [rows] = await bigquery.query({query: sql.replace('orders', `${dataset.id}.${table.id}`), ...options});
  return rows;
}

async function ids() {
  return (await query('SELECT id FROM orders ORDER BY id')).map(row => row.id);
}

function append(writer, rows, offset) {
  return writer.appendRows(rows, offset).getResult();
}

test('a table is read back as it was created', async () => {
  const [metadata] = await table.getMetadata();

  assert.deepEqual(metadata.schema.fields.map(field => field.name), schema.map(field => field.name));
  await assert.rejects(dataset.createTable(table.id, {schema}), {code: 409, message: /Already Exists/});
  assert.deepEqual(await bigquery.dataset('nowhere').exists(), [false]);
});

test('inserted rows are queried and listed', async () => {
  await table.insert([
    {id: 1, customer: 'Ada', total: '12.50', placed_at: '2026-01-02T03:04:05Z', lines: [{sku: 'tea', count: 2}]},
    {id: 2, customer: null},
  ]);

  const [ada] = await query('SELECT * FROM orders WHERE customer = @name', {params: {name: 'Ada'}});
  const [listed] = await table.getRows();
  assert.equal(ada.total.toString(), '12.5');
  assert.equal(ada.placed_at.value, '2026-01-02T03:04:05.000Z');
  assert.deepEqual(ada.lines, [{sku: 'tea', count: 2}]);
  assert.deepEqual(listed.map(row => row.id), [1, 2]);
});

test('a bad row is named and stops the good one beside it', async () => {
  const insert = table.insert([{id: 1}, {id: 'one'}, {id: 2, colour: 'red'}]);

  await assert.rejects(insert, error => {
    assert.equal(error.name, 'PartialFailureError');
    assert.equal(error.errors.length, 3);
    return true;
  });
  assert.deepEqual(await ids(), []);
});

test('a file is loaded', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-node-'));
  try {
    const file = join(directory, 'orders.json');
    await writeFile(file, [{id: 3}, {id: 4, customer: 'Grace'}].map(row => JSON.stringify(row)).join('\n'));

    const [job] = await table.load(file, {sourceFormat: 'NEWLINE_DELIMITED_JSON'});

    assert.equal(job.status.state, 'DONE');
    assert.equal(job.statistics.load.outputRows, '2');
    assert.deepEqual(await ids(), [3, 4]);
  } finally {
    await rm(directory, {recursive: true});
  }
});

test('objects are stored, listed, loaded and deleted', async () => {
  const [bucket] = await storage.createBucket(`spool-${randomUUID()}`);
  await bucket.file('in/1.json').save('{"id": 60}\n');
  await bucket.file('in/2.json').save('{"id": 61}\n{"id": 62}\n', {resumable: true});

  const [files] = await bucket.getFiles({prefix: 'in/'});
  const [part] = await bucket.file('in/2.json').download({start: 11, end: 20});
  const [job] = await table.load(files, {sourceFormat: 'NEWLINE_DELIMITED_JSON'});
  await bucket.deleteFiles();

  assert.deepEqual(files.map(file => file.name), ['in/1.json', 'in/2.json']);
  assert.equal(part.toString(), '{"id": 62}');
  assert.equal(job.statistics.load.outputRows, '3');
  assert.deepEqual(await ids(), [60, 61, 62]);
  assert.deepEqual(await bucket.file('in/1.json').exists(), [false]);
  await bucket.delete();
});

test('the default stream shows rows when they are acknowledged', async () => {
  const {writer} = await openWriter(path, DefaultStream);

  const answer = await append(writer, [
    {id: 5, customer: 'Ada', placed_at: new Date('2026-01-02T03:04:05.678Z'), lines: [{sku: 'tea', count: 2}]},
    {id: 6},
  ]);

  assert.equal(answer.appendResult.offset, null);
  const [ada] = await query('SELECT placed_at, lines FROM orders WHERE id = 5');
  assert.equal(ada.placed_at.value, '2026-01-02T03:04:05.678Z');
  assert.deepEqual(ada.lines, [{sku: 'tea', count: 2}]);
  assert.deepEqual(await ids(), [5, 6]);
});

test('offsets of a committed stream are checked', async () => {
  const {writer} = await openWriter(path, CommittedStream);

  const first = await append(writer, [{id: 7}, {id: 8}], 0);
  const second = await append(writer, [{id: 9}], 2);
  const again = await append(writer, [{id: 9}], 2);
  const beyond = await append(writer, [{id: 10}], 10);

  assert.deepEqual([first, second].map(answer => Number(answer.appendResult.offset.value)), [0, 2]);
  assert.match(again.error.message, /The offset is within stream, expected offset 3, received 2/);
  assert.match(beyond.error.message, /The offset is beyond stream, expected offset 3, received 10/);
  assert.deepEqual(await ids(), [7, 8, 9]);
});

test('a buffered stream shows rows up to the flush cursor', async () => {
  const {name, writer} = await openWriter(path, BufferedStream);
  await append(writer, [{id: 11}, {id: 12}, {id: 13}], 0);

  assert.deepEqual(await ids(), []);
  await writes.flushRows({writeStream: name, offset: {value: 1}});
  assert.deepEqual(await ids(), [11, 12]);
});

test('pending streams show their rows together', async () => {
  const streams = await Promise.all([openWriter(path, PendingStream), openWriter(path, PendingStream)]);
  await Promise.all(streams.map(({writer}, index) => append(writer, [{id: 20 + index}], 0)));
  const counts = await Promise.all(streams.map(({name}) => writes.finalizeWriteStream({name})));

  assert.deepEqual(counts.map(({rowCount}) => Number(rowCount)), [1, 1]);
  assert.deepEqual(await ids(), []);
  const {commitTime, streamErrors} = await writes.batchCommitWriteStream({
    parent: path,
    writeStreams: streams.map(({name}) => name),
  });
  assert.ok(commitTime);
  assert.deepEqual(streamErrors, []);
  assert.deepEqual(await ids(), [20, 21]);
});

test('bad rows of an append are listed and none is stored', async () => {
  const {writer} = await openWriter(path, DefaultStream);

  const answer = await append(writer, [{id: 30}, {id: 31, total: 'plenty'}]);

  assert.deepEqual(answer.rowErrors.map(({index}) => Number(index)), [1]);
  assert.deepEqual(await ids(), []);
});

test('a writer is told of a new column', async () => {
  const {writer} = await openWriter(path, DefaultStream);
  await append(writer, [{id: 40}]);
  await table.setMetadata({schema: [...schema, {name: 'note', type: 'STRING'}]});
  await afterTheLag();

  const notice = await append(writer, [{id: 41}]);
  await append(writer, [{id: 42, note: 'by courier'}]);

  assert.equal(notice.updatedSchema.fields.at(-1).name, 'note');
  assert.deepEqual(await query('SELECT note FROM orders WHERE id = 42'), [{note: 'by courier'}]);
});

test('a fault that was set over HTTP strikes', async () => {
  const fault = await emulator('POST', 'faults', {
    operation: 'AppendRows',
    resource: path,
    trigger: {times: 1},
    effect: {type: 'fail', status: 'RESOURCE_EXHAUSTED', message: 'slow down'},
  });
  const {writer} = await openWriter(path, DefaultStream);

  const refused = await append(writer, [{id: 50}]);
  const stored = await append(writer, [{id: 50}]);

  assert.match(refused.error.message, /slow down/);
  assert.ok(stored.appendResult);
  assert.equal((await emulator('GET', `faults/${fault.id}`)).hits, 1);
  assert.equal((await emulator('GET', `calls?operation=AppendRows&resource=${path}`)).count, 2);
  await emulator('DELETE', `faults/${fault.id}`);
});
