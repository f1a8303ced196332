// The page: takes answers, asks the library, shows what it draws. Everything in it that is HTML comes from there, escaped.
const own = document.currentScript.dataset;
const keys = document.body.dataset.keys.split(" ");
/** What of an address is no answer, but what is looked at. */
const views = ["", "why", "plan", "show", "list", "guide"];
const looks = ["view", "id", "topic", "stack", "start", "parallel", "top", "explain"];
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
const questions = $("#questions");

/** What is told, by field; what of it no question asks for; what is held; what is looked at. */
let you = new Map(), others = new Map(), held = [], place = new Map();
/** What of that the address tells besides what was typed, once somebody said so: ids with their days, a name and a note. */
let shared = { have: [], name: "", note: "" };
/** The fields that were not understood. */
let faulty = new Set();
/** One question at a time: whether, which, and which were asked before it. */
let one = true, step = "role", asked = [];
/** The library here, and beside the page; the number of what was asked last. */
let now, later, latest = 0;

const today = () => {
  const day = new Date();
  return [day.getFullYear(), String(day.getMonth() + 1).padStart(2, "0"), String(day.getDate()).padStart(2, "0")].join("-");
};

/** So many things are held at most, and so many bytes of a file are read: the rest is no single person's. */
const [MOST, LARGEST] = [300, 1 << 20];

const set = (map, key, value) => map.set(key, [...(map.get(key) ?? []), value]);

/** A request with all that is told. */
const about = (ask, more = {}) => {
  const told = Object.fromEntries([...you].map(([key, values]) => [key, values.length > 1 ? values : values[0]]));
  if (held.length) told.have = held.slice(0, MOST).map(one => one.written);
  return { ask, as_of: today(), you: told, ...more };
};

// The address: every answer, behind the #, so that no server sees it.

const address = () => {
  const told = new URLSearchParams();
  for (const [key, values] of [...you, ...place]) for (const value of values) if (value && !faulty.has(key)) told.append(key, value);
  for (const one of held) if (one.typed || shared.have.includes(one.written)) told.append("have", one.typed || one.written);
  for (const whose of ["name", "note"]) if (shared[whose]) told.append(whose, shared[whose]);
  return `#${told}`;
};

const keep = pushes => {
  const same = address() === (location.hash || "#");
  history[pushes && !same ? "pushState" : "replaceState"]({ one, step, asked }, "", address());
};

const restore = () => {
  [you, place] = [new Map(), new Map()];
  const names = [];
  for (const [key, value] of new URLSearchParams(location.hash.slice(1, 20000))) {
    if (key === "have") names.push(value);
    else if (key === "name" || key === "note") $(`#${key}`).value = shared[key] = value;
    else set(looks.includes(key) || key.startsWith("only.") ? place : you, key, value);
  }
  if (!views.includes(first("view"))) place.delete("view");
  held = held.filter(one => !one.typed);
  take(now({ ask: "held", as_of: today(), typed: true }, encoded(names.slice(0, MOST).join("\n"))), "typed");
  // In whatever words the address tells it, what is understood is ticked.
  const { told, faults } = now(about("shortlist"));
  const understood = new Map(Object.entries(told).filter(([key]) => key !== "have"));
  for (const key of Object.keys(faults)) if (you.has(key)) understood.set(key, you.get(key));
  fill(understood);
};

// The questions.

const tells = input => Object.entries(JSON.parse(input.dataset.tells));

/** Ticks what is told; what no question asks for is kept beside them. */
const fill = told => {
  others = new Map(told);
  const covered = (key, values) => {
    const rest = (others.get(key) ?? []).filter(value => !values.includes(value));
    rest.length ? others.set(key, rest) : others.delete(key);
  };
  const is = input => tells(input).every(([key, values]) => values.every(value => told.get(key)?.includes(value)));
  for (const group of $$(".question")) {
    for (const box of $$("[type=checkbox][data-tells]", group)) {
      box.checked = is(box);
      if (box.checked) for (const [key, values] of tells(box)) covered(key, values);
    }
    const radios = $$("[type=radio]", group);
    const best = radios.filter(radio => radio.value && is(radio)).sort((a, b) => tells(a).length - tells(b).length).pop();
    for (const radio of radios) radio.checked = radio === (best ?? radios.at(-1));
    if (best) for (const [key, values] of tells(best)) covered(key, values);
  }
  for (const input of $$("[data-key]", questions)) {
    const key = input.dataset.key;
    input.value = told.get(key)?.[0] ?? (key === "by" && told.get("weeks")?.[0]) ?? "";
    if (!input.value || input.value === "false") input.value = "";
    others.delete(key);
    if (key === "by") others.delete("weeks");
  }
  gather();
};

/** Reads what is ticked and typed. */
const gather = () => {
  you = new Map(others);
  for (const input of $$("[data-tells]:checked", questions))
    for (const [key, values] of tells(input)) for (const value of values) set(you, key, value);
  for (const input of $$("[data-key]", questions)) if (input.value.trim()) you.set(input.dataset.key, [input.value.trim()]);
};

const answered = event => {
  const group = event.target.closest(".question");
  if (!group || !(event.target.dataset.tells || event.target.dataset.key)) return;
  const was = about("shortlist").you;
  // What a question asks for is told by its answer alone.
  for (const input of $$("[data-tells]", group)) for (const [key] of tells(input)) others.delete(key);
  gather();
  draw({ was, changed: group.dataset.topic });
  // One question at a time, the Back button goes from question to question.
  keep(event.type === "change" && !event.target.dataset.key && !one);
};
questions.addEventListener("input", event => event.target.dataset.key && answered(event));
questions.addEventListener("change", event => event.target.dataset.tells && answered(event));

/** Shows the question that is asked, or all of them. */
const ask = focus => {
  questions.classList.toggle("one", one);
  for (const section of $$("[data-step]")) {
    section.hidden = one && section.dataset.step !== step;
    $$(".question", section).forEach((question, number) => (question.open = one && number === 0));
  }
  $(".steps").hidden = !one;
  $("#back").disabled = !asked.length;
  $("#counter").textContent = one ? `${asked.length + 1} of at most ${$$("[data-step]").length - 1}` : "";
  $("#mode").textContent = one ? "All questions at once" : "One question at a time";
  const section = $(`[data-step=${step}]`);
  if (focus && section.getBoundingClientRect().top < $("#brief").offsetHeight) section.scrollIntoView();
  if (focus) ($(`[data-step=${step}] :checked`) ?? $(`[data-step=${step}] :is(input, select)`))?.focus();
};
const all = () => {
  [one, step, asked] = [false, "role", []];
  ask();
};
questions.addEventListener("submit", async event => {
  event.preventDefault();
  if (!one) return;
  // What was not understood is asked for again.
  const wrong = $(`[data-step=${step}] [aria-invalid=true]`);
  if (wrong) return wrong.focus();
  asked = [...asked, step];
  const { next } = await later(about("next", { asked }));
  if (next) step = next;
  else all();
  history.pushState({ one, step, asked }, "", address());
  next ? ask(true) : look();
});
$("#back").addEventListener("click", () => {
  [step, asked] = [asked.at(-1), asked.slice(0, -1)];
  keep(false);
  ask(true);
});
$("#mode").addEventListener("click", () => {
  one ? all() : ((one = true), ask(true));
  keep(false);
});
$("#clear").addEventListener("click", () => {
  [held, place, one, step, asked] = [[], new Map(), true, "role", []];
  shared = { have: [], name: "", note: "" };
  for (const whose of ["name", "note", "paste", "hold", "earned", "file"]) $(`#${whose}`).value = "";
  fill(new Map());
  trouble("have", []);
  heldShown();
  draw();
  keep(true);
  ask(true);
});

// What is held: typed, or pasted and dropped; that goes into the address only when somebody says so.

const encoded = text => new TextEncoder().encode(text);
const trouble = (key, lines) => {
  const shown = lines.slice(0, 5).map(line => line.said ?? line);
  if (lines.length > 5) shown.push(`and ${lines.length - 5} more`);
  $(`#fault-${key}`).innerHTML = shown.join("<br>");
  if (shown.length && !one) $(`#fault-${key}`).closest(".question").open = true;
};

/** Takes what was understood, in the place of what came from there before; names that nobody knows are told in the answer. */
const take = (found, from) => {
  if (from !== "typed") held = held.filter(other => other.from !== from);
  for (const one of found.have ?? []) {
    const typed = from === "typed" ? one.written : held.find(other => other.name === one.name)?.typed;
    held = held.filter(other => other.name !== one.name);
    held.push({ ...one, from, typed });
  }
  for (const { written } of (found.unknown ?? []).slice(0, 20)) if (written) held.push({ written, from, typed: from === "typed" && written });
  heldShown();
  trouble("have", found.fault ? [found.fault] : found.unknown);
};

/** Reads a file, or what was pasted, beside the page. `person` is whose are meant, of several. */
let last = null;
const read = async (bytes, from, person) => {
  if (bytes.length > LARGEST) return trouble("have", ["It is larger than 1 MB, which is no single person's list."]);
  last = { bytes, from };
  let found = await later({ ask: "held", as_of: today(), typed: from === "paste", ...(person && { person }) }, bytes);
  if (found.encoding) {
    const readable = encoded(new TextDecoder(found.encoding).decode(bytes));
    found = await later({ ask: "held", as_of: today(), typed: from === "paste", ...(person && { person }) }, readable);
    if (found.encoding) found = { fault: "It is no text." };
  }
  $("#whose").hidden = !found.people?.length && !person;
  if (found.people?.length) $("#person").replaceChildren(new Option("pick one", ""), ...found.people.slice(0, MOST).map(name => new Option(name)));
  take(found, from);
  draw();
  keep(false);
};
const heldShown = () => {
  $("#held").replaceChildren(
    ...held.filter(one => one.name).map(one => {
      const [line, button] = [document.createElement("li"), document.createElement("button")];
      button.type = "button";
      button.textContent = "Remove";
      button.setAttribute("aria-label", `Remove ${one.name}`);
      button.addEventListener("click", () => {
        held = held.filter(other => other !== one);
        heldShown();
        draw();
        keep(true);
        $("#hold").focus();
      });
      const days = [one.day && `earned ${one.day}`, one.until && `valid until ${one.until}`].filter(Boolean);
      line.append(`${[one.name, ...days].join(", ")} `, button);
      return line;
    }),
  );
  $("#link").hidden = !held.some(one => one.name && !one.typed) && !$("#name").value && !$("#note").value;
};
const add = () => {
  const [name, day] = [$("#hold").value.trim(), $("#earned").value];
  if (!name) return;
  const found = now({ ask: "held", as_of: today(), typed: true }, encoded(name + (day && `@${day}`)));
  take(found, wasPasted ? `pasted ${name}` : "typed");
  if (found.have?.length) $("#hold").value = $("#earned").value = "";
  draw();
  keep(true);
};
let wasPasted = false;
$("#hold").addEventListener("paste", event => {
  const text = event.clipboardData?.getData("text") ?? "";
  wasPasted = true;
  if (!text.trim().includes("\n")) return;
  // An export has found the wrong field.
  event.preventDefault();
  read(encoded(text), "paste");
});
$("#hold").addEventListener("input", event => (wasPasted &&= event.target.value !== ""));
$("#add").addEventListener("click", add);
$("#hold").addEventListener("keydown", event => {
  if (event.key !== "Enter" || !event.target.value.trim()) return;
  event.preventDefault();
  add();
});
$("#paste").addEventListener("change", event => read(encoded(event.target.value), "paste"));
$("#paste").addEventListener("paste", event => {
  const text = event.clipboardData?.getData("text") ?? "";
  // A field of that size would hold the page up.
  if (text.length > 20000) event.preventDefault(), read(encoded(text), "paste");
  else setTimeout(() => read(encoded(event.target.value), "paste"));
});
$("#person").addEventListener("change", event => event.target.value && read(last.bytes, last.from, event.target.value));
const opened = async blob => blob && read(new Uint8Array(await blob.slice(0, LARGEST + 1).arrayBuffer()), "file");
$("#file").addEventListener("change", async event => {
  await opened(event.target.files[0]);
  event.target.value = "";
});
addEventListener("dragover", event => event.preventDefault());
addEventListener("drop", event => {
  event.preventDefault();
  opened(event.dataTransfer.files[0]);
});

// The answer.

const show = html => {
  const at = $("#view").contains(document.activeElement) && document.activeElement.getAttribute("href");
  $("#view").innerHTML = html;
  $("#view").setAttribute("aria-busy", "false");
  if (at) $(`#view a[href="${CSS.escape(at)}"]`)?.focus({ preventScroll: true });
};
const drawn = answer => show(answer.html ?? `<p class="warning">${answer.fault}</p>`);
const first = key => place.get(key)?.[0] ?? "";

/** What is looked at, with what that takes. */
const looked = () => ({
  view: first("view"),
  top: first("top") || null,
  explain: first("explain") === "1",
  id: place.get("id") ?? [],
  topic: first("topic"),
  stack: first("stack"),
  start: first("start"),
  parallel: first("parallel"),
  only: Object.fromEntries([...place].filter(([key]) => key.startsWith("only.")).map(([key, values]) => [key.slice(5), values[0]])),
});

/** Answers anew. What takes longer than a keystroke comes a moment later. */
const draw = (changed = {}) => {
  const [view, number] = [first("view"), ++latest];
  const answer = now(about("shortlist", { ...looked(), ...changed }));
  for (const line of $$(".fault", questions)) if (line.id !== "fault-have") line.innerHTML = "";
  for (const group of $$(".question")) $(".told", group).textContent = answer.rows[group.dataset.topic] ?? "-";
  faulty = new Set(Object.keys(answer.faults));
  for (const [key, why] of Object.entries(answer.faults)) {
    const line = $(`#fault-${CSS.escape(key)}`) ?? $("#fault-other");
    line.innerHTML = why;
    if (line.closest(".question")) line.closest(".question").open = true;
  }
  for (const input of $$("[data-key]", questions)) input.setAttribute("aria-invalid", Boolean(answer.faults[input.dataset.key]));
  $("#effect").textContent = answer.effect ?? "";
  const { headline, cost, ready } = answer.brief;
  const parts = [headline, cost, ready && `ready ${ready.replace(/ \(.*/, "")}`].filter(Boolean);
  $("#brief span").textContent = parts.join(" · ");
  $("#brief").hidden = !cost && you.size === 0;
  document.title = cost ? `${headline}: certwise` : "certwise: which AI certification is worth it for you?";
  $("#command").textContent = answer.command;
  $("#day").textContent = `As of ${answer.day}, by the clock of this device.`;
  if (answer.facts) $("#facts").innerHTML = answer.facts.title ? `<strong>${answer.facts.title}</strong>: ${answer.facts.said}` : answer.facts.said;
  also(answer.also);
  for (const form of $$("[data-for]")) form.hidden = form.dataset.for !== view;
  for (const link of $$("nav a")) {
    const here = new URLSearchParams(link.hash.slice(4)).get("view") === ({ why: "", show: "list" }[view] ?? view);
    here ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  }
  // Not while answers are still coming.
  const slow = ask => {
    $("#view").setAttribute("aria-busy", "true");
    setTimeout(() => number === latest && later(about(ask, looked())).then(answer => number === latest && drawn(answer)), 60);
  };
  if (view === "list" || view === "show" || view === "guide") drawn(now(about(view, looked())));
  else if (view === "why" || view === "plan") slow(view);
  else {
    drawn(answer);
    slow("closer");
  }
};

/** What is told and no question asks for, each to be taken back. */
const also = told => {
  const lines = told.filter(([key]) => others.has(key));
  $("#also").hidden = !lines.length;
  $("#also ul").replaceChildren(
    ...lines.map(([key, name, words]) => {
      const [line, link] = [document.createElement("li"), document.createElement("a")];
      link.href = `#clear:${key}`;
      link.textContent = "remove";
      link.setAttribute("aria-label", `remove ${name}`);
      line.append(`${name}: ${words} `, link);
      return line;
    }),
  );
};

/** Brings the answer before the eyes. */
const look = () => {
  $("#answer").focus({ preventScroll: true });
  const { top } = $("#answer").getBoundingClientRect();
  if (top >= 0 && top < innerHeight / 2) return;
  scrollTo({ top: Math.max(0, $("#answer").getBoundingClientRect().top + scrollY - $("#brief").offsetHeight - 8) });
};

const question = key => {
  const topic = { coding: "level", weeks: "by" }[key] ?? key;
  const group = $(`.question[data-topic="${CSS.escape(topic)}"]`);
  if (!group) return;
  if (one) {
    const asks = group.closest("section").dataset.step;
    if (asks === "more") all();
    else if (asks !== step) [asked, step] = [[...asked, step], asks];
    ask();
  }
  group.open = true;
  group.scrollIntoView({ block: "center" });
  ($(":checked", group) ?? $("input, select", group))?.focus({ preventScroll: true });
};

document.addEventListener("click", event => {
  const link = event.target.closest('a[href^="#"]');
  if (link?.getAttribute("href") === "#answer") {
    event.preventDefault();
    return look();
  }
  const [, what, rest] = link?.getAttribute("href").match(/^#(go|set|clear|ask):(.*)$/) ?? [];
  if (!what) return;
  event.preventDefault();
  const told = new URLSearchParams(rest);
  if (what === "ask") return question(rest);
  if (what === "go") {
    place = new Map();
    for (const [key, value] of told) set(place, key, value);
  }
  if (what === "clear") {
    const without = new Map(you);
    for (const key of rest === "by" ? ["by", "weeks"] : [rest]) without.delete(key);
    if (rest === "have") held = [];
    fill(without);
  }
  if (what === "set") {
    const more = new Map(you);
    for (const [key, value] of told) {
      if (key === "have") take(now({ ask: "held", as_of: today(), typed: true }, encoded(value)), "typed");
      else if (!keys.includes(key)) place.set(key, [value]);
      else more.set(key, value.split(","));
      if (key === "by") more.delete("weeks");
      if (keys.includes(key) && first("view") !== "") place = new Map();
    }
    fill(more);
  }
  heldShown();
  filled();
  draw();
  keep(true);
  if (what === "go") look();
});

// The forms beside a view.

const filled = () => {
  for (const input of $$("#filters [name]")) {
    const value = first(`only.${input.name}`);
    input.type === "checkbox" ? (input.checked = Boolean(value)) : (input.value = value);
  }
  for (const input of $$("#plan [name]")) input.value = first(input.name) || (input.name === "parallel" ? "1" : "");
};
const viewed = (form, prefix) =>
  form.addEventListener("input", () => {
    for (const input of $$("[name]", form)) {
      const value = input.type === "checkbox" ? (input.checked ? "1" : "") : input.value;
      value ? place.set(prefix + input.name, [value]) : place.delete(prefix + input.name);
    }
    draw();
    keep(false);
  });
viewed($("#filters"), "only.");
viewed($("#plan"), "");
for (const form of $$("[data-for]")) form.addEventListener("submit", event => event.preventDefault());
$("#beside").addEventListener("submit", () => {
  const input = $("#beside input");
  if (!input.value.trim()) return;
  place.set("id", [first("id"), input.value.trim()]);
  input.value = "";
  draw();
  keep(true);
});

// To keep.

const copy = async (text, words, shown) => {
  try {
    await navigator.clipboard.writeText(text);
    $("#said").textContent = words;
  } catch {
    getSelection().selectAllChildren(shown);
    $("#said").textContent = "Your browser does not let the page copy; what is marked can be copied.";
  }
};
$("#copy").addEventListener("click", () => copy($("#command").textContent, "Copied.", $("#command")));
$("#link").addEventListener("click", () => {
  shared = { have: held.filter(one => one.name).map(one => one.written), name: $("#name").value.trim(), note: $("#note").value.trim() };
  keep(false);
  $("#said").textContent = location.href;
  const told = [shared.have.length && "what you hold, by name and day", shared.name && "your name", shared.note && "the note"];
  copy(location.href, `Copied. The address now tells ${told.filter(Boolean).join(", ")}.`, $("#said"));
});
for (const whose of ["name", "note"]) $(`#${whose}`).addEventListener("input", heldShown);
for (const button of $$("[data-save]")) {
  button.addEventListener("click", async () => {
    const day = new Date();
    const seconds = day.getHours() * 3600 + day.getMinutes() * 60 + day.getSeconds();
    const [name, note] = [$("#name").value, $("#note").value];
    const saved = await later(about(button.dataset.save, { ...looked(), name, note, seconds }));
    if (saved.fault) return ($("#said").innerHTML = saved.fault);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([saved.text], { type: saved.kind }));
    link.download = saved.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    $("#said").textContent = `Saved as ${saved.name}.`;
  });
}
$("#print").addEventListener("click", () => print());

// The beginning.

/** The library beside the page; where no worker runs, here, a moment later. */
const beside = module => {
  const here = (request, file) => new Promise(done => setTimeout(() => done(now(request, file))));
  let worker;
  try {
    worker = new Worker(own.worker ?? URL.createObjectURL(new Blob([$("#worker").textContent], { type: "text/javascript" })));
  } catch {
    return here;
  }
  const waiting = new Map();
  let number = 0, fails = false;
  worker.onmessage = ({ data }) => {
    waiting.get(data.number)?.done(data.answer);
    waiting.delete(data.number);
  };
  worker.onerror = event => {
    event.preventDefault();
    fails = true;
    for (const { request, file, done } of waiting.values()) here(request, file).then(done);
    waiting.clear();
  };
  worker.postMessage({ module });
  return (request, file) =>
    fails ? here(request, file) : new Promise(done => {
      waiting.set(++number, { request, file, done });
      worker.postMessage({ number, request, file });
    });
};

const begin = async () => {
  const bytes = () => Uint8Array.from(atob($("#wasm").textContent), letter => letter.charCodeAt(0));
  const fetched = () => WebAssembly.compileStreaming(fetch(own.wasm)).catch(async () => WebAssembly.compile(await (await fetch(own.wasm)).arrayBuffer()));
  const module = await (own.wasm ? fetched() : WebAssembly.compile(bytes()));
  performance.mark("arrived");
  now = await open(module);
  later = beside(module);
  restore();
  // Who comes with answers sees them all; who comes back is where they were.
  if (history.state) ({ one, step, asked } = history.state);
  else one = you.size === 0 && !held.length;
  for (const part of [questions, $("nav"), $("#keep")]) part.hidden = false;
  ask();
  filled();
  draw();
  performance.measure("first answer", "arrived");
  keep(false);
  document.documentElement.dataset.ready = "";
  // On a phone the answer lies below the questions.
  if ((!one || first("view")) && matchMedia("(max-width: 56rem)").matches) look();
  addEventListener("popstate", event => {
    restore();
    if (event.state) ({ one, step, asked } = event.state);
    ask();
    filled();
    draw();
  });
  if (own.offline && location.protocol.startsWith("http") && navigator.serviceWorker) navigator.serviceWorker.register(own.offline).catch(() => {});
};
begin().catch(why => {
  $("#trouble").hidden = false;
  $("#trouble").textContent = `This page needs WebAssembly, and it does not run here (${why.message}). A newer browser has it; until then, the table below tells the usual cases.`;
});
