// The one script. Every page works without it; it adds four things: regions that stay fresh, a filter while one types,
// keys to move about, and a question before typed words are lost. No dependencies, nothing inline.
"use strict";
(() => {
  const body = document.body;
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  // ---- Whether somebody is in the middle of something here.

  const changed = (field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") return Array.from(field.options).some((o) => o.selected !== o.defaultSelected);
    return field.type !== "hidden" && field.value !== field.defaultValue;
  };
  const unsaved = (root) => all("input, select, textarea", root).some(changed);
  const inUse = (region, fresh) => {
    const focus = document.activeElement;
    if (focus && focus !== body && region.contains(focus)) return true;
    const selection = document.getSelection();
    if (selection && !selection.isCollapsed && region.contains(selection.anchorNode)) return true;
    const open = (root) => all("details[open]", root).length;
    return unsaved(region) || open(region) > open(fresh);
  };

  // ---- Live regions: an event says only that something is new; the page itself is asked again.

  let waiting = 0;
  let held = false;
  let asking = false;

  async function refresh() {
    if (asking) return later();
    asking = true;
    held = false;
    try {
      const answer = await fetch(location.href, { headers: { "x-live": "1" }, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const region of all("[data-live][id]")) {
        const fresh = page.getElementById(region.id);
        if (!fresh || region.isEqualNode(fresh)) continue;
        if (inUse(region, fresh)) held = true;
        else region.replaceWith(document.importNode(fresh, true));
      }
      all("[data-filter]").forEach((input) => input.value && filter(input));
    } catch {
      // The connection is gone: the event stream notices, too, and says so.
    } finally {
      asking = false;
    }
  }

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 150);
  }

  function lost(yes) {
    let line = document.getElementById("lost");
    if (!yes) return line && line.remove();
    if (line) return;
    line = document.createElement("p");
    line.id = "lost";
    line.className = "lost";
    line.setAttribute("role", "status");
    line.textContent = body.dataset.lost || "";
    body.append(line);
  }

  function listen(address) {
    let failing = 0;
    let opened = false;
    const stream = new EventSource(address);
    stream.onmessage = later;
    stream.onopen = () => {
      clearTimeout(failing);
      failing = 0;
      lost(false);
      if (opened) later();
      opened = true;
    };
    stream.onerror = () => {
      if (!failing) failing = setTimeout(() => lost(true), 10000);
      if (stream.readyState === EventSource.CLOSED) setTimeout(() => listen(address), 5000);
    };
    addEventListener("pagehide", () => stream.close(), { once: true });
  }

  if (body.dataset.events && "EventSource" in window) {
    listen(body.dataset.events);
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    document.addEventListener("focusout", () => held && later());
  }

  // ---- Filter while one types: hides rows, counts the rest. Without script the form asks the node.

  const plain = (text) => text.normalize("NFKC").toLowerCase();

  function filter(input) {
    const rows = document.querySelector(input.dataset.filter);
    if (!rows) return;
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows.children) {
      row.words ??= plain(row.textContent);
      row.hidden = !words.every((word) => row.words.includes(word));
      if (!row.hidden) shown += 1;
    }
    const count = input.dataset.count && document.querySelector(input.dataset.count);
    if (!count) return;
    const { none, one, many } = count.dataset;
    count.textContent = shown === 0 ? none : shown === 1 ? one : many.replace("99", String(shown));
  }

  document.addEventListener("input", (event) => {
    if (event.target.matches?.("[data-filter]")) filter(event.target);
  });

  // ---- Keys: g and a letter goes to a section, / to the filter. Only when switched on, and never while one types.

  let went = 0;
  const typing = (target) => target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);

  if ("shortcuts" in body.dataset) {
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
      const now = Date.now();
      if (event.key === "g") {
        went = now;
      } else if (now - went < 1500) {
        went = 0;
        const link = document.querySelector(`a[data-key="${CSS.escape(event.key)}"]`);
        if (link) {
          event.preventDefault();
          link.click();
        }
      } else if (event.key === "/") {
        const input = document.querySelector("[data-filter]");
        if (input) {
          event.preventDefault();
          input.focus();
        }
      }
    });
  }

  // ---- Typed words are not lost by accident.

  let sending = false;
  document.addEventListener("submit", () => (sending = true));
  addEventListener("beforeunload", (event) => {
    if (!sending && all("form[data-guard]").some(unsaved)) event.preventDefault();
  });

  // ---- After an error, begin at its summary.

  document.getElementById("problems")?.focus();
})();
