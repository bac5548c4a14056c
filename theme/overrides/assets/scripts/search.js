// The search, loaded on first use: on the page /search/ at once, elsewhere when «Поиск» is pressed (search-link.js).
// The form is that of /search/ (theme/pages/search/form.html.j2). Whatever is shown of what was found is text, never mark-up.

import { ROOT, TITLES, load, look, places, read } from "./search-index.js";

const FACETS = ["kind", "district", "year", "party"];
const PAGES = 8; // shown at once
const PASSAGES = 5; // shown of a page
const CHOICES = 8; // of a facet, the rest being folded away
const WORDS = 40; // of a text, around what was found
const BROKEN = "Поиск сейчас не работает: браузер не смог загрузить его или сайт не разрешает ему работать.";

let dialog;

/** Open the search over the page; the focus returns to where it was when it is closed. */
export async function open(link) {
  dialog ??= await makeDialog(link);
  dialog.showModal();
  dialog.querySelector("[name=q]").select();
}

async function makeDialog(link) {
  const [answer] = await Promise.all([fetch(link.href), style()]);
  if (!answer.ok) throw new Error(`${link.href}: ${answer.status}`);
  const box = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("seek");
  const made = make("dialog", { className: "seek-over", ariaLabel: "Поиск" });
  const close = make("button", { type: "button", className: "seek-close" }, "Закрыть");
  close.addEventListener("click", () => made.close());
  made.addEventListener("click", (event) => event.target === made && made.close()); // beside it
  made.append(make("div", {}, make("h2", {}, "Поиск"), close), document.adoptNode(box));
  document.body.append(made);
  const here = location.pathname.slice(ROOT.pathname.length).split("/")[0];
  new Search(box, new URLSearchParams({ oblast: here }));
  return made;
}

function style() {
  const sheet = make("link", { rel: "stylesheet", href: new URL("assets/stylesheets/search.css", ROOT) });
  return new Promise((done, failed) => {
    sheet.addEventListener("load", done);
    sheet.addEventListener("error", failed);
    document.head.append(sheet);
  });
}

/** A form with what it found. */
class Search {
  constructor(box, asked, remember = () => {}) {
    this.box = box;
    this.form = box.querySelector("form");
    this.told = box.querySelector(".seek-told");
    this.list = box.querySelector(".seek-list");
    this.by = box.querySelector(".seek-by");
    this.more = box.querySelector(".seek-more");
    this.within = box.querySelector(".seek-within");
    this.remember = remember;
    this.turn = 0;
    this.form.elements.q.value = asked.get("q") ?? "";
    if (this.regions.has(asked.get("oblast"))) this.form.elements.oblast.value = asked.get("oblast");
    this.chosen = new Map(FACETS.map((facet) => [facet, new Set(asked.getAll(facet))]));
    this.form.addEventListener("submit", (event) => (event.preventDefault(), this.run()));
    this.form.elements.q.addEventListener("input", () => this.soon());
    this.form.elements.oblast.addEventListener("change", () => (this.forget(), this.run()));
    this.by.addEventListener("change", (event) => this.choose(event.target));
    this.more.addEventListener("click", () => this.show(true));
    box.addEventListener("keydown", (event) => this.step(event));
    this.by.parentElement.open = matchMedia("(min-width: 48em)").matches;
    box.hidden = false;
    if (asked.get("q")) this.run();
  }

  get regions() {
    return new Map([...this.form.elements.oblast.options].filter((one) => one.value).map((one) => [one.value, one.text]));
  }

  get query() {
    return this.form.elements.q.value.trim();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), 250);
  }

  forget() {
    this.chosen.forEach((values) => values.clear());
  }

  choose(input) {
    const values = this.chosen.get(input.name);
    input.checked ? values.add(input.value) : values.delete(input.value);
    this.draw();
  }

  async run() {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    const query = this.query;
    if (!query) return this.clear("");
    this.told.textContent = "Ищем…";
    try {
      const index = await load(this.form.elements.oblast.value || TITLES);
      const found = await look(index, query);
      if (turn !== this.turn) return;
      Object.assign(this, { index, ...found });
      await this.draw();
    } catch (error) {
      console.warn(error);
      if (turn === this.turn) this.clear(BROKEN);
    }
  }

  clear(words) {
    this.told.textContent = words;
    this.box.querySelector(".seek-found").hidden = true;
    this.list.replaceChildren();
    this.remember(this.state());
  }

  /** Show what was found and is chosen, from the beginning. */
  async draw() {
    const { facets } = this.index; // none in the index of titles, whose pages are those of districts
    const passes = (id, but) =>
      [...this.chosen].every(
        ([facet, values]) => facet === but || !values.size || [...values].some((value) => facets[facet]?.get(value)?.has(id)),
      );
    this.pages = this.found.filter(({ id }) => passes(id));
    const groups = FACETS.filter((facet) => facets[facet]).map((facet) => {
      const amount = (ids) => this.found.filter(({ id }) => ids.has(id) && passes(id, facet)).length;
      const counted = [...facets[facet]].map(([value, ids]) => [value, amount(ids)]);
      return this.group(facet, counted.filter(([value, amount]) => amount || this.chosen.get(facet).has(value)));
    });
    const { name, value } = this.by.contains(document.activeElement) ? document.activeElement : {};
    const unfolded = [...this.by.querySelectorAll("details[open]")].map((one) => one.id);
    this.by.replaceChildren(...groups.filter(Boolean));
    unfolded.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    [...this.by.querySelectorAll("input")].find((one) => one.name === name && one.value === value)?.focus();
    this.by.parentElement.hidden = !this.by.childElementCount;
    this.box.querySelector(".seek-found").hidden = !this.found.length;
    this.told.textContent = this.sentence();
    this.offer();
    this.list.replaceChildren();
    this.remember(this.state());
    await this.show(false);
  }

  sentence() {
    const { oblast } = this.form.elements;
    const where = oblast.value ? oblast.selectedOptions[0].text : "Названия по всему сайту";
    const lost = this.unknown.map((word) => `«${word}»`).join(", ");
    if (!this.found.length) {
      return `${where}: по запросу «${this.query}» ничего не нашлось. Проверьте, нет ли опечатки, или возьмите другое слово.`;
    }
    if (!this.pages.length) return `${where}: такого сочетания нет. Снимите часть отметок.`;
    const amount = this.pages.length;
    const words = oblast.value
      ? `${plural(amount, "нашлась", "нашлись", "нашлось")} ${amount} ${plural(amount, "страница", "страницы", "страниц")}`
      : `нашлось в ${amount} ${plural(amount, "районе или регионе", "районах или регионах", "районах или регионах")}`;
    const left = `${this.unknown.length > 1 ? "Слов" : "Слова"} ${lost} здесь нет, поиск шёл без ${this.unknown.length > 1 ? "них" : "него"}.`;
    return `${where}: ${words}.${lost ? ` ${left}` : ""}`;
  }

  /** In the index of titles: where the words within plans can be looked for. */
  offer() {
    const regions = this.form.elements.oblast.value ? [] : [...this.regions].slice(0, 12);
    this.within.hidden = !regions.length;
    const links = regions.map(([id, title]) => make("li", {}, make("a", { href: address({ q: this.query, oblast: id }) }, title)));
    this.within.querySelector("ul").replaceChildren(...links);
  }

  group(facet, counted) {
    if (!counted.length || (counted.length === 1 && !this.chosen.get(facet).size)) return null;
    const latest = ([a], [b]) => b.localeCompare(a);
    const most = ([a, m], [b, n]) => n - m || a.localeCompare(b, "ru");
    const items = counted.sort(facet === "year" ? latest : most).map(([value, amount]) => {
      const input = make("input", { type: "checkbox", name: facet, value, checked: this.chosen.get(facet).has(value) });
      const number = make("span", { className: "num" }, String(amount));
      return make("li", {}, make("label", {}, input, make("span", {}, value), " ", number));
    });
    const [first, rest] = [items.slice(0, CHOICES), items.slice(CHOICES)];
    const group = make("fieldset", {}, make("legend", {}, this.by.dataset[facet]), make("ul", {}, ...first));
    const unfold = make("summary", {}, `Ещё ${rest.length}`);
    if (rest.length) group.append(make("details", { id: `seek-${facet}` }, unfold, make("ul", {}, ...rest)));
    return group;
  }

  /** Show the next pages; `on` moves the focus to the first of them. */
  async show(on) {
    const turn = this.turn;
    const start = this.list.childElementCount;
    const data = await Promise.all(this.pages.slice(start, start + PAGES).map(read));
    if (turn !== this.turn || start !== this.list.childElementCount) return;
    const hits = data.map((one) => hit(one, this.index.base, this.terms, this.chosen));
    this.list.append(...hits);
    this.more.hidden = this.list.childElementCount >= this.pages.length;
    if (on) hits[0]?.querySelector("a").focus();
  }

  /** The arrows go from the field through the links of what was found, and back. */
  step(event) {
    const { q } = this.form.elements;
    const stops = [q, ...this.list.querySelectorAll("a")];
    const at = stops.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (at < 0 || to === undefined || !stops[to]) return;
    event.preventDefault();
    stops[to].focus();
  }

  state() {
    const asked = Object.entries({ q: this.query, oblast: this.form.elements.oblast.value }).filter(([, value]) => value);
    const chosen = [...this.chosen].flatMap(([facet, values]) => [...values].map((value) => [facet, value]));
    return new URLSearchParams([...asked, ...chosen]);
  }
}

/** What is found on a page: its title, where it belongs, and the passages with the words. */
function hit(data, base, terms, chosen) {
  const words = data.content.split(/\s+/);
  const found = places(data, words, terms);
  const [own, ...marks] = data.anchors.filter((anchor) => anchor.element === "i").sort((a, b) => a.location - b.location);
  const facets = new URLSearchParams(own.id.slice(1));
  const page = new URL(data.raw_url.slice(1), base);
  const title = data.meta.title.split(/\s+/);
  const passages = [];
  const about = { parts: [] }; // the words outside of passages
  let passage = about;
  let from = own.location;
  for (const { id, location } of [...marks, { id: "|", location: words.length }]) {
    if (id === "|") {
      if (from < location) passage.parts.push([from, location]);
    } else {
      const [href, told] = id.split("?");
      passages.push((passage = { href, told: new URLSearchParams(told), parts: [] }));
    }
    from = location;
  }
  const isIn = ({ parts }) => parts.some(([start, end]) => has(found, start, end));
  const named = passages.filter((one) => isIn(one) && fits(one.told, facets, chosen));
  const isAbout = !named.length && isIn(about);
  const kind = [facets.get("kind"), data.meta.place, years(facets.getAll("year"))].filter(Boolean).join(" · ");
  const shown = named.slice(0, PASSAGES).map((one) => row(one, words, found, facets, page));
  const rest = named.length - shown.length;
  return make(
    "li",
    {},
    make("h3", {}, make("a", { href: page }, ...marked(title, 0, title.length, found))),
    make("p", { className: "sm" }, kind),
    isAbout ? make("p", { className: "say" }, ...joined(about.parts, words, found)) : "",
    shown.length ? make("ul", {}, ...shown) : "",
    rest ? make("p", { className: "sm" }, `И ещё ${rest} на этой странице.`) : "",
  );
}

function row({ href, told, parts }, words, found, facets, page) {
  const [[start, end], ...others] = parts.filter(([at]) => words[at] !== told.get("label")); // a number stands before the row
  const kinds = told.getAll("kind").map((at) => facets.getAll("kind")[at]);
  const named = [...kinds, years(told.getAll("year").map((at) => facets.getAll("year")[at]))].filter(Boolean).join(", ");
  const label = told.get("label") ?? named;
  const isRow = href.startsWith("#m-");
  const title = marked(words, start, end, found);
  const rest = joined(others, words, found);
  return make(
    "li",
    {},
    label ? make("span", { className: isRow ? "num" : "num wide" }, isRow ? `п. ${label}` : label) : "",
    make("div", {}, make("a", { href: new URL(href, page) }, ...title), rest.length ? make("p", {}, ...rest) : ""),
  );
}

/** «2021–2024» of a row of years. */
function years(all) {
  return all.length > 1 ? `${all[0]}–${all.at(-1)}` : (all[0] ?? "");
}

function has(found, start, end) {
  for (let at = start; at < end; at++) if (found.has(at)) return true;
  return false;
}

/** Whether a passage answers to all that is chosen; what it does not say holds for the whole page. */
function fits(told, facets, chosen) {
  return FACETS.every((facet) => {
    const said = facet === "party" || told.has(facet) ? told.getAll(facet).map((at) => facets.getAll(facet)[at]) : null;
    return !said || !chosen.get(facet).size || said.some((value) => chosen.get(facet).has(value));
  });
}

/** Texts one after another, with a dot between them. */
function joined(parts, words, found) {
  return parts.flatMap(([start, end], i) => [i ? " · " : "", ...marked(words, start, end, found)]);
}

/** The words from `start` to `end`, what was found among them in <mark>; a long text is cut around it. */
function marked(words, start, end, found) {
  let [from, to] = [start, end];
  if (end - start > WORDS) {
    while (from < end && !found.has(from)) from++;
    from = from === end ? start : Math.max(start, Math.min(from - 8, end - WORDS));
    to = from + WORDS;
  }
  const nodes = [];
  for (let at = from; at < to; at++) {
    const [, before, word, after] = words[at].match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u);
    nodes.push(...(found.has(at) ? [before, make("mark", {}, word), after] : [words[at]]), " ");
  }
  nodes.pop();
  return [from > start ? "… " : "", ...nodes, to < end ? " …" : ""];
}

function address(asked) {
  return new URL(`search/?${new URLSearchParams(asked)}`, ROOT);
}

function make(tag, values, ...children) {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...children);
  return element;
}

const forms = new Intl.PluralRules("ru");

function plural(number, one, few, many) {
  return { one, few }[forms.select(number)] ?? many;
}

// The page /search/: its form stands in it, and its address says what was asked.
const own = document.querySelector("main #seek");
if (own) {
  document.querySelector(".seek-off")?.remove();
  new Search(own, new URLSearchParams(location.search), (asked) => {
    const query = asked.toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  });
}
