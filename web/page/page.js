// The page: takes answers, asks the library, shows what it draws. Everything in it that is HTML comes from there, escaped.
const own = document.currentScript.dataset;
const keys = document.body.dataset.keys.split(" ");
/** What of an address is no answer, but what is looked at. */
const looks = ["view", "id", "topic", "stack", "start", "parallel", "top", "explain"];
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
const questions = $("#questions");

/** What is told, by field; what of it no question asks for; what is held; what is looked at. */
let you = new Map(), others = new Map(), held = [], place = new Map();
/** Whether the address tells what was pasted, and whose the page is. */
let shares = false;
/** One question at a time: whether, which, and which were asked before it. */
let one = true, step = "role", asked = [];
/** The library here, and beside the page; the number of what was asked last. */
let now, later, latest = 0;

const today = () => {
  const day = new Date();
  return [day.getFullYear(), String(day.getMonth() + 1).padStart(2, "0"), String(day.getDate()).padStart(2, "0")].join("-");
};

const set = (map, key, value) => map.set(key, [...(map.get(key) ?? []), value]);

/** A request with all that is told. */
const about = (ask, more = {}) => {
  const told = Object.fromEntries([...you].map(([key, values]) => [key, values.length > 1 ? values : values[0]]));
  if (held.length) told.have = held.map(one => one.written);
  return { ask, as_of: today(), you: told, ...more };
};

// The address: every answer, behind the #, so that no server sees it.

const address = () => {
  const told = new URLSearchParams();
  for (const [key, values] of [...you, ...place]) for (const value of values) if (value) told.append(key, value);
  for (const one of held) if (one.typed || shares) told.append("have", one.written);
  if (shares) for (const whose of ["name", "note"]) if ($(`#${whose}`).value.trim()) told.append(whose, $(`#${whose}`).value.trim());
  return `#${told}`;
};

const keep = pushes => {
  if (address() === (location.hash || "#")) return;
  history[pushes ? "pushState" : "replaceState"](null, "", address());
};

const restore = () => {
  [you, place] = [new Map(), new Map()];
  const names = [];
  for (const [key, value] of new URLSearchParams(location.hash.slice(1))) {
    if (key === "have") names.push(value);
    else if (key === "name" || key === "note") $(`#${key}`).value = value;
    else set(looks.includes(key) || key.startsWith("only.") ? place : you, key, value);
  }
  held = held.filter(one => !one.typed);
  hold(names.join("\n"), true);
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
    if (document.activeElement !== input) input.value = told.get(key)?.[0] ?? (key === "by" && told.get("weeks")?.[0]) ?? "";
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
  keep(event.type === "change" && !event.target.dataset.key);
  draw({ was, changed: group.dataset.topic });
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
  if (focus) ($(`[data-step=${step}] :checked`) ?? $(`[data-step=${step}] :is(input, select)`))?.focus();
};
const all = () => {
  [one, step, asked] = [false, "role", []];
  ask();
};
questions.addEventListener("submit", async event => {
  event.preventDefault();
  if (!one) return;
  asked.push(step);
  const { next } = await later(about("next", { asked }));
  if (!next) {
    all();
    look();
    return;
  }
  step = next;
  ask(true);
});
$("#back").addEventListener("click", () => {
  step = asked.pop();
  ask(true);
});
$("#mode").addEventListener("click", () => {
  if (one) return all();
  one = true;
  ask(true);
});
$("#clear").addEventListener("click", () => {
  [held, place, shares, one, step, asked] = [[], new Map(), false, true, "role", []];
  for (const whose of ["name", "note", "paste"]) $(`#${whose}`).value = "";
  fill(new Map());
  heldShown();
  keep(true);
  ask(true);
  draw();
});

// What is held: typed, or pasted and dropped; that goes into the address only when somebody says so.

let file = null;
const trouble = (key, lines) => ($(`#fault-${key}`).innerHTML = lines.join("<br>"));
const hold = (text, typed, person) => {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  if (!bytes.length) return heldShown();
  const found = now({ ask: "held", as_of: today(), ...(person && { person }) }, bytes);
  if (found.encoding) {
    const readable = hold(new TextDecoder(found.encoding).decode(bytes), typed, person);
    if (found.encoding === "windows-1252") trouble("have", [...readable.unknown, "The file is no UTF-8 and was read as Windows-1252."]);
    return readable;
  }
  $("#whose").hidden = !found.people?.length && !person;
  if (found.people?.length) {
    file = bytes;
    $("#person").replaceChildren(new Option("pick one", ""), ...found.people.map(name => new Option(name)));
  }
  for (const one of found.have ?? []) {
    held = held.filter(other => other.name !== one.name);
    held.push({ ...one, typed });
  }
  if (!typed) shares = false;
  heldShown();
  trouble("have", found.fault ? [escaped(found.fault)] : found.unknown);
  return found;
};
const escaped = text => {
  const box = document.createElement("p");
  box.textContent = text;
  return box.innerHTML;
};
const heldShown = () => {
  $("#held").replaceChildren(
    ...held.map(one => {
      const [line, button] = [document.createElement("li"), document.createElement("button")];
      button.type = "button";
      button.textContent = "Remove";
      button.setAttribute("aria-label", `Remove ${one.name}`);
      button.addEventListener("click", () => {
        held = held.filter(other => other !== one);
        changedHeld();
        $("#hold").focus();
      });
      line.append(one.day ? `${one.name}, earned ${one.day} ` : `${one.name} `, button);
      return line;
    }),
  );
  $("#link").hidden = !held.some(one => !one.typed) && !$("#name").value && !$("#note").value;
};
const changedHeld = () => {
  heldShown();
  keep(true);
  draw();
};
const add = typed => {
  const day = $("#earned").value;
  const found = hold($("#hold").value + (day && `@${day}`), typed);
  if (found?.have?.length) $("#hold").value = $("#earned").value = "";
  changedHeld();
};
let wasPasted = false;
$("#hold").addEventListener("paste", () => (wasPasted = true));
$("#hold").addEventListener("input", event => (wasPasted &&= event.target.value !== ""));
$("#add").addEventListener("click", () => add(!wasPasted));
$("#hold").addEventListener("keydown", event => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  add(!wasPasted);
});
const taken = (bytes, person) => {
  hold(bytes, false, person);
  changedHeld();
};
$("#paste").addEventListener("change", event => taken(event.target.value));
$("#paste").addEventListener("paste", event => setTimeout(() => taken(event.target.value)));
$("#person").addEventListener("change", event => event.target.value && taken(file, event.target.value));
const read = async blob => blob && taken(new Uint8Array(await blob.arrayBuffer()));
$("#file").addEventListener("change", event => read(event.target.files[0]));
addEventListener("dragover", event => event.preventDefault());
addEventListener("drop", event => {
  event.preventDefault();
  read(event.dataTransfer.files[0]);
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
    const here = new URLSearchParams(link.hash.slice(4)).get("view") === view;
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
      if (key === "have") hold(value, true);
      else if (!keys.includes(key)) place.set(key, [value]);
      else more.set(key, value.split(","));
      if (key === "by") more.delete("weeks");
      if (keys.includes(key) && first("view") !== "") place = new Map();
    }
    fill(more);
  }
  heldShown();
  keep(true);
  filled();
  draw();
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
    keep(false);
    draw();
  });
viewed($("#filters"), "only.");
viewed($("#plan"), "");
for (const form of $$("[data-for]")) form.addEventListener("submit", event => event.preventDefault());
$("#beside").addEventListener("submit", () => {
  const input = $("#beside input");
  if (!input.value.trim()) return;
  place.set("id", [first("id"), input.value.trim()]);
  input.value = "";
  keep(true);
  draw();
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
  shares = true;
  keep(false);
  $("#said").textContent = location.href;
  copy(location.href, "Copied. The address now tells what you hold, by name and day, and whose it is.", $("#said"));
});
for (const whose of ["name", "note"]) $(`#${whose}`).addEventListener("input", heldShown);
for (const button of $$("[data-save]")) {
  button.addEventListener("click", async () => {
    const day = new Date();
    const seconds = day.getHours() * 3600 + day.getMinutes() * 60 + day.getSeconds();
    const [name, note] = [$("#name").value, $("#note").value];
    const saved = await later(about(button.dataset.save, { ...looked(), name, note, seconds }));
    if (saved.fault) return ($("#said").textContent = saved.fault);
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
  const here = request => new Promise(done => setTimeout(() => done(now(request))));
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
    for (const { request, done } of waiting.values()) here(request).then(done);
    waiting.clear();
  };
  worker.postMessage({ module });
  return request =>
    fails ? here(request) : new Promise(done => {
      waiting.set(++number, { request, done });
      worker.postMessage({ number, request });
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
  // Who comes with answers sees them all.
  one = you.size === 0 && !held.length;
  for (const part of [questions, $("nav"), $("#keep")]) part.hidden = false;
  ask();
  filled();
  draw();
  performance.measure("first answer", "arrived");
  document.documentElement.dataset.ready = "";
  addEventListener("popstate", () => {
    restore();
    filled();
    draw();
  });
  if (own.offline && location.protocol.startsWith("http") && navigator.serviceWorker) navigator.serviceWorker.register(own.offline).catch(() => {});
};
begin().catch(why => {
  $("#trouble").hidden = false;
  $("#trouble").textContent = `This page needs WebAssembly, and it does not run here (${why.message}). A newer browser has it; until then, the table below tells the usual cases.`;
});
