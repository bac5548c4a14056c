// «Разместить на своём сайте»: a button that copies each piece of HTML, and the root of the site where it was not known.
(() => {
  "use strict";
  const { root, mark } = document.querySelector(".rungs").dataset;
  const found = root && location.protocol.startsWith("http") ? new URL(root, location.href).href : mark;
  if (found !== mark) {
    document.querySelector("#adres").remove();
    for (const code of document.querySelectorAll(".pieces code")) code.textContent = code.textContent.replace(mark, found);
  }
  for (const field of document.querySelectorAll(".snip textarea")) {
    const [label] = field.labels;
    const said = Object.assign(document.createElement("span"), { role: "status", className: "said" });
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Скопировать" });
    button.setAttribute("aria-label", `Скопировать: ${label.textContent}`);
    if (mark) field.value = field.value.replaceAll(mark, found);
    button.addEventListener("click", async () => {
      field.select();
      let isCopied = true;
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        isCopied = document.execCommand("copy"); // a site without https has no clipboard of its own
      }
      said.textContent = isCopied ? "Скопировано" : "Не вышло: выделено, нажмите Ctrl+C";
      setTimeout(() => (said.textContent = ""), 4000);
    });
    field.after(button, said);
  }
})();
