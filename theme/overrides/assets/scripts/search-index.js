// The indexes of the search, and what is truly in them. They are made at the build (generator/search.py) of entries
// (generator/pages/entries.py) and read by Pagefind.

export const ROOT = new URL("../../", import.meta.url); // of the site, wherever it lies
export const TITLES = "search"; // the index of all titles; the others have the name of their region
const TRIED = 3; // pages looked into to see whether a word is there
const RANKING = { termSimilarity: 4 }; // a page with the very word stands before one with another form of it
const COUNTED = 60; // pages looked into where a word must stand as it is
const TERM = /\p{N}+(?:\.\p{N}+)+|[\p{L}\p{N}]+/gu; // «6.2» and «20.08.2021» are one

const indexes = new Map();

/** An index with its facets: for each value of one the pages that have it. */
export function load(name) {
  if (!indexes.has(name)) indexes.set(name, begin(name).catch((error) => (indexes.delete(name), Promise.reject(error))));
  return indexes.get(name);
}

async function begin(name) {
  const home = new URL(`${name}/pagefind/`, ROOT);
  const script = import(new URL(`${TITLES}/pagefind/pagefind.js`, ROOT));
  const [pagefind, facets] = await Promise.all([script, name === TITLES ? {} : choices(home)]);
  const index = pagefind.createInstance({ basePath: home.href, noWorker: true, ranking: RANKING });
  return { facets, base: new URL(name === TITLES ? "./" : `${name}/`, ROOT), search: (text) => index.search(text) };
}

async function choices(home) {
  const answer = await fetch(new URL("facets.json", home));
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  const { pages, ...facets } = await answer.json();
  const sets = (values) => new Map(Object.entries(values).map(([value, at]) => [value, new Set(at.map((i) => pages[i]))]));
  return Object.fromEntries(Object.entries(facets).map(([facet, values]) => [facet, sets(values)]));
}

/** The pages of an index with the words of a query, and the words that none has.
 *
 * For a word that it does not know Pagefind gives the pages with the longest beginning of it, down to a single letter. So the
 * first of them are looked into, and what has only a beginning is not found.
 */
export async function look(index, query) {
  const terms = (query.match(TERM) ?? []).map(plain);
  const known = await Promise.all(
    terms.map(async (term) => {
      const { results } = await index.search(term);
      const pages = await Promise.all(results.slice(0, TRIED).map(read));
      return pages.some((page) => isOn(page, [term]));
    }),
  );
  const kept = terms.filter((_, i) => known[i]);
  const unknown = terms.filter((_, i) => !known[i]);
  if (!kept.length) return { found: [], terms: kept, unknown };
  const asked = unknown.length ? kept.join(" ") : query.replace(/[«»„“”]/g, '"'); // in quotes: words one after another
  let { results: found } = await index.search(asked);
  if (kept.some(isWhole)) {
    const near = found.slice(0, COUNTED);
    const pages = await Promise.all(near.map(read));
    found = [...near.filter((_, i) => kept.every((term) => isOn(pages[i], [term]))), ...found.slice(COUNTED)];
  }
  return { found, terms: kept, unknown };
}

/** What an index keeps of a page. Pagefind has one object of it for all queries and writes the latest places into it. */
export async function read(page) {
  return { ...(await page.data()), locations: page.words };
}

/** The places of the words of a page that answer to one of the terms. */
export function places(page, words, terms) {
  return new Set(page.locations.filter((at) => answers(words[at], terms)));
}

function isOn(page, terms) {
  const isThere = places(page, page.content.split(/\s+/), terms).size > 0;
  return isThere || page.meta.place.split(/\s+/).some((word) => answers(word, terms));
}

/** Whether a word is a form of one of the terms, or begins with it. */
function answers(word, terms) {
  const said = plain(word);
  const parts = new Set([...(said.match(TERM) ?? []), ...(said.match(/[\p{L}\p{N}]+/gu) ?? [])]);
  return [...parts].some((part) => terms.some((term) => isForm(part, term)));
}

function isForm(word, term) {
  if (isWhole(term)) return word === term;
  let same = 0;
  while (same < term.length && word[same] === term[same]) same++;
  const rest = term.length - same; // an ending of Russian has up to 3 letters, and with a suffix more; «э» stands in none
  if (term.includes("э", same) || (same === 2 && rest && word.length > 3)) return false; // «мая» is no form of «март»
  return !rest || (same > 1 && rest <= Math.min(3, same)) || same / term.length > 0.65;
}

/** A number or a word of one or two letters is found only as it stands. */
function isWhole(term) {
  return term.length < 3 || /^[\p{N}.]+$/u.test(term);
}

function plain(text) {
  return text.toLowerCase().replaceAll("ё", "е");
}
