// The answer page, made quicker: steps change at once, every answer is kept on the device and saved on the server as it is
// given, and what cannot be sent waits until it can. Nothing here is needed to answer: without it each step is a form.
//
// What is kept under `rater.answer.…` is thrown away only when the server has said that it holds it for good. The attempt in
// it makes sending twice harmless. Elements are made node by node: text never becomes markup.
'use strict';

(() => {
  const PREFIX = 'rater.answer.';
  const DAY = 86400000;
  const DRAFT_DAYS = 30;
  const SAVE_AFTER = 400;
  const RETRY_MIN = 2000;
  const RETRY_MAX = 60000;
  // Browsers refuse more than 64 KiB of what may outlive its page, over all that is under way: a save and an answer may be.
  const OUTLIVING_MAX = 30000;
  const KIOSK_THANKS = 8000;
  const KIOSK_IDLE = 60000;
  const KIOSK_WARNING = 15000;
  const CHOSEN = 280;

  // ---- What is kept on the device -----------------------------------------------------------------------------------

  // Some browsers forbid storage in private windows and frames; then the page's own memory has to do.
  const kept = (() => {
    try {
      const storage = window.localStorage;
      storage.setItem(PREFIX + 'probe', '1');
      storage.removeItem(PREFIX + 'probe');
      return storage;
    } catch {
      const memory = new Map();
      return {
        get length() { return memory.size; },
        key: (at) => [...memory.keys()][at] ?? null,
        getItem: (name) => memory.get(name) ?? null,
        setItem: (name, value) => { memory.set(name, value); },
        removeItem: (name) => { memory.delete(name); },
      };
    }
  })();

  const load = (attempt) => {
    try {
      return JSON.parse(kept.getItem(PREFIX + attempt));
    } catch {
      return null;
    }
  };

  const keep = (record) => {
    try {
      kept.setItem(PREFIX + record.attempt, JSON.stringify(record));
      return true;
    } catch {
      return false;
    }
  };

  const drop = (attempt) => kept.removeItem(PREFIX + attempt);

  const records = () => {
    const found = [];
    for (let at = 0; at < kept.length; at += 1) {
      const name = kept.key(at);
      if (name && name.startsWith(PREFIX)) {
        const record = load(name.slice(PREFIX.length));
        if (record && record.attempt) found.push(record);
      }
    }
    return found;
  };

  // ---- Sending --------------------------------------------------------------------------------------------------------

  // The same fields as the form without script has, so that the server reads one kind of answer.
  const body = (record, way) => {
    const fields = new URLSearchParams();
    fields.append('a', record.attempt);
    fields.append('lang', record.language);
    fields.append('go', `0:${way}`);
    for (const [name, value] of Object.entries(record.fields)) fields.append(name, value);
    for (const [name, value] of Object.entries(record.answers)) fields.append(name, value);
    if (way === 'send' && record.seconds !== undefined) fields.append('seconds', String(record.seconds));
    return fields;
  };

  // 'done', 'again' with the milliseconds to wait, or 'no' when the server understood and refused. 'all' says that others
  // would fare alike: there is no network, or the server asks for patience.
  const post = async (record, way) => {
    const fields = body(record, way);
    let reply;
    try {
      reply = await fetch(record.base, {
        method: 'POST',
        headers: { Accept: 'application/json' },
        body: fields,
        keepalive: fields.toString().length < OUTLIVING_MAX,
        credentials: 'same-origin',
        redirect: 'manual',
      });
    } catch {
      return { outcome: 'again', wait: 0, all: true };
    }
    if (reply.ok) {
      // A captive portal answers everything with a page of its own: only our own words count as received.
      try {
        const said = await reply.json();
        const wanted = way === 'send' ? 'received' : 'saved';
        if (said.state === wanted || said.state === 'received') return { outcome: 'done', said };
      } catch { /* Not ours. */ }
      return { outcome: 'again', wait: 0 };
    }
    if (reply.status === 429 || reply.status === 408 || 500 <= reply.status) {
      const seconds = Number(reply.headers.get('Retry-After')) || 0;
      return { outcome: 'again', wait: seconds * 1000, all: reply.status === 429 };
    }
    let problem = {};
    try { problem = await reply.json(); } catch { /* No details. */ }
    return problem.status ? { outcome: 'no', problem } : { outcome: 'again', wait: 0 };
  };

  let retry = RETRY_MIN;
  let timer = 0;
  let busy = false;
  const listeners = [];
  const tell = (record, what) => listeners.forEach((listener) => listener(record, what));

  // One at a time, the oldest first; whatever fails stays where it is, and holds up no other.
  const flush = async () => {
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    let wait = null;
    try {
      const finished = records().filter((record) => record.final && !record.refused);
      finished.sort((a, b) => a.ended - b.ended);
      for (const record of finished) {
        tell(record, { outcome: 'sending' });
        const result = await post(record, 'send');
        if (result.outcome === 'done') {
          drop(record.attempt);
          retry = RETRY_MIN;
        } else if (result.outcome === 'no') {
          // Not accepted, but not thrown away either: the survey may open again, and somebody may want to see it.
          keep({ ...record, refused: Date.now(), reason: result.problem.detail || '' });
        } else {
          wait = Math.max(wait ?? 0, result.wait);
        }
        tell(record, result);
        if (result.all) break;
      }
    } finally {
      busy = false;
    }
    if (wait === null) return;
    // A little more or less, so that a hall full of telephones does not come back in the same moment.
    timer = setTimeout(flush, Math.max(wait, retry) * (0.75 + Math.random() / 2));
    retry = Math.min(retry * 2, RETRY_MAX);
  };

  const begin = () => {
    for (const record of records()) {
      // What was refused is tried once more with each visit; drafts that the server has are forgotten after a month.
      if (record.final && record.refused) keep({ ...record, refused: 0 });
      if (!record.final && record.saved && record.touched < Date.now() - DRAFT_DAYS * DAY) drop(record.attempt);
    }
    window.addEventListener('online', () => { retry = RETRY_MIN; flush(); });
    flush();
  };

  // ---- A page that is no form: thanks, or a notice ---------------------------------------------------------------------

  const form = document.getElementById('answer');
  const tellHeight = () => {
    if (window.parent === window) return;
    const send = () => window.parent.postMessage({ rater: 'height', height: document.documentElement.scrollHeight }, '*');
    new ResizeObserver(send).observe(document.body);
    send();
  };

  if (!form) {
    const message = document.querySelector('.message');
    if (message) {
      if (message.dataset.received) drop(message.dataset.received);
      const title = message.querySelector('h1');
      if (title) title.focus({ preventScroll: true });
      if (message.dataset.restart) setTimeout(() => location.replace(message.dataset.restart), KIOSK_THANKS);
    }
    tellHeight();
    begin();
    return;
  }

  // ---- The form ---------------------------------------------------------------------------------------------------------

  const words = form.dataset;
  const kiosk = words.way === 'kiosk';
  const last = Number(words.last);
  const base = form.getAttribute('action');
  const state = document.querySelector('.state');
  const live = document.querySelector('.live');
  const bar = document.querySelector('.progress');
  const fill = (text, n) => text.replace('{n}', String(n));

  for (const template of form.querySelectorAll('template[data-number]')) {
    const step = template.content.firstElementChild;
    step.hidden = true;
    template.replaceWith(step);
  }
  const steps = [...form.querySelectorAll('.step')].sort((a, b) => a.dataset.number - b.dataset.number);
  let at = Number(words.at);
  let record = null;
  let opened = Date.now();

  const carried = () => {
    const fields = {};
    for (const input of form.querySelectorAll('input[type=hidden]')) {
      if (input.name.startsWith('h.')) fields[input.name] = input.value;
    }
    return fields;
  };

  const fresh = (attempt) => ({
    attempt, base, language: form.elements.lang.value, fields: carried(), answers: {}, begun: Date.now(), touched: Date.now(),
    seconds: undefined, saved: false, final: false, refused: 0,
  });

  const controls = (root) => [...root.querySelectorAll('input,textarea')]
    .filter((input) => /^[qg]\d+$|^comment$/.test(input.name));

  // What a step says: only what was chosen or written. A field that was emptied says so, because it was something before.
  const readStep = (step) => {
    for (const input of controls(step)) {
      if (input.type === 'radio') {
        if (input.checked) record.answers[input.name] = input.value;
      } else if (input.value !== '' || input.name in record.answers) {
        record.answers[input.name] = input.value;
      }
    }
  };

  const write = (answers) => {
    for (const input of controls(form)) {
      if (!(input.name in answers)) continue;
      if (input.type === 'radio') input.checked = input.value === answers[input.name];
      else input.value = answers[input.name];
    }
  };

  // ---- Saying honestly where the answers are ----------------------------------------------------------------------------

  const show = (text, waiting) => {
    state.textContent = text;
    state.classList.toggle('waiting', Boolean(waiting));
    state.setAttribute('aria-hidden', waiting ? 'false' : 'true');
  };
  const announce = (text) => { live.textContent = text; };

  let saving = 0;
  let dirty = false;
  let inFlight = false;
  let saveRetry = RETRY_MIN;
  let offline = false;

  const save = async () => {
    if (inFlight || !dirty || record.final) return;
    inFlight = true;
    dirty = false;
    const sent = record;
    const result = await post(sent, 'stay');
    inFlight = false;
    if (sent !== record || record.final) return;
    if (result.outcome === 'done') {
      record.saved = true;
      keep(record);
      saveRetry = RETRY_MIN;
      if (offline) announce(words.saved);
      offline = false;
      show(dirty ? words.saving : words.saved);
      if (dirty) save();
    } else if (result.outcome === 'no') {
      show(result.problem.detail || words.kept, true);
    } else {
      dirty = true;
      if (!offline) announce(words.waiting);
      offline = true;
      show(words.waiting, true);
      clearTimeout(saving);
      saving = setTimeout(save, Math.max(result.wait, saveRetry));
      saveRetry = Math.min(saveRetry * 2, RETRY_MAX);
    }
  };

  const changed = (step) => {
    readStep(step);
    record.touched = Date.now();
    record.at = at;
    const durable = keep(record);
    dirty = true;
    if (!offline) show(durable ? words.saving : '');
    clearTimeout(saving);
    saving = setTimeout(save, SAVE_AFTER);
  };

  // ---- One step at a time -------------------------------------------------------------------------------------------------

  const groups = (step) => {
    const names = new Map();
    for (const input of controls(step)) {
      if (input.name === 'comment') continue;
      const group = names.get(input.name) || [];
      group.push(input);
      names.set(input.name, group);
    }
    return [...names.values()];
  };
  const answered = (group) => group.some((input) => (input.type === 'radio' ? input.checked : input.value !== ''));
  const complete = (step) => groups(step).every(answered);
  const untouched = (step) => groups(step).length > 0 && !groups(step).some(answered);

  const nameNext = (step) => {
    const next = step.querySelector('.next:not(.send)');
    if (!next || step.dataset.number === '0') return;
    const pass = untouched(step);
    next.textContent = pass ? words.pass : words.next;
    next.classList.toggle('passing', pass);
  };

  const nameBlanks = () => {
    const place = steps[steps.length - 1].querySelector('.blanks');
    if (!place) return;
    const list = place.querySelector('.jumps');
    const isAsked = (step) => step.querySelector('.scale,.points') && !complete(step);
    const blanks = steps.filter(isAsked).map((step) => Number(step.dataset.number));
    list.replaceChildren(...blanks.map((number) => {
      const button = document.createElement('button');
      button.className = 'jump';
      button.name = 'go';
      button.value = `${last}:${number}`;
      button.textContent = String(number);
      button.setAttribute('aria-label', fill(words.blank, number));
      return button;
    }));
    place.hidden = blanks.length === 0;
  };

  // The address says where one is, so that the browser's own back goes a step back, and a reload comes here again.
  const address = (number) => {
    const query = new URLSearchParams(location.search);
    query.set('a', record.attempt);
    if (number > 0) query.set('at', String(number)); else query.delete('at');
    query.set('lang', record.language);
    return `${words.clean || base}?${query}`;
  };

  const go = (number, { push = true, focus = true } = {}) => {
    const target = Math.min(Math.max(number, 0), last);
    const [from, to] = [steps[at], steps[target]];
    const forward = at < target;
    if (from !== to) {
      from.hidden = true;
      from.classList.remove('entering', 'returning');
      to.hidden = false;
      to.classList.remove('entering', 'returning');
      to.classList.add(forward ? 'entering' : 'returning');
    }
    at = target;
    nameNext(to);
    if (at === last) nameBlanks();
    if (bar) {
      bar.hidden = at === 0;
      bar.querySelector('progress').value = at;
      bar.querySelector('.here').textContent = String(at);
    }
    for (const part of document.querySelectorAll('.later')) part.hidden = at === 0;
    for (const part of document.querySelectorAll('.resume')) part.hidden = at !== 0;
    if (push) history.pushState({ at, inside: true }, '', kiosk ? undefined : address(at));
    window.scrollTo(0, 0);
    if (focus) {
      const head = to.querySelector('h1,h2,legend[tabindex]');
      if (head) head.focus({ preventScroll: true });
      if (at > 0 && !head?.classList.contains('unseen')) announce(fill(words.step, at));
    }
  };

  window.addEventListener('popstate', (event) => {
    if (!record || record.final) return;
    const number = event.state?.at ?? Number(new URLSearchParams(location.search).get('at') || 0);
    readStep(steps[at]);
    go(number, { push: false });
  });

  // ---- Points -------------------------------------------------------------------------------------------------------------

  const points = form.querySelector('.points');
  const shares = points ? [...points.querySelectorAll('input')] : [];
  const total = () => shares.reduce((sum, input) => sum + (Number(input.value) || 0), 0);
  const pluralOf = (name, n) => fill(n === 1 ? words[`${name}One`] : words[name], n);
  const addUp = () => {
    if (!points) return;
    const sum = total();
    const place = points.querySelector('.sum');
    place.querySelector('progress').value = Math.min(sum, 100);
    const text = sum === 100 ? words.done : pluralOf(sum < 100 ? 'left' : 'over', Math.abs(100 - sum));
    place.querySelector('output').textContent = text;
    place.classList.toggle('over', 100 < sum);
    place.classList.toggle('done', sum === 100);
  };
  const pointsWrong = () => shares.some((input) => input.value !== '') && total() !== 100;
  const toEmpty = () => {
    // Whoever gave some their points gave the rest none.
    if (total() === 100) for (const input of shares) if (input.value === '') input.value = '0';
  };
  if (points) {
    for (const button of points.querySelectorAll('.stepper button')) {
      button.hidden = false;
      button.addEventListener('click', () => {
        const input = button.parentElement.querySelector('input');
        const step = button.classList.contains('more') ? 5 : -5;
        const room = Math.max(0, 100 - total());
        const change = step > 0 ? Math.min(step, room || 0) : step;
        input.value = String(Math.min(100, Math.max(0, (Number(input.value) || 0) + change)));
        input.dispatchEvent(new Event('input', { bubbles: true }));
      });
    }
    addUp();
  }

  // ---- Sending the whole ----------------------------------------------------------------------------------------------------

  const problem = (text) => {
    form.querySelectorAll(':scope > .problem').forEach((old) => old.remove());
    if (!text) return;
    const line = document.createElement('p');
    line.className = 'problem';
    line.setAttribute('role', 'alert');
    line.textContent = text;
    form.insertBefore(line, steps[0]);
    window.scrollTo(0, 0);
  };

  // A field that a button would have given.
  const say = (name, value) => {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    form.append(field);
  };

  const finish = () => {
    readStep(steps[at]);
    if (pointsWrong()) {
      go(Number(points.closest('.step').dataset.number));
      problem(points.querySelector('output').textContent);
      return;
    }
    if (!Object.entries(record.answers).some(([name, value]) => name.startsWith('q') && value !== '')) {
      problem(words.empty);
      return;
    }
    if (form.elements.website.value) record.fields.website = form.elements.website.value;
    record.seconds = Math.round((Date.now() - record.begun) / 1000);
    record.ended = Date.now();
    record.final = true;
    clearTimeout(saving);
    const durable = keep(record);
    if (!durable) {
      // Not even the device could keep it: send it the way a page without script does, and see what comes.
      say('go', `${at}:send`);
      form.submit();
      return;
    }
    for (const button of steps[at].querySelectorAll('.moves button')) button.disabled = true;
    if (kiosk) { thank(); flush(); return; }
    show(words.saving);
    flush();
  };

  const replace = (selector) => {
    const template = document.querySelector(selector);
    const page = template.content.firstElementChild.cloneNode(true);
    document.querySelectorAll('.foot,.progress,.tongues').forEach((part) => { part.hidden = true; });
    form.hidden = true;
    form.after(page);
    page.querySelector('h1').focus();
    return page;
  };

  let waitingPage = null;
  listeners.push((sent, result) => {
    if (!record || sent.attempt !== record.attempt || kiosk) return;
    if (result.outcome === 'done') location.replace(`${words.thanks}?a=${record.attempt}&lang=${record.language}`);
    if (result.outcome === 'again' && !waitingPage) {
      waitingPage = replace('.waiting-page');
      show('');
    }
    if (result.outcome === 'no') {
      if (waitingPage) { waitingPage.remove(); form.hidden = false; waitingPage = null; }
      document.querySelectorAll('.foot').forEach((part) => { part.hidden = false; });
      for (const button of steps[at].querySelectorAll('.moves button')) button.disabled = false;
      record.final = false;
      show(words.kept, true);
      problem(result.problem.detail || words.kept);
    }
  });

  // ---- A stand at the door ----------------------------------------------------------------------------------------------------

  const uuid = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return [8, 12, 16, 20].reduceRight((text, place) => `${text.slice(0, place)}-${text.slice(place)}`, hex);
  };

  // The page is loaded anew where the server can be reached, and is then the newest; else it begins anew by itself, because
  // a browser that shows its own page of failure would stay there until somebody comes.
  const restart = async () => {
    try {
      const queued = records().some((one) => one.final && !one.refused);
      const there = !queued && await fetch(base, { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(3000) });
      if (there && there.ok) {
        location.replace(base);
        return;
      }
    } catch { /* Not reached. */ }
    document.querySelectorAll('.message').forEach((page) => page.remove());
    document.querySelectorAll('.foot,.tongues').forEach((part) => { part.hidden = false; });
    form.hidden = false;
    form.reset();
    for (const input of controls(form)) {
      if (input.type === 'radio') input.checked = false; else input.value = '';
    }
    for (const button of form.querySelectorAll('.moves button')) button.disabled = false;
    form.elements.a.value = uuid();
    record = fresh(form.elements.a.value);
    show('');
    addUp();
    go(0, { push: false });
  };

  const thank = () => {
    replace('.kiosk-thanks');
    setTimeout(restart, KIOSK_THANKS);
  };

  if (kiosk) {
    const dialog = document.querySelector('dialog.idle');
    let idle = 0;
    let end = 0;
    const begun = () => Object.keys(record.answers).length > 0 || at > 0;
    const wake = () => {
      clearTimeout(idle);
      clearTimeout(end);
      if (dialog.open) dialog.close();
      idle = setTimeout(() => {
        if (!begun() || record.final) { wake(); return; }
        dialog.showModal();
        end = setTimeout(() => { dialog.close(); restart(); }, KIOSK_WARNING);
      }, KIOSK_IDLE);
    };
    for (const event of ['pointerdown', 'keydown', 'input']) document.addEventListener(event, wake, { passive: true });
    dialog.querySelector('button').addEventListener('click', wake);
    queueMicrotask(wake);
  }

  // ---- Hands and keys -----------------------------------------------------------------------------------------------------------

  let advance = 0;
  const onward = (step) => {
    clearTimeout(advance);
    advance = setTimeout(() => { if (steps[at] === step && at < last) { readStep(step); go(at + 1); } }, CHOSEN);
  };

  let wasComplete = false;
  let byHand = false;
  form.addEventListener('pointerdown', () => { byHand = true; wasComplete = complete(steps[at]); });
  form.addEventListener('keydown', () => { byHand = false; wasComplete = complete(steps[at]); }, true);

  form.addEventListener('change', (event) => {
    const step = steps[at];
    if (!/^[qg]\d+$|^comment$/.test(event.target.name)) return;
    problem('');
    changed(step);
    nameNext(step);
    // On by itself only when a finger just gave the last answer; arrow keys pass over answers, and whoever came back looks.
    const chosen = event.target.type === 'radio';
    if (chosen && byHand && !wasComplete && complete(step) && !step.querySelector('.send')) onward(step);
  });
  form.addEventListener('input', (event) => {
    if (event.target.type === 'number') { addUp(); changed(steps[at]); nameNext(steps[at]); }
    if (event.target.name === 'comment') changed(steps[at]);
  });

  // 1 to 7 (0 for ten) answer the first scale that has no answer yet, or the one that has the focus.
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[0-9]$/.test(event.key) || form.hidden) return;
    if (event.target.matches?.('textarea,input:not([type=radio])')) return;
    const step = steps[at];
    const scales = [...step.querySelectorAll('.scale:not([data-entry])')];
    const focused = event.target.closest?.('.scale');
    const open = scales.find((scale) => !scale.querySelector('input:checked'));
    const scale = focused && scales.includes(focused) ? focused : open;
    if (!scale) return;
    const has = (value) => scale.querySelector(`input[value="${value}"]`);
    const input = event.key === '0' ? has('0') || has('10') : has(event.key);
    if (!input) return;
    event.preventDefault();
    const before = complete(step);
    input.checked = true;
    input.focus();
    changed(step);
    nameNext(step);
    const after = scales[scales.indexOf(scale) + 1];
    if (after) (after.querySelector('input:checked') || after.querySelector('input')).focus();
    else if (!before && complete(step) && !step.querySelector('.send')) onward(step);
  });

  form.addEventListener('submit', (event) => {
    const button = event.submitter;
    if (!button || button.name === 'language') {
      // Another language is another page: what was answered goes along in the form, and stays on the device besides.
      readStep(steps[at]);
      keep(record);
      say('go', `${at}:stay`);
      return;
    }
    event.preventDefault();
    if (record.final) return;
    const [, way] = (button.value || '').split(':');
    const step = steps[at];
    clearTimeout(advance);
    problem('');
    if (step.querySelector('.points') && way === 'next') {
      if (pointsWrong()) { addUp(); step.querySelector('input').focus(); step.querySelector('.sum').scrollIntoView({ block: 'center' }); announce(step.querySelector('output').textContent); return; }
      toEmpty();
    }
    if (way === 'send') { finish(); return; }
    if (controls(step).length > 0) changed(step);
    if (way === 'next') go(at + 1);
    else if (way === 'back') { if (history.state?.inside && history.state.at === at) history.back(); else go(at - 1); }
    else if (/^\d+$/.test(way)) go(Number(way));
  });

  // The last save before a page goes away must not wait for its turn.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && record && !record.final && dirty) { clearTimeout(saving); save(); }
  });

  // ---- Beginning ------------------------------------------------------------------------------------------------------------------

  const attempt = form.elements.a.value;
  const before = kiosk ? null : load(attempt);
  record = before && !before.refused ? { ...fresh(attempt), ...before, base, language: form.elements.lang.value } : fresh(attempt);
  if (before?.final && !before.refused) {
    waitingPage = replace('.waiting-page');
  } else {
    record.final = false;
    // The server's answers first, then what only this device knows.
    const known = {};
    for (const step of steps) {
      for (const input of controls(step)) {
        if ('preselected' in input.dataset) continue;
        if (input.type === 'radio' ? input.defaultChecked : input.defaultValue !== '') known[input.name] = input.value;
      }
    }
    record.answers = { ...known, ...record.answers };
    write(record.answers);
    for (const step of steps) nameNext(step);
    addUp();
    history.replaceState({ at }, '', words.clean && at === 0 && navigator.cookieEnabled ? words.clean + location.search : undefined);
    go(at, { push: false, focus: at > 0 });
  }

  // Answers that were begun here and not sent: go on with them, if whoever holds the device wants to.
  const unfinished = records().filter((one) => (one.base === base || one.base === words.clean) && !one.final && one.attempt !== attempt && Object.keys(one.answers).length > 0);
  const again = form.querySelector('.again');
  if (again && unfinished.length > 0 && at === 0) {
    const [newest] = unfinished.sort((a, b) => b.touched - a.touched);
    again.hidden = false;
    again.querySelector('button').addEventListener('click', () => {
      const query = new URLSearchParams(location.search);
      query.set('a', newest.attempt);
      query.set('at', String(newest.at || 1));
      query.set('lang', newest.language);
      location.assign(`${base}?${query}`);
    });
  }
  tellHeight();
  begin();
})();
