import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../server/config.ts';

const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://plenum.example.org',
  SMTP_URL: 'smtps://user:secret@mail.example.org',
  KEY_DIR: '/srv/plenum/keys',
};

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

test('an empty environment gives what npm start needs', () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    dataDir: resolve('data'),
    keyDir: resolve('data/keys'),
    databaseUrl: undefined,
    publicUrl: undefined,
    smtpUrl: undefined,
    mailFrom: 'Plenum <plenum@localhost.localdomain>',
    logLevel: 'info',
    production: false,
    trustProxy: false,
  });
});

test('a variable that is set to nothing counts as not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '', LOG_LEVEL: '' })).toEqual(readConfig({}));
});

test('a full production environment is read', () => {
  const config = readConfig({ ...PRODUCTION, PORT: '8080', HOST: '::', TRUST_PROXY: '10.0.0.0/8, loopback' });
  expect(config.publicUrl?.href).toBe('https://plenum.example.org/');
  expect([config.port, config.host, config.keyDir]).toEqual([8080, '::', '/srv/plenum/keys']);
  expect(config.trustProxy).toEqual(['10.0.0.0/8', 'loopback']);
  expect(config.production).toBe(true);
});

test('production without an address, a mail server or a key folder is refused with the reasons', () => {
  expect(faultsOf({ NODE_ENV: 'production' })).toEqual([
    'PUBLIC_URL must be set in production: links in messages and calendars are made from it.',
    'SMTP_URL must be set in production: without it no message would be sent.',
    'KEY_DIR must be set in production: the keys must not lie in the data folder, whose backups would then open everything.',
  ]);
});

test.each([
  ['/srv/plenum/data', '/srv/plenum/data/keys'],
  ['/srv/plenum/data/', '/srv/plenum/data'],
  ['/srv/plenum/data', '/srv/plenum/other/../data/..keys'],
  [undefined, 'data/keys'],
])('production with the data in %s refuses keys in %s with the reason', (dataDir, keyDir) => {
  expect(faultsOf({ ...PRODUCTION, ...(dataDir && { DATA_DIR: dataDir }), KEY_DIR: keyDir })).toEqual([
    `KEY_DIR must lie outside DATA_DIR in production: the keys must not lie in the data folder, whose backups would then open everything. It is "${keyDir}".`,
  ]);
});

test('keys may lie beside the data, and outside production in it', () => {
  expect(faultsOf({ ...PRODUCTION, DATA_DIR: '/srv/plenum/keys-data' })).toEqual([]);
  expect(faultsOf({ ...PRODUCTION, DATA_DIR: '/srv/plenum/keys/data' })).toEqual([]);
  expect(faultsOf({ DATA_DIR: '/srv/plenum', KEY_DIR: '/srv/plenum/keys' })).toEqual([]);
});

test('every fault is told, and not only the first', () => {
  expect(faultsOf({ NODE_ENV: 'production', PORT: '70000', LOG_LEVEL: 'loud' })).toHaveLength(5);
});

describe('a bad value is refused in a sentence that says what was expected', () => {
  test.each([
    ['PORT', 'http', 'PORT must be a whole number from 0 to 65535; 0 takes any free port. It is "http".'],
    ['PORT', '65536', 'PORT must be a whole number from 0 to 65535; 0 takes any free port. It is "65536".'],
    ['PORT', '-1', 'PORT must be a whole number from 0 to 65535; 0 takes any free port. It is "-1".'],
    ['HOST', 'a b', 'HOST must be a host name or an IP address. It is "a b".'],
    [
      'DATABASE_URL',
      'mysql://db.example.org/x',
      'DATABASE_URL must be the address of a PostgreSQL database: postgres://user@host/name.',
    ],
    [
      'PUBLIC_URL',
      'https://plenum.example.org/app',
      'PUBLIC_URL must be the address people use, without a path: https://plenum.example.org.',
    ],
    [
      'PUBLIC_URL',
      'plenum.example.org',
      'PUBLIC_URL must be the address people use, without a path: https://plenum.example.org.',
    ],
    [
      'SMTP_URL',
      'mail.example.org:25',
      'SMTP_URL must be the address of a mail server: smtps://user:password@mail.example.org.',
    ],
    [
      'MAIL_FROM',
      'a@example.org\r\nBcc: b@example.org',
      'MAIL_FROM must be one mailbox: "Event team <events@example.org>" or events@example.org. It is "a@example.org\r\nBcc: b@example.org".',
    ],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent. It is "loud".'],
    ['NODE_ENV', 'prod', 'NODE_ENV must be production, development or test. It is "prod".'],
    [
      'TRUST_PROXY',
      'yes',
      'TRUST_PROXY must be true, false, or the addresses of the proxies, separated by commas: 10.0.0.0/8,loopback. It is "yes".',
    ],
  ])('%s=%s', (name, value, sentence) => {
    expect(faultsOf({ [name]: value })).toEqual([sentence]);
  });
});

test('a password in a bad value is not repeated', () => {
  const faults = faultsOf({ SMTP_URL: 'smpt://user:hunter2@mail.example.org', DATABASE_URL: 'pg://u:hunter2@db/x' });
  expect(faults).toHaveLength(2);
  expect(faults.join()).not.toContain('hunter2');
});
