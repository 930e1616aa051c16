// Pages are whole without this: it adds suggestions while one types, and tips on charts.
(() => {
  "use strict";
  const english = document.documentElement.lang === "en";

  function suggest(input) {
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.id = input.id + "-list";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", english ? "Indicators" : "指标");
    const status = document.createElement("span");
    status.className = "small";
    status.setAttribute("role", "status");
    input.parentElement.append(list, status);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id], ["autocomplete", "off"]]) {
      input.setAttribute(name, value);
    }

    let timer = 0, asked = null, chosen = -1;
    const close = () => { list.hidden = true; chosen = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
    const mark = index => {
      chosen = index;
      [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
      if (index < 0) { input.removeAttribute("aria-activedescendant"); return; }
      input.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    };
    const go = code => { location.href = "/indicators/" + encodeURIComponent(code) + (english ? "?lang=en" : ""); };
    const show = items => {
      list.replaceChildren(...items.map((item, i) => {
        const row = document.createElement("li");
        row.id = list.id + i;
        row.setAttribute("role", "option");
        row.textContent = english ? item.nameEn : item.nameZh;
        const code = document.createElement("span");
        code.className = "small";
        code.textContent = item.code;
        row.append(code);
        row.addEventListener("mousedown", event => { event.preventDefault(); go(item.code); });
        return row;
      }));
      list.hidden = items.length === 0;
      input.setAttribute("aria-expanded", String(items.length > 0));
      status.textContent = items.length === 0 ? (english ? "Nothing found" : "没有找到") : "";
      list.items = items;
      mark(-1);
    };
    const ask = async () => {
      const text = input.value.trim();
      asked?.abort();
      if (text.length === 0 || text.length > 100) { close(); status.textContent = ""; return; }
      asked = new AbortController();
      try {
        const answer = await fetch("/v1/indicators?pageSize=8&q=" + encodeURIComponent(text), { signal: asked.signal });
        if (answer.ok) { show((await answer.json()).items); } else { close(); }
      } catch { /* another question took its place, or the network is gone: the form still works */ }
    };
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", event => {
      if (list.hidden) { return; }
      const count = list.children.length;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        mark(event.key === "ArrowDown" ? (chosen + 1) % count : (chosen + count) % (count + 1) - 1);
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        go(list.items[chosen].code);
      } else if (event.key === "Escape") {
        close();
      }
    });
  }

  // A chart that is put into the page lets each of its marks be pointed at and reached by keyboard.
  async function inline(image) {
    try {
      const answer = await fetch(image.currentSrc || image.src);
      const text = answer.ok ? await answer.text() : "";
      const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
      if (svg.nodeName !== "svg" || svg.querySelector("script, foreignObject, a")) { return; }
      const own = document.importNode(svg, true);
      own.setAttribute("role", "group");
      own.setAttribute("aria-label", image.alt);
      (image.closest("picture") || image).replaceWith(own);
      tips(own);
    } catch { /* the picture stays */ }
  }

  function tips(svg) {
    const tip = document.createElement("div");
    tip.className = "tip";
    tip.hidden = true;
    document.body.append(tip);
    let shown = null;
    const marks = [...svg.querySelectorAll("[data-tip], [data-value]")].slice(0, 500);
    for (const mark of marks) {
      const title = mark.querySelector("title");
      const words = mark.dataset.tip || (title && title.textContent) || "";
      if (words === "") { continue; }
      if (title) { title.remove(); }
      mark.setAttribute("tabindex", "0");
      mark.setAttribute("role", "img");
      mark.setAttribute("aria-label", words);
      const show = () => {
        const box = mark.getBoundingClientRect();
        shown = show;
        tip.textContent = words;
        tip.hidden = false;
        const left = Math.max(4, Math.min(box.left + box.width / 2 - tip.offsetWidth / 2, innerWidth - tip.offsetWidth - 4));
        const top = box.top - tip.offsetHeight - 6;
        tip.style.left = left + "px";
        tip.style.top = (top < 4 ? box.bottom + 6 : top) + "px";
      };
      const hide = () => { tip.hidden = true; shown = null; };
      mark.addEventListener("mouseenter", show);
      mark.addEventListener("focus", show);
      mark.addEventListener("mouseleave", hide);
      mark.addEventListener("blur", hide);
    }
    addEventListener("keydown", event => { if (event.key === "Escape") { tip.hidden = true; shown = null; } });
    // A mark that the keyboard reaches is scrolled to, which must not take its tip away: the tip goes along.
    addEventListener("scroll", () => { if (shown) { shown(); } }, { passive: true });
  }

  document.querySelectorAll("input[data-suggest]").forEach(suggest);
  document.querySelectorAll("img[data-inline]").forEach(image => image.complete ? inline(image) : image.addEventListener("load", () => inline(image), { once: true }));
})();
