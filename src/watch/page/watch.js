// Watch: follows the state of the issue, and does what buttons and keys ask.

import { say, translate } from './words.js';
import { Sheet } from './sheet.js';
import { Findings, Thumbs } from './lists.js';

const CSS_PPI = 96;
const PT_PER_IN = 72;
const ZOOM_LEAST = 0.1;
const ZOOM_MOST = 8;
const ZOOM_STEP = 1.25;
const MARGIN_PX = 16;
const GAP_PX = 16;
const SAVED = 'banxin watch';
const OVERLAYS = ['grid', 'slots', 'fit', 'overset', 'pictures', 'loose']; // of proofs; stories and findings are drawn here

const $ = (id) => document.getElementById(id);
const remembered = readSaved();
const choice = {
  page: 0,
  zoom: 'width', // or 'page', or a number: 1 is as large as it prints
  stories: false,
  findings: true,
  overlays: [],
  compare: 'none', // 'side', 'difference'
  panel: true,
  ...remembered,
  view: { kind: 'page' },
};
let state = null;

translate();
const desk = $('desk');
const sheets = $('sheets');
const sheet = new Sheet(sheets, { onStory: showStory });
const beside = document.createElement('div');
beside.className = 'sheet picture beside';
beside.hidden = true;
sheets.append(beside);
const thumbs = new Thumbs($('thumbs'), goToPage);
const findings = new Findings($('levels'), $('list'), goToFinding);

/* ---- what is remembered from visit to visit ---- */

function readSaved() {
  try {
    return JSON.parse(localStorage.getItem(SAVED)) ?? {};
  } catch {
    return {};
  }
}

function save() {
  const { page, zoom, stories, findings: marks, overlays, compare, panel } = choice;
  try {
    localStorage.setItem(SAVED, JSON.stringify({ page, zoom, stories, findings: marks, overlays, compare, panel }));
  } catch {
    // a browser that keeps nothing
  }
}

/* ---- zoom ---- */

const pageNow = () => state?.preview?.pages[choice.page];

function zoomNow() {
  const page = pageNow();
  if (typeof choice.zoom === 'number' || !page) return typeof choice.zoom === 'number' ? choice.zoom : 1;
  const columns = choice.compare === 'side' ? 2 : 1;
  const room = desk.clientWidth - 2 * MARGIN_PX - (columns - 1) * GAP_PX;
  const across = room / columns / ((page.width * CSS_PPI) / PT_PER_IN);
  const down = (desk.clientHeight - 2 * MARGIN_PX) / ((page.height * CSS_PPI) / PT_PER_IN);
  return Math.max(ZOOM_LEAST, Math.min(ZOOM_MOST, choice.zoom === 'page' ? Math.min(across, down) : across));
}

/** Changes the zoom and keeps the point of the page at (x, y) of the desk where it is. */
function setZoom(zoom, x = desk.clientWidth / 2, y = desk.clientHeight / 2) {
  const before = sheet.element.getBoundingClientRect(), frame = desk.getBoundingClientRect();
  const across = (x + frame.left - before.left) / before.width, down = (y + frame.top - before.top) / before.height;
  choice.zoom = typeof zoom === 'number' ? Math.max(ZOOM_LEAST, Math.min(ZOOM_MOST, zoom)) : zoom;
  layOut();
  const after = sheet.element.getBoundingClientRect();
  desk.scrollLeft += after.left + across * after.width - frame.left - x;
  desk.scrollTop += after.top + down * after.height - frame.top - y;
  loadPictures();
  save();
}

/* ---- the sheet ---- */

/** Sizes, at once. */
function layOut() {
  const page = pageNow();
  if (!page) return;
  const zoom = zoomNow();
  sheet.resize(page, zoom);
  beside.style.width = sheet.element.style.width;
  beside.style.height = sheet.element.style.height;
  $('zoom').textContent = `${Math.round(zoom * 100)} %`;
  press('fit-width', choice.zoom === 'width');
  press('fit-page', choice.zoom === 'page');
  press('full-size', choice.zoom === 1);
}

function loadPictures() {
  const page = pageNow();
  if (!page) return;
  const zoom = zoomNow();
  const shown = sheet.load(choice.page, page, zoom, choice.view, choice.overlays.join(), state.number);
  sheet.signed.hidden = choice.compare !== 'difference';
  sheet.element.classList.toggle('difference', choice.compare === 'difference');
  beside.hidden = choice.compare !== 'side';
  beside.dataset.caption = `${say('side')} ${state.signed.name}`;
  if (choice.compare === 'difference') sheet.loadSigned(choice.page, page, zoom, state.signed.stamp);
  if (choice.compare === 'side') sheet.loadSigned(choice.page, page, zoom, state.signed.stamp, beside);
  // what is looked at comes first
  shown.then(() => state?.preview && thumbs.update(state.preview.pages, state.findings, choice.page));
}

function drawMarks() {
  const page = pageNow();
  if (!page) return;
  sheet.drawStories(page, state.preview.stories);
  sheet.drawFindings(state.findings.filter((finding) => finding.page === page.number && finding.box));
  sheet.marks.classList.toggle('with-stories', choice.stories);
  sheet.marks.classList.toggle('with-findings', choice.findings);
  if (findings.chosen) sheet.point(findings.chosen);
}

function press(id, isPressed) {
  $(id).setAttribute('aria-pressed', isPressed);
}

/** The buttons of what can be looked at: the page, its plates, all ink. */
function drawViews() {
  const page = pageNow();
  const views = [{ kind: 'page', words: say('page'), title: say('viewPage') }];
  page?.plates.forEach((name, plate) => views.push({ kind: 'plate', plate, words: say(name), title: `${say('plate')} ${name}`, name }));
  views.push({ kind: 'ink', words: say('ink'), title: say('viewInk') });
  if (!views.some((view) => isSameView(view, choice.view))) choice.view = views[0];
  const names = JSON.stringify(views);
  if ($('views').dataset.names !== names) { // made anew, a button would lose the focus
    $('views').dataset.names = names;
    $('views').replaceChildren(...views.map(viewButton));
  }
  views.forEach((view, i) => $('views').children[i].setAttribute('aria-pressed', isSameView(view, choice.view)));
  $('legend').hidden = choice.view.kind !== 'ink';
  $('legend').textContent = say('legend');
}

const isSameView = (one, other) => one.kind === other.kind && one.plate === other.plate;

function viewButton(view) {
  const button = document.createElement('button');
  button.textContent = view.words;
  button.title = view.title;
  button.dataset.view = view.kind === 'plate' ? view.name : view.kind;
  button.addEventListener('click', () => setView(view));
  return button;
}

function setView(view) {
  choice.view = { kind: view.kind, plate: view.plate };
  drawViews();
  loadPictures();
}

function stepView(step) {
  const buttons = [...$('views').children];
  const at = buttons.findIndex((button) => button.getAttribute('aria-pressed') === 'true');
  buttons[(at + step + buttons.length) % buttons.length].click();
}

/* ---- pages, stories, findings ---- */

function goToPage(index) {
  const pages = state?.preview?.pages ?? [];
  if (index < 0 || index >= pages.length) return;
  choice.page = index;
  draw();
  save();
}

function drawPageName() {
  const pages = state.preview?.pages ?? [], page = pageNow();
  $('page-name').textContent = page ? `${page.number} ${page.label ?? ''} / ${pages.length}` : '';
  $('before').disabled = choice.page <= 0;
  $('after').disabled = choice.page + 1 >= pages.length;
}

function tell(place, title) {
  $('place').textContent = title ? `${place} — ${title}` : place;
  $('place').dataset.place = place;
  $('copy').hidden = !place;
  $('copy').textContent = say('copy');
}

function showStory(story, group) {
  for (const other of sheet.marks.querySelectorAll('.story.chosen')) other.classList.remove('chosen');
  group.classList.add('chosen');
  tell(`${story.file}:${story.line}`, story.title);
}

function goToFinding(finding) {
  findings.choose(finding.id)?.scrollIntoView({ block: 'nearest' });
  tell(finding.file ? `${finding.file}:${finding.line}` : '', finding.page ? finding.message : `${finding.message} ${say('noPlace')}`);
  const index = state.preview?.pages.findIndex((page) => page.number === finding.page) ?? -1;
  if (index < 0) return;
  if (index !== choice.page) goToPage(index);
  if (!choice.findings) toggle('findings', 'show-findings');
  sheet.point(finding.id)?.scrollIntoView({ block: 'center', inline: 'center' });
}

/* Its words and its file, not its line: a finding stays the same when lines are put in above it. */
function nameFindings(list) {
  const seen = new Map();
  for (const finding of list) {
    const name = `${finding.code} ${finding.file ?? ''} ${finding.message}`;
    seen.set(name, (seen.get(name) ?? 0) + 1);
    finding.id = `${name} ${seen.get(name)}`;
  }
}

/* ---- the state ---- */

function draw() {
  drawPageName();
  drawViews();
  layOut();
  drawMarks();
  loadPictures();
}

function takeState(next) {
  nameFindings(next.findings ?? []);
  state = next;
  const pages = state.preview?.pages ?? [];
  choice.page = Math.max(0, Math.min(choice.page, pages.length - 1));
  $('title').textContent = state.preview?.title || 'Banxin';
  document.title = `${state.stale ? '⚠ ' : ''}${state.preview?.title ?? ''} — Banxin`;
  drawNotice(pages.length);
  draw(); // asks for the picture before the lists are made: they take their time
  findings.update(state.findings ?? []);
  $('status').textContent = `${say('updated')} ${new Date().toLocaleTimeString(document.documentElement.lang, { hourCycle: 'h23' })} · ${state.ms} ms`;
  $('status').dataset.number = state.number;
}

function drawNotice(nPages) {
  const first = state.findings?.find((finding) => finding.level === 'error');
  const notice = $('notice');
  notice.hidden = !state.stale && nPages > 0;
  const words = state.stale ? say('stale') : say('noPages');
  notice.textContent = first ? `${words} ${first.file ? `${first.file}:${first.line}:${first.column}: ` : ''}${first.message}` : words;
  document.body.classList.toggle('stale', state.stale);
}

function listen() {
  const events = new EventSource('/events');
  events.addEventListener('message', (event) => takeState(JSON.parse(event.data)));
  events.addEventListener('open', () => document.body.classList.remove('lost'));
  events.addEventListener('error', () => {
    document.body.classList.add('lost');
    $('status').textContent = say('lost');
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  });
}

/* ---- buttons and keys ---- */

function toggle(what, id) {
  choice[what] = !choice[what];
  press(id, choice[what]);
  save();
  drawMarks();
}

function drawOverlays() {
  for (const name of OVERLAYS) {
    const label = document.createElement('label'), box = document.createElement('input');
    box.type = 'checkbox';
    box.name = name;
    box.checked = choice.overlays.includes(name);
    box.addEventListener('change', () => {
      choice.overlays = OVERLAYS.filter((other) => (other === name ? box.checked : choice.overlays.includes(other)));
      markOverlays();
      loadPictures();
      save();
    });
    label.append(box, say(name));
    $('overlay-list').append(label);
  }
  markOverlays();
}

function markOverlays() {
  $('overlays').classList.toggle('on', choice.overlays.length > 0);
}

function togglePanel() {
  choice.panel = !choice.panel;
  press('panel', choice.panel);
  document.body.classList.toggle('no-panel', !choice.panel);
  save();
}

function compareBy(way) {
  choice.compare = choice.compare === way ? 'none' : way;
  drawCompare();
  layOut();
  loadPictures();
  save();
}

function drawCompare() {
  press('side', choice.compare === 'side');
  press('difference', choice.compare === 'difference');
}

function stepFinding(step) {
  const finding = findings.next(step);
  if (finding) goToFinding(finding);
}

async function copyPlace() {
  await navigator.clipboard.writeText($('place').dataset.place);
  $('copy').textContent = say('copied');
}

const actions = {
  before: () => goToPage(choice.page - 1),
  after: () => goToPage(choice.page + 1),
  'fit-width': () => setZoom('width'),
  'fit-page': () => setZoom('page'),
  'full-size': () => setZoom(1),
  smaller: () => setZoom(zoomNow() / ZOOM_STEP),
  larger: () => setZoom(zoomNow() * ZOOM_STEP),
  'show-stories': () => toggle('stories', 'show-stories'),
  'show-findings': () => toggle('findings', 'show-findings'),
  side: () => compareBy('side'),
  difference: () => compareBy('difference'),
  panel: togglePanel,
  help: () => $('keys').showModal(),
  copy: copyPlace,
};

const keys = {
  '[': actions.before, ']': actions.after, w: actions['fit-width'], a: actions['fit-page'], 0: actions['full-size'],
  '-': actions.smaller, '+': actions.larger, '=': actions.larger, o: actions['show-stories'], f: actions['show-findings'],
  p: () => $('overlays').querySelector('summary').click(), s: actions.side, d: actions.difference, l: actions.panel, '?': actions.help,
  j: () => stepFinding(1), k: () => stepFinding(-1), v: () => stepView(1), V: () => stepView(-1),
};

function onKey(event) {
  if (event.key === 'Escape') $('overlays').open = false;
  if (event.ctrlKey || event.altKey || event.metaKey || $('keys').open) return;
  const act = keys[event.key] ?? (/^[1-9]$/.test(event.key) ? () => goToPage(Number(event.key) - 1) : null);
  if (!act) return;
  event.preventDefault();
  act();
}

function drawKeys() {
  const rows = [
    ['1 … 9', 'keyPage'], ['[ ]', 'keyPages'], ['j k', 'keyFinding'], ['v V', 'keyView'], ['w', 'fitWidth'], ['a', 'fitPage'],
    ['0', 'fullSize'], ['− +', 'keyZoom'], [`Ctrl ${say('wheel')}`, 'keyDrag'], ['o', 'showStories'], ['p', 'showProof'], ['f', 'showFindings'],
    ['s', 'showSigned'], ['d', 'showDifference'], ['l', 'showList'], ['Tab ↵', 'keyStory'], ['?', 'help'],
  ];
  for (const [key, words] of rows) {
    const term = document.createElement('dt'), meaning = document.createElement('dd');
    term.textContent = key;
    meaning.textContent = say(words);
    $('keys-list').append(term, meaning);
  }
}

for (const [id, act] of Object.entries(actions)) $(id).addEventListener('click', act);
document.addEventListener('keydown', onKey);
desk.addEventListener('wheel', (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  const frame = desk.getBoundingClientRect();
  setZoom(zoomNow() * Math.exp(-event.deltaY / 400), event.clientX - frame.left, event.clientY - frame.top);
}, { passive: false });
new ResizeObserver(() => {
  layOut();
  loadPictures();
}).observe(desk);
press('show-stories', choice.stories);
press('show-findings', choice.findings);
press('panel', choice.panel);
document.body.classList.toggle('no-panel', !choice.panel);
drawCompare();
drawOverlays();
drawKeys();
document.addEventListener('click', (event) => {
  if (!$('overlays').contains(event.target)) $('overlays').open = false;
});
listen();
