// Words and combinations for the filters of a plan. Without this script each filter is a link to a line (p.fx) of the page, and the
// style sheet leaves its rows; with it one form stands for all lines, and the address says what is chosen: #f-m6~words.
(() => {
  "use strict";
  const place = document.currentScript.parentNode;
  const lines = [...document.querySelectorAll("p.fx")];
  const rows = [...document.querySelectorAll(".chart tbody tr")];
  const fold = (text) => text.toLowerCase().replaceAll("ё", "е");
  const make = (name, values, ...inner) => {
    const element = Object.assign(document.createElement(name), values);
    element.append(...inner);
    return element;
  };

  // A select for each group of lines.
  const titles = {};
  const css = {};
  const selects = [];
  for (const line of lines) {
    if (line.dataset.l) {
      selects.push(make("select", {}, new Option("все", "")));
      selects.at(-1).label = line.dataset.l;
    }
    const id = line.id.slice(2);
    titles[id] = line.querySelector("span").textContent;
    css[id] = line.classList[1];
    selects.at(-1).append(new Option(titles[id], id));
    line.remove();
  }
  const words = make("input", { type: "search", autocomplete: "off" });
  const form = make("form", { role: "search", ariaLabel: "Отбор мероприятий" });
  form.append(make("label", {}, "Слова", words), ...selects.map((select) => make("label", {}, select.label, select)));
  const said = make("p", { className: "fx", role: "status", tabIndex: -1 });
  place.append(make("details", {}, make("summary", {}, "Найти и отобрать"), form), said);

  // What a row says; a sub-activity stands under a group that says it too, and a group and a section stay above their rows.
  let group;
  const leaves = [];
  for (const row of rows) {
    const is = (name) => row.classList.contains(name);
    if (is("grp")) group = row;
    else if (!is("sub")) group = null;
    if (is("sec") || is("grp")) continue;
    const above = [row.parentNode.querySelector(".sec"), is("sub") && group].filter(Boolean);
    leaves.push({ row, above, text: fold(row.textContent + (above[1] ? above[1].textContent : "")), counts: !is("gone") });
  }
  const total = leaves.filter((leaf) => leaf.counts).length;

  const show = () => {
    const chosen = selects.map((select) => select.value).filter(Boolean);
    const sought = words.value.trim();
    const parts = fold(sought).split(/\s+/);
    const kept = leaves.filter(
      ({ row, text }) => chosen.every((id) => row.classList.contains(css[id])) && parts.every((part) => text.includes(part)),
    );
    const seen = new Set(kept.flatMap(({ row, above }) => [row, ...above]));
    const all = !chosen.length && !sought;
    for (const row of rows) row.classList.toggle("off", !all && !seen.has(row));
    const names = [...chosen.map((id) => titles[id]), ...(sought ? [`«${sought}»`] : [])].join(", ");
    const amount = kept.filter((leaf) => leaf.counts).length;
    said.replaceChildren();
    if (!all) said.append(`Показано ${amount} из ${total}: ${names} `, make("a", { href: "#meropriyatiya" }, "Показать все"));
    return all ? "#meropriyatiya" : `#f-${chosen}${sought ? "~" + encodeURIComponent(sought) : ""}`;
  };

  // From the address: on arrival, by a link, by the buttons back and forward.
  let byLink = true;
  const read = () => {
    const [, ids, text] = /^#f-([^~]*)~?(.*)$/.exec(location.hash) || [, "", ""];
    for (const select of selects) {
      select.value = "";
      for (const id of ids.split(",")) if ([...select.options].some((option) => option.value === id)) select.value = id;
    }
    try {
      words.value = decodeURIComponent(text);
    } catch {
      words.value = "";
    }
    show();
    if (byLink && said.firstChild) {
      said.focus({ preventScroll: true });
      place.scrollIntoView();
    } else if (location.hash.startsWith("#m-")) {
      document.getElementById(location.hash.slice(1))?.scrollIntoView();
    }
    byLink = false;
  };
  addEventListener("hashchange", read);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#f-"]');
    if (!link) return;
    byLink = true;
    if (link.hash === location.hash) read();
  });

  // To the address: a choice is a step to go back by, a letter is none.
  form.addEventListener("change", (event) => event.target !== words && history.pushState(null, "", show()));
  words.addEventListener("input", () => history.replaceState(null, "", show()));
  form.addEventListener("submit", (event) => event.preventDefault());
  if (location.hash.startsWith("#f-")) read();
  byLink = false;
})();
