/**
 * Two launches at once take turns: a file names who is at work. An owner that is no longer alive, or
 * that has not touched its file for a minute, has lost its turn.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT, say } from './step.mjs';

const TURN_FILE = join(ROOT, '.cache', 'launch-turn');
const BREAKING_FILE = `${TURN_FILE}-breaking`;
const ASK_AGAIN_MS = 200;
const TOUCH_EVERY_MS = 2_000;
const LOST_AFTER_MS = 60_000;

/**
 * Does some work while no other launch of this checkout does any.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inTurn(work) {
  const mine = `${process.pid} ${randomUUID()}`;
  await waitForTurn(mine);
  const touching = setInterval(() => touch(mine), TOUCH_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    if (ownerOf(TURN_FILE) === mine) rmSync(TURN_FILE, { force: true });
  }
}

/** @param {string} mine */
function touch(mine) {
  if (ownerOf(TURN_FILE) === mine) utimesSync(TURN_FILE, new Date(), new Date());
}

/** @param {string} mine */
async function waitForTurn(mine) {
  mkdirSync(dirname(TURN_FILE), { recursive: true });
  for (let told = false; !take(TURN_FILE, mine); ) {
    if (breakLostTurn(mine)) continue;
    if (!told) say('Waiting for another launch that is installing or building.');
    told = true;
    await pause(ASK_AGAIN_MS);
  }
}

/** Creates a file with its owner's name in it, unless it is there already. @param {string} file @param {string} mine */
function take(file, mine) {
  try {
    writeFileSync(file, mine, { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Takes a lost turn away. Only one launch at a time may do that, and it looks again at what it takes:
 * otherwise a slow one could remove the turn of one that was faster.
 * @param {string} mine
 */
function breakLostTurn(mine) {
  if (!isLost(TURN_FILE)) return false;
  if (!take(BREAKING_FILE, mine)) {
    if (isLost(BREAKING_FILE)) rmSync(BREAKING_FILE, { force: true });
    return false;
  }
  if (isLost(TURN_FILE)) rmSync(TURN_FILE, { force: true });
  rmSync(BREAKING_FILE, { force: true });
  return true;
}

/** @param {string} file */
function isLost(file) {
  const owner = ownerOf(file);
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (owner === undefined || touched === undefined) return false;
  const quietFor = Date.now() - touched;
  // An empty file has only just been created, and its owner's name is still to come.
  return quietFor > LOST_AFTER_MS || (owner !== '' && !isAlive(Number.parseInt(owner, 10)));
}

/** @param {string} file */
function ownerOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
