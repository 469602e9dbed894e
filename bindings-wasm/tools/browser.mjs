// A headless Chromium and a server for its pages, for the suite's driver and for the tests.

import { accessSync, constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { delimiter, extname, join, resolve, sep } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-headless-shell', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** Returns the path of a Chromium: what `DASHLIFT_CHROMIUM` names, else what a shell would find. */
export function findChromium() {
  const named = process.env.DASHLIFT_CHROMIUM;
  if (named) {
    return named;
  }
  for (const name of NAMES) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // It is not here.
      }
    }
  }
  throw new Error('no Chromium is installed: run `cargo xtask setup`, or name one in DASHLIFT_CHROMIUM');
}

/** Starts a browser. */
export function launch() {
  // Chromium refuses its sandbox to root.
  const args = process.getuid?.() === 0 ? [...FLAGS, '--no-sandbox'] : FLAGS;
  return chromium.launch({ executablePath: findChromium(), headless: true, args });
}

/** Serves folders, `{'/prefix/': folder}`, on this machine only; returns `{url, close}`. */
export async function serve(folders) {
  const server = createServer(async ({ method, url }, response) => {
    const asked = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    const path = asked.endsWith('/') ? `${asked}index.html` : asked;
    const prefix = Object.keys(folders).find((each) => path.startsWith(each));
    const file = prefix && resolve(folders[prefix], path.slice(prefix.length));
    const inside = file?.startsWith(resolve(folders[prefix]) + sep);
    try {
      if (method !== 'GET' || !inside) throw new Error('not ours');
      const body = await readFile(file);
      response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const close = () => new Promise((done) => {
    server.closeAllConnections();
    server.close(done);
  });
  return { url: `http://127.0.0.1:${server.address().port}`, close };
}
