// Lists: thumbnails of the pages, and what there is to say of the issue.

import { say } from './words.js';
import { ppiFor } from './sheet.js';

const THUMB_PX = 92;
const LEVELS = ['error', 'warning', 'note'];
// More are not put into the list at once: an issue may have thousands of notes.
const SHOWN_MOST = 400;

function element(name, { className, text, parent, ...rest } = {}) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  Object.assign(made, rest);
  parent?.append(made);
  return made;
}

export class Thumbs {
  constructor(parent, onPage) {
    this.parent = parent;
    this.onPage = onPage;
    this.buttons = [];
  }

  update(pages, findings, current) {
    while (this.buttons.length > pages.length) this.buttons.pop().remove();
    pages.forEach((page, index) => this.#one(page, index, findings, index === current));
  }

  #one(page, index, findings, isCurrent) {
    let button = this.buttons[index];
    if (!button) {
      button = element('button', { parent: this.parent });
      button.append(element('span', { className: 'thumb' }), element('span', { className: 'caption' }));
      button.addEventListener('click', () => this.onPage(index));
      this.buttons.push(button);
    }
    const worst = LEVELS.find((level) => level !== 'note' && findings.some((finding) => finding.page === page.number && finding.level === level));
    button.dataset.level = worst ?? '';
    button.setAttribute('aria-current', isCurrent ? 'page' : 'false');
    button.setAttribute('aria-label', `${say('page')} ${page.number} ${page.label ?? ''}`);
    button.querySelector('.caption').textContent = `${page.number} ${page.label ?? ''}`;
    this.#picture(button.querySelector('.thumb'), page, index);
  }

  #picture(frame, page, index) {
    const zoom = THUMB_PX / ((page.width * 96) / 72);
    const key = `${index} ${page.sum}`;
    frame.style.aspectRatio = `${page.width} / ${page.height}`;
    if (frame.dataset.wanted === key) return;
    frame.dataset.wanted = key;
    const picture = new Image();
    picture.alt = '';
    picture.src = `/picture?page=${index}&sum=${page.sum}&view=page&ppi=${ppiFor(page, zoom).toFixed(2)}`;
    picture.decode().then(
      () => frame.dataset.wanted === key && frame.replaceChildren(picture),
      () => frame.dataset.wanted === key && delete frame.dataset.wanted,
    );
  }
}

export class Findings {
  constructor(levels, list, onFinding) {
    this.list = list;
    this.onFinding = onFinding;
    this.shown = new Set(['error', 'warning']);
    this.findings = [];
    this.buttons = new Map(LEVELS.map((level) => [level, this.#levelButton(levels, level)]));
  }

  #levelButton(parent, level) {
    const button = element('button', { className: level, parent });
    button.setAttribute('aria-pressed', this.shown.has(level));
    button.addEventListener('click', () => {
      if (!this.shown.delete(level)) this.shown.add(level);
      button.setAttribute('aria-pressed', this.shown.has(level));
      this.#draw();
    });
    return button;
  }

  update(findings) {
    this.findings = findings;
    for (const [level, button] of this.buttons)
      button.textContent = `${findings.filter((finding) => finding.level === level).length} ${say(level)}`;
    this.#draw();
  }

  get visible() {
    return this.findings.filter((finding) => this.shown.has(finding.level));
  }

  #draw() {
    const focused = document.activeElement?.dataset?.finding;
    const top = this.list.parentElement.scrollTop;
    this.list.replaceChildren(...this.visible.slice(0, SHOWN_MOST).map((finding) => this.#item(finding)));
    if (this.visible.length === 0)
      element('li', { className: 'empty', text: this.findings.length ? `${this.findings.length} ${say('hidden')}` : say('none'), parent: this.list });
    this.choose(this.chosen);
    this.list.parentElement.scrollTop = top;
    if (focused) this.#button(focused)?.focus({ preventScroll: true });
  }

  #item(finding) {
    const item = element('li');
    const button = element('button', { className: finding.level, parent: item });
    button.dataset.finding = finding.id;
    element('span', { className: 'message', text: finding.message, parent: button });
    const where = finding.file ? `${finding.file}:${finding.line}:${finding.column}` : '';
    element('span', { className: 'where', text: [where, finding.code].filter(Boolean).join(' · '), parent: button });
    if (finding.excerpt) this.#excerpt(finding, button);
    button.title = finding.remedy;
    button.addEventListener('click', () => this.onFinding(finding));
    return item;
  }

  // a few characters about the place: a paragraph is one long line
  #excerpt(finding, button) {
    const characters = [...finding.excerpt], first = Math.max(0, finding.mark - 14);
    const line = element('span', { className: 'excerpt', parent: button });
    line.append((first > 0 ? '…' : '') + characters.slice(first, finding.mark).join(''));
    element('mark', { text: characters[finding.mark] ?? ' ', parent: line });
    line.append(characters.slice(finding.mark + 1, finding.mark + 40).join(''));
  }

  #button(id) {
    return this.list.querySelector(`[data-finding="${CSS.escape(id)}"]`);
  }

  choose(id) {
    this.chosen = id;
    for (const button of this.list.querySelectorAll('[aria-current]')) button.removeAttribute('aria-current');
    const button = id && this.#button(id);
    button?.setAttribute('aria-current', 'true');
    return button;
  }

  /** The finding `step` further in the list. */
  next(step) {
    const visible = this.visible.slice(0, SHOWN_MOST);
    if (visible.length === 0) return null;
    const at = visible.findIndex((finding) => finding.id === this.chosen);
    return visible[at < 0 ? (step > 0 ? 0 : visible.length - 1) : (at + step + visible.length) % visible.length];
  }
}
