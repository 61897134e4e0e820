// Takes the pictures in docs/screenshots anew from a fresh demo: `node e2e/screenshots.mjs`. pngquant makes them small, if it is there.

import { spawnSync } from "node:child_process";
import { mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser, press, signIn, spaceOf, startDemo, visit } from "./lib.mjs";

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "docs", "screenshots");
const node = "asteria";

await mkdir(folder, { recursive: true });
const demo = await startDemo({ nodes: [node] });
const browser = await openBrowser();
try {
  await signIn(browser, demo, node);
  const page = await browser.page();
  const base = await spaceOf(page, demo, node);
  for (const lang of ["en", "zh-Hans"]) {
    const go = (where) => visit(page, demo.at(node, base + where), lang);
    const save = async (name, height) => {
      await page.setViewportSize({ width: 1280, height });
      await page.evaluate(() => window.scrollTo(0, 0));
      await page.screenshot({ path: path.join(folder, `${name}-${lang}.png`) });
    };
    const item = async (list, status) => {
      await go(`/framework/${list}?status=${status}`);
      await press(page, page.locator("#rows th a").first());
    };
    await go("");
    await save("relationship", 1100);
    await go("/framework/cooperation");
    await save("list-cooperation", 1100);
    await item("dialogues", "rivals");
    await save("item-rivals", 1250);
    await item("cooperation", "proposed");
    await press(page, page.locator('.act form[action$="/agree"] button').first());
    await save("check", 1200);
    await go("/record");
    await save("record", 1100);
  }
} finally {
  await browser.close();
  await demo.stop();
}

const pictures = (await readdir(folder)).filter((name) => name.endsWith(".png")).map((name) => path.join(folder, name));
spawnSync("pngquant", ["--force", "--ext", ".png", "--skip-if-larger", "--quality", "70-95", ...pictures], { stdio: "inherit" });
