// Sheet: one page at a zoom, with the frames of its stories and the places of findings over it. A picture is replaced
// by the next one when that one can be shown, so that nothing flickers and the place stays.

import { say } from './words.js';

const SVG = 'http://www.w3.org/2000/svg';
const PT_PER_IN = 72;
const CSS_PPI = 96;
const PIXELS_MOST = 48e6;
const PPI_MOST = 1100;

/** Pixels an inch for a page at a zoom: those of the screen, as long as the picture is not too large. */
export function ppiFor(page, zoom) {
  const inches = (page.width / PT_PER_IN) * (page.height / PT_PER_IN);
  const wanted = CSS_PPI * zoom * window.devicePixelRatio;
  return Math.max(8, Math.min(wanted, PPI_MOST, Math.sqrt(PIXELS_MOST / inches)));
}

function svg(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent?.append(element);
  return element;
}

function rectOf(box) {
  return { x: box.x, y: box.y, width: box.width, height: box.height };
}

async function decoded(url) {
  const picture = new Image();
  picture.alt = '';
  picture.decoding = 'sync';
  picture.src = url;
  await picture.decode();
  return picture;
}

/** A picture that shows more than the page: it says of itself what, in points of the page. */
async function fetchSheet(url, page) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(answer.status);
  const [x, y, width, height] = answer.headers.get('X-Banxin-Sheet').split(' ').map(Number);
  const blob = URL.createObjectURL(await answer.blob());
  try {
    const picture = await decoded(blob);
    const share = (part, whole) => `${(100 * part) / whole}%`;
    Object.assign(picture.style, { left: share(x, page.width), top: share(y, page.height), width: share(width, page.width), height: share(height, page.height) });
    return picture;
  } finally {
    URL.revokeObjectURL(blob);
  }
}

/** Shows a picture in an element in place of the one before it; false where another was asked for meanwhile. */
async function showPicture(element, key, picture) {
  element.dataset.wanted = key;
  const made = await picture;
  if (element.dataset.wanted !== key) return false;
  element.replaceChildren(made);
  return true;
}

export class Sheet {
  constructor(parent, { onStory }) {
    this.onStory = onStory;
    this.element = document.createElement('div');
    this.element.className = 'sheet';
    this.picture = document.createElement('div');
    this.picture.className = 'picture';
    this.signed = document.createElement('div');
    this.signed.className = 'picture signed';
    this.signed.hidden = true;
    this.marks = svg('svg', { class: 'marks', role: 'group', 'aria-label': say('marks') });
    this.layers = document.createElement('div');
    this.layers.className = 'layers';
    this.layers.append(this.picture, this.signed);
    this.element.append(this.layers, this.marks);
    parent.append(this.element);
  }

  /** Its size follows at once; the sharp picture comes when it is ready. */
  resize(page, zoom) {
    const scale = (zoom * CSS_PPI) / PT_PER_IN;
    this.element.style.width = `${page.width * scale}px`;
    this.element.style.height = `${page.height * scale}px`;
    this.marks.setAttribute('viewBox', `0 0 ${page.width} ${page.height}`);
    this.marks.style.setProperty('--pt', `${1 / scale}px`);
  }

  /** `overlays`: names of what the proof draws over the page, with commas between them; `state`: the number of the state. */
  async load(index, page, zoom, view, overlays, state) {
    const ppi = ppiFor(page, zoom).toFixed(2);
    const isMarked = overlays !== '' && view.kind === 'page';
    const key = [index, page.sum, view.kind, view.plate, ppi, isMarked ? `${overlays} ${state}` : ''].join(' ');
    if (this.picture.dataset.wanted === key) return;
    const plate = view.kind === 'plate' ? `&plate=${view.plate}` : '';
    const marks = isMarked ? `&overlays=${overlays}&state=${state}` : '';
    const url = `/picture?page=${index}&sum=${page.sum}&view=${view.kind}${plate}&ppi=${ppi}${marks}`;
    try {
      if (!(await showPicture(this.picture, key, isMarked ? fetchSheet(url, page) : decoded(url)))) return;
      this.element.classList.remove('failed');
      Object.assign(this.element.dataset, { sum: page.sum, view: view.kind, plate: view.plate ?? '', ppi, overlays: isMarked ? overlays : '', state });
      this.element.dispatchEvent(new CustomEvent('shown', { bubbles: true }));
    } catch {
      // a page that has changed meanwhile has been announced: the next state asks for it
      if (this.picture.dataset.wanted === key) {
        delete this.picture.dataset.wanted;
        this.element.classList.add('failed');
        this.element.dataset.failure = say('pictureFailed');
      }
    }
  }

  async loadSigned(index, page, zoom, stamp, into = this.signed) {
    const ppi = Math.min(300, ppiFor(page, zoom)).toFixed(2);
    const key = [index, stamp, ppi].join(' ');
    if (into.dataset.wanted === key) return;
    try {
      if (await showPicture(into, key, decoded(`/signed?page=${index}&ppi=${ppi}&stamp=${stamp}`))) into.dataset.state = 'shown';
    } catch {
      if (into.dataset.wanted !== key) return;
      into.textContent = say('noSigned');
      into.dataset.state = 'none';
    }
  }

  /** The frames of the stories: places to click on, and to reach with the Tab key. */
  drawStories(page, stories) {
    const groups = new Map();
    const focused = document.activeElement?.closest?.('.story')?.dataset.file;
    this.marks.replaceChildren();
    for (const area of page.areas) {
      const story = stories[area.story];
      if (!story) continue;
      if (!groups.has(area.story)) groups.set(area.story, this.#storyGroup(story));
      svg('rect', rectOf(area.box), groups.get(area.story));
    }
    for (const [index, group] of groups) this.#label(group, stories[index], page.areas.find((area) => area.story === index).box);
    if (focused) [...groups.values()].find((group) => group.dataset.file === focused)?.focus({ preventScroll: true });
  }

  #storyGroup(story) {
    const group = svg('g', { class: 'story', tabindex: 0, role: 'button', 'aria-label': `${story.title} ${story.file}:${story.line}` }, this.marks);
    group.dataset.file = story.file;
    const choose = () => this.onStory(story, group);
    group.addEventListener('click', choose);
    group.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      choose();
    });
    return group;
  }

  #label(group, story, box) {
    const label = svg('text', { class: 'label', x: box.x, y: box.y }, group);
    label.textContent = `${story.file} · ${[...new Set(story.slots)].join(', ')}`;
  }

  drawFindings(findings) {
    for (const finding of findings)
      svg('rect', { class: `finding ${finding.level}`, 'data-finding': finding.id, ...rectOf(finding.box) }, this.marks);
  }

  /** Makes one finding stand out; its element, or null. */
  point(id) {
    for (const mark of this.marks.querySelectorAll('.finding.chosen')) mark.classList.remove('chosen');
    const mark = this.marks.querySelector(`[data-finding="${CSS.escape(id)}"]`);
    mark?.classList.add('chosen');
    return mark;
  }
}
