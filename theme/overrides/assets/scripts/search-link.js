// The only script of an ordinary page: «Поиск» opens over the page. Without it, or if anything fails, the link leads to /search/.
const link = document.querySelector(".to-search");

link.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  import("./search.js").then((search) => search.open(link)).catch(() => location.assign(link.href));
});
