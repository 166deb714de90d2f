"use strict";
(() => {
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const items = [...document.querySelectorAll(".item")];
  const views = [...document.querySelectorAll(".view")];
  let current = null; // the view on show
  let finding = null; // the last finding on show
  let step = null;
  root.classList.add("js");

  // Theme: the system's until somebody chooses.
  const store = (theme) => { try { localStorage.setItem("wskvet-theme", theme); } catch { /* a file may have no storage */ } };
  const stored = () => { try { return localStorage.getItem("wskvet-theme"); } catch { return null; } };
  const setTheme = (theme) => { if (theme === "light" || theme === "dark") root.dataset.theme = theme; };
  const toggleTheme = () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    setTheme(dark ? "light" : "dark");
    store(root.dataset.theme);
  };
  setTheme(stored());

  // The rail joins the steps of a view in the order of the path.
  const svg = (name, attrs) => {
    const e = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const k in attrs) e.setAttribute(k, attrs[k]);
    return e;
  };
  // A call goes down beside the callee's frame and into it; a return crosses
  // over between the frames, where no text is.
  const joint = (a, b) => {
    const r = Math.min(12, Math.abs(b.x - a.x));
    if (b.x > a.x) return `M${a.x} ${a.y}V${b.y - r}Q${a.x} ${b.y} ${a.x + r} ${b.y}H${b.x}`;
    if (b.x < a.x) return `M${a.x} ${a.y}V${a.end}C${a.x} ${a.end + 12} ${b.x} ${a.end} ${b.x} ${a.end + 12}V${b.y}`;
    return `M${a.x} ${a.y}V${b.y}`;
  };
  const drawRail = () => {
    const path = current && current.querySelector(".path");
    if (!path) return;
    path.querySelector(".rail")?.remove();
    const box = path.getBoundingClientRect();
    const at = [...path.querySelectorAll(".dot")].map((d) => {
      const b = d.getBoundingClientRect();
      return { x: b.left + b.width / 2 - box.left, y: b.top + b.height / 2 - box.top, end: d.closest(".frame").getBoundingClientRect().bottom - box.top };
    });
    const rail = svg("svg", { class: "rail", height: box.height, "aria-hidden": "true" });
    for (let i = 1; i < at.length; i++) rail.append(svg("path", { d: joint(at[i - 1], at[i]) }));
    path.append(rail);
    markRail();
  };
  const markRail = () => {
    const lines = current ? [...current.querySelectorAll(".rail path")] : [];
    const n = step ? steps().indexOf(step) : -1;
    lines.forEach((l, i) => l.classList.toggle("on", i === n - 1));
  };

  // Views and steps.
  const steps = () => current ? [...current.querySelectorAll(".step")] : [];
  const show = (view) => {
    if (!view || view === current) return;
    current?.classList.remove("on");
    selectStep(null);
    current = view;
    if (!view.classList.contains("doc")) finding = view;
    view.classList.add("on");
    for (const a of items) {
      const on = a.hash === "#" + view.id;
      a.classList.toggle("on", on);
      a.toggleAttribute("aria-current", on);
      if (on) {
        a.closest("details").open = true;
        a.scrollIntoView({ block: "nearest" });
      }
    }
    scrollTo(0, 0);
    drawRail();
  };
  const selectStep = (to) => {
    for (const e of document.querySelectorAll(".step.on, .arrow.on")) e.classList.remove("on");
    step = to;
    if (to) {
      to.classList.add("on");
      const arrows = [...current.querySelectorAll(".arrow")];
      const n = steps().indexOf(to);
      // The arrow that this step or the last one before it took.
      arrows.filter((a) => steps().findIndex((s) => s.id === a.dataset.step) === n).forEach((a) => a.classList.add("on"));
      to.scrollIntoView({ block: "center" });
    }
    markRail();
  };
  const moveStep = (by) => {
    const all = steps();
    if (!all.length) return;
    const i = step ? all.indexOf(step) + by : by > 0 ? 0 : all.length - 1;
    if (all[i]) selectStep(all[i]);
  };
  const visible = () => items.filter((a) => !a.classList.contains("hide"));
  const moveFinding = (by) => {
    const all = visible();
    const i = finding ? all.findIndex((a) => a.hash === "#" + finding.id) : -1;
    const to = i < 0 ? all[0] : current !== finding ? all[i] : all[i + by];
    if (to) location.hash = to.hash;
  };
  const toggleRule = () => {
    if (current?.classList.contains("doc")) { if (finding) location.hash = finding.id; return; }
    const link = current?.querySelector(".rule a");
    if (link) location.hash = link.hash;
  };
  const follow = () => {
    const target = $(location.hash.slice(1));
    const view = target?.closest(".view");
    show(view || (current ? null : $(visible()[0]?.hash.slice(1)) || views[0]));
    if (target?.classList.contains("step")) selectStep(target);
  };

  // The filter matches every word in what the list and the steps say.
  const text = items.map((a) => [
    a.closest(".group").querySelector("summary"), a.closest(".pkg").querySelector("h3"), a,
    ...$(a.hash.slice(1)).querySelectorAll(".frame h3, .bubble"),
  ].map((e) => e?.textContent ?? "").join(" ").toLowerCase());
  const applyFilter = () => {
    const words = $("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
    const all = $("suppressed")?.checked;
    const may = items.filter((a) => all || !a.classList.contains("off"));
    items.forEach((a, i) => a.classList.toggle("hide", !may.includes(a) || !words.every((w) => text[i].includes(w))));
    for (const box of document.querySelectorAll(".pkg, .group")) {
      const n = box.querySelectorAll(".item:not(.hide)").length;
      box.classList.toggle("hide", n === 0);
      const count = box.querySelector(".count");
      if (count) count.textContent = n;
    }
    $("shown").textContent = words.length ? `${visible().length} of ${may.length}` : "";
  };

  const keys = $("keys");
  const help = () => keys.open ? keys.close() : keys.showModal();
  $("theme").addEventListener("click", toggleTheme);
  $("help").addEventListener("click", help);
  $("close").addEventListener("click", () => keys.close());
  $("filter")?.addEventListener("input", applyFilter);
  $("suppressed")?.addEventListener("change", applyFilter);
  document.addEventListener("click", (e) => {
    const dot = e.target.closest(".dot");
    if (dot) selectStep(dot.parentElement);
    const arrow = e.target.closest(".arrow");
    if (arrow) { e.preventDefault(); selectStep($(arrow.dataset.step)); }
  });
  document.addEventListener("toggle", drawRail, true);
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.target.matches("input[type=search]")) {
      if (e.key === "Escape" || e.key === "Enter") e.target.blur();
      return;
    }
    if (keys.open && e.key !== "?") return;
    const action = {
      j: () => moveFinding(1), k: () => moveFinding(-1), n: () => moveStep(1), p: () => moveStep(-1),
      r: toggleRule, t: toggleTheme, "?": help, "/": () => $("filter")?.focus(),
    }[e.key];
    if (action) { e.preventDefault(); action(); }
  });
  addEventListener("hashchange", follow);
  addEventListener("resize", drawRail);
  if (items.length) applyFilter();
  follow();
})();
