// Every page that has to pass the gate: in each language, on a desk and on a phone. A new page is one line.
//
// `node` is whose page it is. `path` stands behind the space's address (`/s/2a62bc53`), with `stranger: true` behind the
// node's, seen by somebody who is not signed in.
// A page that must first be found or reached through forms has `open` instead: it gets the tools below and answers with
// the page's response. `status` is what a page is answered with that says no.
//
// The tools: `page`; `go(path)` opens an address behind the space's, in the language; `press(locator)` presses and waits;
// `item(list, status)` opens the first item of that status on that list. Words differ by language: find by name and class.

const fillIn = async (page, form) => {
  for (const [name, value] of Object.entries(form)) await page.locator(`main form [name="${name}"]`).first().fill(value);
};
const next = (page) => page.locator("main form .actions button").first();
const act = (page, slug) => page.locator(`.act form[action$="/${slug}"] button`).first();

const joint_reading = {
  "title-en": "Joint reading of old treaties",
  "text-en": "The institutes read one treaty a year together.\n\nEach chooses in turn.",
  "title-zh-Hans": "共同研读旧条约",
  "text-zh-Hans": "两所研究机构每年共同研读一项条约。\n\n由双方轮流选定。",
};

/** A page of a new paper that begins as the worked example. */
const package_example = async ({ page, go, press }, path = "") => {
  await go("/advisor/package/new");
  await page.locator("#name").fill("2027");
  await page.locator('[name="start"][value="example"]').check();
  const response = await press(next(page));
  const [where] = new URL(page.url()).pathname.match(/\/advisor\/package\/\d+/);
  return path === "" ? response : go(where + path);
};
const worked_out = (page) => page.locator("#conflict > .actions button").first();
// A worked example, kept; and what is pressed on its page.
const worked = (example, then) => async ({ page, go, press }) => {
  await go(`/advisor/conflict/new?from=${example}`);
  await page.locator("#name").fill("2027");
  const found = await press(worked_out(page));
  return then ? press(page.locator(then).first()) : found;
};
const pasted = (file) => async ({ page, go, press }) => {
  await go("/advisor/conflict/new");
  await page.locator("#start summary").first().click();
  await page.locator("#file").fill(file);
  return press(page.locator("#start form button"));
};
// The second step of an agenda's form, with the first items of the lists.
const describe = async ({ page, go, press }, count) => {
  await go("/advisor/agenda/new");
  for (const box of (await page.locator("#items input").all()).slice(0, count)) await box.check();
  return press(next(page));
};
const agenda = async (tools) => {
  const { page, press } = tools;
  await describe(tools, 4);
  await page.locator("#name").fill("2027");
  for (const item of await page.locator(".weighed[role=group]").all()) {
    for (const [n, choice] of (await item.locator("select").all()).slice(0, 3).entries()) await choice.selectOption(n === 0 ? "1" : "3");
  }
  return press(next(page));
};

export const pages = [
  { name: "relationship", node: "asteria", path: "" },
  { name: "relationship-facilitator", node: "meridian", path: "" },
  { name: "waiting", node: "asteria", path: "/waiting" },
  { name: "framework", node: "asteria", path: "/framework" },
  { name: "list-dialogues", node: "asteria", path: "/framework/dialogues" },
  { name: "list-cooperation", node: "asteria", path: "/framework/cooperation" },
  { name: "list-differences", node: "asteria", path: "/framework/differences" },
  { name: "list-nothing-fits", node: "asteria", path: "/framework/cooperation?q=zzz" },

  { name: "item-for-discussion", node: "asteria", open: ({ item }) => item("dialogues", "for-discussion") },
  { name: "item-waits-for-us", node: "asteria", open: ({ item }) => item("cooperation", "proposed") },
  { name: "item-waits-for-them", node: "borealis", open: ({ item }) => item("cooperation", "proposed") },
  { name: "item-facilitator", node: "meridian", open: ({ item }) => item("cooperation", "proposed") },
  { name: "item-rivals", node: "asteria", open: ({ item }) => item("dialogues", "rivals") },
  { name: "item-in-effect", node: "asteria", open: ({ item }) => item("cooperation", "in-effect") },
  { name: "item-suspended", node: "asteria", open: ({ item }) => item("cooperation", "suspended") },
  { name: "item-declined", node: "asteria", open: ({ item }) => item("cooperation", "declined") },
  { name: "item-put-off", node: "asteria", open: ({ item }) => item("differences", "deferred") },
  { name: "item-positions", node: "asteria", open: ({ item }) => item("differences", "in-effect") },

  { name: "advisor", node: "asteria", path: "/advisor" },
  { name: "advisor-agenda-new", node: "asteria", path: "/advisor/agenda/new" },
  {
    name: "advisor-agenda-problem",
    node: "asteria",
    status: 422,
    open: async ({ page, go, press }) => {
      await go("/advisor/agenda/new");
      return press(next(page));
    },
  },
  { name: "advisor-agenda-describe", node: "asteria", open: (tools) => describe(tools, 4) },
  { name: "advisor-agenda", node: "asteria", open: agenda },
  {
    name: "advisor-agenda-change",
    node: "asteria",
    open: async (tools) => {
      const response = await agenda(tools);
      await tools.page.locator("#change > details > summary").click();
      return response;
    },
  },
  {
    name: "advisor-agenda-if",
    node: "asteria",
    open: async (tools) => {
      await agenda(tools);
      return tools.press(tools.page.locator("#plan .chips a").first());
    },
  },
  {
    name: "advisor-agenda-round",
    node: "asteria",
    open: async (tools) => {
      await agenda(tools);
      for (const choice of await tools.page.locator("#round form > .field select").all()) await choice.selectOption("kept");
      return tools.press(tools.page.locator("#round .actions button"));
    },
  },
  { name: "advisor-note-new", node: "asteria", path: "/advisor/note/new" },
  {
    name: "advisor-note",
    node: "asteria",
    open: async ({ page, go, press }) => {
      await go("/advisor/note/new");
      await fillIn(page, { name: "2027", constraint: "…", "step-name-0": "A", "step-day-0": "2027-03-01", "step-name-1": "B" });
      await page.locator("#step-shown-0").check();
      return press(page.locator("main form .actions button").first());
    },
  },
  { name: "advisor-exercise", node: "asteria", path: "/advisor/exercise" },

  { name: "package-new", node: "asteria", path: "/advisor/package/new" },
  { name: "package-import", node: "asteria", path: "/advisor/package/import" },
  { name: "package-result", node: "asteria", open: (tools) => package_example(tools) },
  { name: "package-facilitator", node: "meridian", open: (tools) => package_example(tools) },
  { name: "package-issues", node: "asteria", open: (tools) => package_example(tools, "/issues") },
  { name: "package-items", node: "asteria", open: (tools) => package_example(tools, "/items?q=water") },
  { name: "package-linkages", node: "asteria", open: (tools) => package_example(tools, "/linkages") },
  { name: "package-guess", node: "asteria", open: (tools) => package_example(tools, "/sheet/2") },
  {
    name: "package-sheet-problem",
    node: "asteria",
    status: 422,
    open: async (tools) => {
      await package_example(tools, "/sheet/1");
      await tools.page.locator("#walk").fill("x");
      return tools.press(next(tools.page));
    },
  },
  { name: "package-one", node: "asteria", open: (tools) => package_example(tools, "/one?p=1-1-2-1-0") },
  { name: "package-compare", node: "asteria", open: (tools) => package_example(tools, "/compare?p=1-1-2-1-0&p=2-1-2-2-0") },
  { name: "advisor-conflict-new", node: "asteria", path: "/advisor/conflict/new" },
  {
    name: "advisor-conflict-problem",
    node: "asteria",
    status: 422,
    open: async ({ page, go, press }) => {
      await go("/advisor/conflict/new");
      await page.locator("#option-0").fill("2027");
      return press(worked_out(page));
    },
  },
  { name: "advisor-conflict-file-problem", node: "asteria", status: 422, open: pasted("{") },
  { name: "advisor-conflict", node: "asteria", open: worked("encounter") },
  { name: "advisor-conflict-change", node: "asteria", open: worked("encounter", 'a[href$="/change"]') },
  { name: "advisor-conflict-now", node: "asteria", open: worked("encounter", ".compare thead a >> nth=0") },
  { name: "advisor-conflict-way-out", node: "asteria", open: worked("waiting", ".compare thead a >> nth=1") },

  { name: "propose", node: "asteria", path: "/propose?list=cooperation" },
  {
    name: "propose-problem",
    node: "asteria",
    status: 422,
    open: async ({ page, go, press }) => {
      await go("/propose?list=dialogues");
      await fillIn(page, { ...joint_reading, "title-en": "" });
      return press(next(page));
    },
  },
  {
    name: "check-propose",
    node: "borealis",
    open: async ({ page, go, press }) => {
      await go("/propose?list=cooperation");
      await fillIn(page, joint_reading);
      for (const lang of ["en", "zh-Hans"]) await page.locator(`[name="authentic-${lang}"]`).check();
      await page.locator('[name="how"][value="propose"]').check();
      return press(next(page));
    },
  },
  {
    name: "check-agree",
    node: "asteria",
    open: async ({ page, item, press }) => {
      await item("cooperation", "proposed");
      return press(act(page, "agree"));
    },
  },
  {
    name: "check-accept-theirs",
    node: "asteria",
    open: async ({ page, item, press }) => {
      await item("dialogues", "rivals");
      return press(act(page, "accept-theirs"));
    },
  },
  {
    name: "decline-open",
    node: "asteria",
    open: async ({ page, item }) => {
      const response = await item("cooperation", "proposed");
      await page.locator('.act details:has(form[action$="/decline"]) summary').first().click();
      return response;
    },
  },
  {
    name: "amend",
    node: "asteria",
    open: async ({ page, item, press }) => {
      await item("cooperation", "in-effect");
      return press(page.locator('.act a[href$="/amend"]'));
    },
  },
  {
    name: "position",
    node: "asteria",
    open: async ({ page, item, press }) => {
      await item("differences", "in-effect");
      return press(page.locator('.act a[href$="/position"]'));
    },
  },
  { name: "suspend", node: "asteria", path: "/suspend" },
  {
    name: "suspend-problem",
    node: "asteria",
    status: 422,
    open: async ({ page, go, press }) => {
      await go("/suspend");
      return press(next(page));
    },
  },

  { name: "record", node: "asteria", path: "/record" },
  {
    name: "record-entry",
    node: "asteria",
    open: async ({ page, go, press }) => {
      await go("/record?kind=propose");
      return press(page.locator("#rows a").first());
    },
  },
  { name: "record-differs", node: "asteria", path: "/record/differs" },
  { name: "verify-before", node: "asteria", path: "/record/verify" },
  {
    name: "verify-after",
    node: "borealis",
    open: async ({ page, go, press }) => {
      await go("/record/verify");
      return press(page.locator('main form[action$="/record/verify"] button'));
    },
  },

  { name: "settings-you", node: "asteria", path: "/settings" },
  { name: "settings-party", node: "asteria", path: "/settings/party" },
  { name: "settings-delegates", node: "asteria", path: "/settings/delegates" },
  { name: "settings-peers", node: "asteria", path: "/settings/peers" },
  { name: "login", node: "asteria", path: "/login", stranger: true },
  { name: "link-used", node: "asteria", path: `/link/${"0".repeat(64)}`, stranger: true },
  { name: "nothing-here", node: "asteria", path: "/no-such-page", status: 404 },
];
