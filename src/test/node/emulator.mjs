// Google's clients for an emulator at the ports that the environment names.

import {BigQuery} from '@google-cloud/bigquery';
import {adapt, managedwriter, protos} from '@google-cloud/bigquery-storage';
import {Storage} from '@google-cloud/storage';
import {OAuth2Client} from 'google-auth-library';
import {grpc} from 'google-gax';

const {REST_PORT = '9050', GRPC_PORT = '9060'} = process.env;

export const projectId = 'local';

const host = `http://localhost:${REST_PORT}`;

// The emulator asks for no credentials; without any the clients look for some on the network first.
const authClient = new OAuth2Client({credentials: {access_token: 'none', expiry_date: Number.MAX_SAFE_INTEGER}});

export const bigquery = new BigQuery({projectId, apiEndpoint: host, authClient, useAuthWithCustomEndpoint: true});

export const storage = new Storage({projectId, apiEndpoint: host});

export const writes = new managedwriter.WriterClient({
  projectId,
  authClient,
  apiEndpoint: 'localhost',
  port: Number(GRPC_PORT),
  sslCreds: grpc.credentials.createInsecure(),
});

/** Calls the emulator's own interface. */
export async function emulator(method, path, body) {
  const response = await fetch(`${host}/emulator/${path}`, {method, body: body && JSON.stringify(body)});
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  }
  return response.status === 204 ? null : response.json();
}

/** Moves the emulator's clock on until the write path has seen every change of the catalog. */
export function afterTheLag() {
  return emulator('POST', 'clock/advance', {by: 'PT1M'});
}

/** Opens a stream and returns a JSON writer for it with the table's schema as the write path knows it. */
export async function openWriter(destinationTable, streamType) {
  const {name, tableSchema} =
    streamType === managedwriter.DefaultStream
      ? await writes.getWriteStream({
          streamId: `${destinationTable}/streams/_default`,
          view: protos.google.cloud.bigquery.storage.v1.WriteStreamView.FULL,
        })
      : await writes.createWriteStreamFullResponse({streamType, destinationTable});
  const connection = await writes.createStreamConnection({streamId: name, destinationTable});
  const protoDescriptor = adapt.convertStorageSchemaToProto2Descriptor(tableSchema, 'root');
  return {name, writer: new managedwriter.JSONWriter({streamId: name, connection, protoDescriptor})};
}
