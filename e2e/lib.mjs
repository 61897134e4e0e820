// What every journey needs: a running demo, a browser, and the checks that each page has to pass.
//
// It refuses to guess: a missing binary, browser or Chinese font stops the run with a sentence that says what to install.
// Surprising: axe is given to the page as evaluated source, never as a <script> tag, because our own CSP would (rightly) refuse the tag.
//
// The checks return lists of sentences, so that `assert.deepEqual(await audit(page), [])` fails with all there is to know.
// They are known to see what they look for: selftest.mjs plants each fault.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);

/** The interface languages, by tag. */
export const languages = ["en", "zh-Hans", "zh-Hant"];

/** The two screens every page is looked at on: a desk and a small phone. */
export const screens = [
  { width: 1280, height: 720 },
  { width: 375, height: 667 },
];

/** The narrowest window in which nothing may scroll sideways (WCAG 1.4.10). */
export const narrowest_px = 320;

/** The heaviest page we send, uncompressed. */
export const page_bytes_max = 150 * 1024;

const ready_ms_max = 20_000;
const axe_tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// ---------------------------------------------------------------------------------------------------------------- the demo

/**
 * Starts `detente demo` on free ports in a folder of its own.
 *
 * Answers when every node in `nodes` has printed its line `{"node":"asteria","link":"http://127.0.0.1:PORT/..."}`:
 * - `link(node)`: the address that logs the browser in as that node's delegate
 * - `at(node, path)`: an address on that node
 * - `stop()`: ends the demo and removes its folder; call it in `after`
 */
export async function startDemo({ nodes = ["asteria", "borealis"], binary = binaryPath(), stop_ms_max = 5_000 } = {}) {
  needBinary(binary);
  const dir = await mkdtemp(path.join(tmpdir(), "detente-e2e-"));
  const args = ["demo", "--dir", dir, "--port", "0", "--json-links"];
  const child = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe"] });
  const links = new Map();
  let printed = "";

  // A journey that dies before its `after` must not leave a demo behind.
  const orphaned = () => child.kill("SIGKILL");
  process.once("exit", orphaned);
  const stop = async () => {
    await ended(child, stop_ms_max);
    process.off("exit", orphaned);
    await rm(dir, { recursive: true, force: true, maxRetries: 5 });
  };

  try {
    await new Promise((resolve, reject) => {
      const fail = (why) => reject(new Error(`\`detente ${args.join(" ")}\` ${why}; it printed:\n${printed || "(nothing)"}`));
      const late = setTimeout(() => {
        const waiting = nodes.filter((node) => !links.has(node)).join(", ");
        fail(`was not ready within ${ready_ms_max / 1000} s: no line for ${waiting}`);
      }, ready_ms_max);
      child.once("error", (error) => fail(`did not start: ${error.message}`));
      child.once("close", (code, signal) => {
        clearTimeout(late);
        fail(`ended early (${signal ?? code})`);
      });
      child.stderr.on("data", (data) => (printed += data));
      createInterface({ input: child.stdout }).on("line", (line) => {
        printed += `${line}\n`;
        const said = parsed(line);
        if (said?.node && said?.link) links.set(said.node, said.link);
        if (nodes.every((node) => links.has(node))) {
          clearTimeout(late);
          resolve();
        }
      });
    });
  } catch (error) {
    await stop();
    throw error;
  }

  const link = (node) => {
    if (!links.has(node)) throw new Error(`no node ${node}: the demo has ${[...links.keys()].join(", ")}`);
    return links.get(node);
  };
  return {
    dir,
    link,
    at: (node, where) => new URL(where, new URL(link(node)).origin).href,
    printed: () => printed,
    stop,
  };
}

function binaryPath() {
  if (process.env.DETENTE) return path.resolve(process.env.DETENTE);
  return path.join(root, "target", "release", "detente");
}

/** Says in a sentence that there is no binary, if there is none. */
export function needBinary(binary = binaryPath()) {
  if (existsSync(binary)) return;
  throw new Error(`there is no binary at ${binary}: run \`cargo build --release\`, or name one in DETENTE`);
}

function parsed(line) {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Asks the process to end, and insists after a while. */
async function ended(child, stop_ms_max) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGTERM");
  const insist = setTimeout(() => child.kill("SIGKILL"), stop_ms_max);
  await gone;
  clearTimeout(insist);
}

// ------------------------------------------------------------------------------------------------------------- the browser

/**
 * Opens Chromium with a fresh profile. `page()` gives a new page, `close()` ends the browser and removes the profile.
 * Options are Playwright's for a context: `{ javaScriptEnabled: false }`, `{ forcedColors: "active" }`, `{ viewport }`.
 * Two people who share no cookies are two browsers.
 */
export async function openBrowser(options = {}) {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) {
    throw new Error(`there is no browser at ${executablePath}: install chromium, or name one in CHROMIUM`);
  }
  const fonts = spawnSync("fc-list", [":lang=zh"], { encoding: "utf8" });
  if (!fonts.error && fonts.stdout.trim() === "") {
    throw new Error("no Chinese font is installed, so 简体 and 繁體 would be boxes: install fonts-noto-cjk");
  }
  const profile = await mkdtemp(path.join(tmpdir(), "detente-e2e-profile-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport: screens[0],
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
    ...options,
  });
  context.setDefaultTimeout(10_000);
  return {
    context,
    page: () => context.newPage(),
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Signs this browser in at a node through the demo's link; cookies carry the party, so one browser can be at several nodes. */
export async function signIn(browser, demo, node) {
  const page = await browser.page();
  const response = await visit(page, demo.link(node));
  assert.equal(response.status(), 200, `the link of ${node} did not sign in`);
  await page.close();
}

/** Opens `url` in the given language; the choice stays with the browser as a cookie. */
export async function visit(page, url, lang) {
  const address = new URL(url);
  if (lang) address.searchParams.set("lang", lang);
  const response = await page.goto(address.href, { waitUntil: "load" });
  assert.ok(response, `no answer from ${address.href}`);
  return response;
}

/** Presses a button or link that leads to another page, and answers with that page's response. */
export async function press(page, locator) {
  const [response] = await Promise.all([page.waitForNavigation({ waitUntil: "load" }), locator.click()]);
  return response;
}

/** Where the space stands in a node's addresses (`/s/2a62bc53`); the page is on the node's first page afterwards. */
export async function spaceOf(page, demo, node) {
  await visit(page, demo.at(node, "/"));
  const base = await page.locator("body").getAttribute("data-base");
  assert.match(base, /^\/s\//, `${node} shows no space; is the browser signed in?`);
  return base;
}

/** A picture of the whole page in e2e/out/NAME.png. Looking at them finds what no tool reports. */
export async function shot(page, name) {
  const file = path.join(here, "out", `${name.replace(/[^\w.-]+/g, "-")}.png`);
  await mkdir(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file, fullPage: true });
  return file;
}

// -------------------------------------------------------------------------------------------------------------- the checks

let axe_source;

/** What axe holds against the page as it is now: one sentence per rule and element. */
export async function audit(page) {
  axe_source ??= await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(axe_source);
  const violations = await page.evaluate(async (tags) => {
    const { violations } = await window.axe.run(document, {
      runOnly: { type: "tag", values: tags },
      resultTypes: ["violations"],
    });
    return violations.map(({ id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      nodes: nodes.map(({ target, html, failureSummary }) => ({ target: target.join(" "), html, failureSummary })),
    }));
  }, axe_tags);
  return violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.map(({ target, html, failureSummary }) => {
      const why = failureSummary.split("\n").slice(1).map((line) => line.trim()).join("; ");
      return `${id} (${impact}): ${help}: ${target}: ${why}: ${html.slice(0, 160)}`;
    }),
  );
}

/** Fails if the page scrolls sideways in a window `width` pixels wide, and names what sticks out. */
export async function noOverflow(page, width = narrowest_px) {
  assert.deepEqual(await overflow(page, width), []);
}

/** What sticks out to the right in a window `width` pixels wide; the window has its old size afterwards. */
export async function overflow(page, width = narrowest_px) {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: before?.height ?? 720 });
  const found = await page.evaluate(() => {
    const wide = document.documentElement.scrollWidth;
    const room = document.documentElement.clientWidth;
    if (wide <= room) return [];
    const clipped = (element) => {
      for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
        if (getComputedStyle(up).overflowX !== "visible") return true;
      }
      return false;
    };
    const culprits = [...document.body.querySelectorAll("*")]
      .map((element) => ({ element, right: element.getBoundingClientRect().right + window.scrollX }))
      .filter(({ element, right }) => right > room + 0.5 && !clipped(element))
      .slice(0, 5)
      .map(({ element, right }) => `${element.outerHTML.slice(0, 80)} reaches ${Math.round(right)} px`);
    return [`the page is ${wide} px wide in a window of ${room} px: ${culprits.join(" | ") || "no element found"}`];
  });
  if (before) await page.setViewportSize(before);
  return found;
}

/** Collects, from now on, what the browser complains about: console errors, CSP refusals, exceptions. The list fills by itself. */
export function consoleErrors(page) {
  const errors = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => errors.push(`exception: ${error.message}`));
  return errors;
}

/** Fails unless the element lies wholly inside the first screen, before any scrolling. */
export async function inFirstScreen(page, locator) {
  const box = await locator.boundingBox();
  const screen = page.viewportSize();
  assert.ok(box, `not on the page: ${locator}`);
  const inside = box.x >= 0 && box.y >= 0 && box.x + box.width <= screen.width && box.y + box.height <= screen.height;
  assert.ok(inside, `${locator} is not in the first screen of ${screen.width} x ${screen.height}: ${JSON.stringify(box)}`);
}

/**
 * What was never translated: a page that says it is in another language, message keys on screen (`⟦key⟧`), and words
 * that somebody typed into a template. Those are pieces wholly in the other script, Latin on a Chinese page or Chinese
 * on an English one, that do not say by `lang` that they are in another language. Names of products and algorithms, codes
 * and addresses are the same in every language.
 */
export async function untranslated(page, lang) {
  const found = [];
  const says = await page.evaluate(() => document.documentElement.lang);
  if (says !== lang) found.push(`the page says lang="${says}", asked for was ${lang}`);
  const html = await page.evaluate(() => `${document.title}\n${document.body.innerText}\n${document.documentElement.outerHTML}`);
  for (const [line] of html.matchAll(/.{0,60}(?:⟦|\{\s*\$[\w-]+\s*\}).{0,60}/g)) found.push(`not translated: ${line.trim()}`);
  const foreign = await page.evaluate(() => {
    const own = document.documentElement.lang;
    const [latin, han] = [(text) => /[A-Za-z]{3}/.test(text), (text) => /\p{Script=Han}/u.test(text)];
    const wrong = (text) => (own === "en" ? han(text) && !latin(text) : latin(text) && !han(text));
    const same = /^(Détente|Ed25519|ECDSA P-256|[\da-f]{8,}|\d+ \([\w-]+\))$/;
    const pieces = [["title", document.title.replace(/ · .*$/, "")]];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement.closest("code, script, style, textarea, .said")) pieces.push([node.parentElement, node.data]);
    }
    for (const name of ["aria-label", "title", "placeholder", "alt", "data-one", "data-many", "data-none"]) {
      for (const element of document.body.querySelectorAll(`[${name}]`)) pieces.push([element, element.getAttribute(name)]);
    }
    return pieces
      .filter(([where, text]) => where === "title" || where.closest("[lang]").lang === own)
      .filter(([, text]) => wrong(text.trim()) && !same.test(text.trim()))
      .map(([where, text]) => `${where.localName ?? where}: ${text.trim().slice(0, 80)}`);
  });
  for (const words of foreign) found.push(`not in ${says}: ${words}`);
  return found;
}

/**
 * The gate of a page in one language, on every screen: answered as it should, not too heavy, quiet console,
 * translated, no accessibility violation, nothing that sticks out at 320 px. Returns everything that is wrong.
 *
 * `open` is an address, or for a page behind a form a function that leads there and answers with its response.
 * `status` is what the page must be answered with; `seen` is called once per screen, before the page is left.
 */
export async function gate(page, open, lang, { status = 200, seen = async () => {} } = {}) {
  const errors = consoleErrors(page);
  const found = [];
  await page.setViewportSize(screens[0]);
  const response = typeof open === "function" ? await open() : await visit(page, open, lang);
  if (response.status() !== status) found.push(`status ${response.status()}, not ${status}`);
  const bytes = (await response.body()).length;
  if (bytes > page_bytes_max) found.push(`${bytes} bytes, at most ${page_bytes_max} are allowed`);
  found.push(...(await untranslated(page, lang)));
  for (const screen of screens) {
    await page.setViewportSize(screen);
    found.push(...(await audit(page)).map((fault) => `at ${screen.width} px: ${fault}`));
    await seen(screen);
  }
  found.push(...(await overflow(page)));
  // The browser calls an answer that says "no" an error of the page; here it is what was asked for.
  const expected = (error) => status >= 400 && error.includes(`status of ${status}`);
  return [...found, ...errors.filter((error) => !expected(error))];
}
