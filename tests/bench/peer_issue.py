#!/usr/bin/env python3
"""Writes the page that other programs are timed on as an issue for Banxin.

usage: peer_issue.py CONTENT.json FOLDER [PAGES]

The text, sizes and grid of the others: six columns, 9.5 pt on 13 pt; every page after the first has its
paragraphs turned, so that no page equals another. Run by hand; see tests/bench/README.md.
"""
import json
import pathlib
import sys

# story: rows of its slot, head and all
ROWS = {'lead': 52, 'xingxian': 16, 'jiaocheng': 12, 'changzhi': 24}
LAYOUT = '''layout: 1
base: common
page: {trim: [390mm, 545mm], margins: {top: 27.5mm}}
columns: {count: 6, chars: 16, gutter: 1.5em}
lines: 106
body: {font: song, size: 9.5pt, pitch: 13pt, indent: 2em, hang: true}
styles:
  plate: {font: hei, weight: 900, size: 40pt, align: left, max_lines: 1, indent: 0}
  big: {font: hei, weight: 900, size: 30pt, align: left, max_lines: 1}
  small: {font: hei, weight: 900, size: 18pt, align: left, max_lines: 1}
  deck: {font: hei, weight: 900, size: 13pt, align: left, max_lines: 1}
heads:
  big: {kicker: deck, headline: big, deck: deck, byline: deck}
  small: {kicker: deck, headline: small, deck: deck, byline: deck}
furniture:
  - {text: "{title}{label}", x: 0, y: -50pt, width: 500pt, height: 44pt, style: plate}
slots:
'''


def turned(body, page):
    """The body with the characters of each paragraph turned by 7 a page, as the others' texts are."""
    return [dict(b, s=b['s'] if b['t'] == 'h' else b['s'][7 * page % len(b['s']):] + b['s'][:7 * page % len(b['s'])])
            for b in body]


def article(story, page):
    front = {'kicker': story.get('kicker'), 'headline': story['title'], 'deck': story.get('deck'), 'byline': story.get('byline')}
    lines = ['---'] + ['%s: %s' % (k, json.dumps(v, ensure_ascii=False)) for k, v in front.items() if v] + ['---']
    for b in turned(story['body'], page):
        text = b['s'].strip().replace('*', '\\*').replace('_', '\\_').replace('<', '&lt;')
        lines += ['', '## ' + text if b['t'] == 'h' else '\u2060' + text if text[0] in '#-+>' else text]
    return '\n'.join(lines) + '\n'


def main():
    content = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding='utf8'))
    folder, pages = pathlib.Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1
    for name in ('layouts', 'articles'):
        (folder / name).mkdir(parents=True, exist_ok=True)
    row, layout = 1, LAYOUT
    for story in content['stories']:
        slug = story['slug']
        head = 'big' if slug in ('lead', 'changzhi') else 'small'
        layout += '  %s: {cols: [1, 6], rows: [%d, %d], head: %s}\n' % (slug, row, ROWS[slug], head)
        row += ROWS[slug]
    (folder / 'layouts' / 'six.yaml').write_text(layout, encoding='utf8')
    issue = ['issue: 1', 'title: ' + content['nameplate'], 'label: ' + content['kind'], 'layout: six', 'pages:']
    for page in range(pages):
        issue += ['  - slots:']
        for story in content['stories']:
            name = 'articles/%s-%d.md' % (story['slug'], page + 1)
            (folder / name).write_text(article(story, page), encoding='utf8')
            issue += ['      %s: %s' % (story['slug'], name)]
    (folder / 'issue.yaml').write_text('\n'.join(issue) + '\n', encoding='utf8')


if __name__ == '__main__':
    main()
