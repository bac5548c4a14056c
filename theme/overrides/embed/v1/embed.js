// Version 1, for ever: pages of schools hold the hash of this file.
// <a class="roadmaps-embed" href="a page of this site"> becomes a frame as high as what is in it; if anything fails, the link
// remains. data-part: a part of the page; data-theme: light or dark; data-height: a fixed height in pixels.
(() => {
  "use strict";
  const root = new URL("../../", document.currentScript.src).href;
  const frames = [];

  addEventListener("message", ({ source, data }) => {
    if (!source || data?.type !== "roadmaps:height" || data.v !== 1 || !Number.isFinite(data.height)) return;
    for (const [frame, link, isFixed] of frames) {
      // The origin of a frame in a sandbox is "null": what tells it is its window.
      if (source !== frame.contentWindow) continue;
      if (!isFixed) frame.style.height = `${Math.min(Math.max(Math.ceil(data.height), 100), 10000)}px`;
      link.style.setProperty("display", "none", "important");
    }
  });

  const show = () => {
    for (const link of document.querySelectorAll("a.roadmaps-embed")) {
      if (!link.href.startsWith(root)) continue;
      link.classList.remove("roadmaps-embed");
      const { part = "", theme, height } = link.dataset;
      const pixels = Math.min(Math.max(parseInt(height) || 0, 0), 10000);
      const page = link.href.slice(root.length).replace(/^embed\/|[?#].*/g, "").replace(/\/*(index\.html)?$/, "");
      const frame = document.createElement("iframe");
      frame.sandbox = "allow-scripts allow-popups allow-popups-to-escape-sandbox";
      frame.loading = "lazy";
      frame.title = link.textContent.trim();
      frame.style.cssText = `display: block; width: 100%; height: ${pixels || 600}px; border: 0`;
      if (/^(light|dark)$/.test(theme)) frame.style.colorScheme = theme;
      frame.src = `${root}embed/${page}/${/^[\w/-]+$/.test(part) ? `${part}/` : ""}${link.hash}`;
      frames.push([frame, link, pixels > 0]);
      link.after(frame);
    }
  };
  show();
  addEventListener("DOMContentLoaded", show);
})();
