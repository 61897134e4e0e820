// Runs the self-test of the harness, then the journeys, one after another.
//
//   node e2e/run.mjs             everything
//   node e2e/run.mjs crisis      the journeys with "crisis" in their file name
//   node e2e/run.mjs selftest    the harness alone; needs no binary
//
// DETENTE names another binary than target/release/detente, CHROMIUM another browser than /usr/bin/chromium.

import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);

function refuse(why) {
  console.error(why);
  process.exit(2);
}

if (!existsSync(path.join(here, "node_modules", "playwright-core"))) {
  refuse("e2e/node_modules is missing: run `./check install`, or `npm ci` in e2e");
}

const journeys = (await readdir(path.join(here, "journeys"))).filter((name) => name.endsWith(".test.mjs")).sort();
const all = ["selftest.mjs", ...journeys.map((name) => path.join("journeys", name))];
const chosen = all.filter((name) => wanted.length === 0 || wanted.some((word) => path.basename(name).includes(word)));
if (chosen.length === 0) refuse(`no journey is called ${wanted.join(" or ")}; there are: ${all.join(", ")}`);

if (chosen.some((name) => name !== "selftest.mjs")) {
  const { needBinary } = await import("./lib.mjs");
  try {
    needBinary();
  } catch (error) {
    refuse(error.message);
  }
}

// One at a time: each journey has a demo and a browser of its own, and the machine has two cores.
run({ files: chosen.map((name) => path.join(here, name)), concurrency: 1, timeout: 10 * 60_000 })
  .on("test:fail", ({ todo }) => (process.exitCode = todo === undefined ? 1 : process.exitCode))
  .compose(spec)
  .pipe(process.stdout);
