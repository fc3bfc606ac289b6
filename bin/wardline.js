#!/usr/bin/env node
// Plain JavaScript that any Node from 20.19 can start. Wardline itself needs Node 24: when this Node is older, the
// Node 24 that came with the package takes over.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import nodeModule, { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const major = Number(process.versions.node.split('.', 1)[0]);

if (major >= 24) {
  if (process.env.WARDLINE_HELD_BY_STDIN === '1') dieWithParent();
  // Beside the code, not in a shared temporary folder: who can write here could change the code itself.
  // Who reads the output may stop early (`| head`): that is no fault.
  process.stdout.on('error', (error) => {
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write(`The output could not be written (${error.code}).\n`);
    process.exit(1);
  });
  nodeModule.enableCompileCache(join(root, 'node_modules', '.cache', 'wardline'));
  const source = join(root, 'src', 'cli', 'main.ts');
  const { main } = await import(pathToFileURL(existsSync(source) ? source : join(root, 'dist', 'cli', 'main.js')).href);
  process.exitCode = await main(wordsOf(process.argv.slice(2)));
} else {
  handOver(findNode());
}

// A server's job must not outlive the server: another worker takes the job over and must be alone with it. Every
// command survives its own kill, so nothing is put in order here.
function dieWithParent() {
  delete process.env.WARDLINE_HELD_BY_STDIN;
  const die = () => process.kill(process.pid, 'SIGKILL');
  process.stdin.on('end', die).on('error', die).resume();
  process.stdin.unref?.();
}

// What somebody asks from afar may name a person or a file. Command lines are seen by every user of a machine, the
// environment of a process by its own alone.
function wordsOf(argv) {
  const words = process.env.WARDLINE_WORDS;
  delete process.env.WARDLINE_WORDS;
  return words === undefined || argv.length > 0 ? argv : JSON.parse(words);
}

function findNode() {
  const require = createRequire(import.meta.url);
  const names = [
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    `node-bin-${process.platform}-${process.arch}`,
  ];
  for (const name of names) {
    try {
      const home = dirname(require.resolve(`${name}/package.json`));
      const binary = join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
      if (existsSync(binary)) return binary;
    } catch {
      // Not installed: optional packages hold the Node of one platform each.
    }
  }
  return undefined;
}

function handOver(binary) {
  if (!binary) {
    process.stderr.write(
      `Wardline needs Node 24; this is Node ${process.versions.node} and no bundled Node fits ${process.platform} ${process.arch}.\nInstall Node 24 and run the command again.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const child = spawn(binary, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`Node 24 could not be started (${error.code}).\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1);
  });
}
