#!/usr/bin/env python3
"""The e-edition: its map to the schema and to the report, its HTML valid, whole and harmless, its folder written whole or
not at all.

usage: export.py BANXIN SOURCE WORK
"""
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import jsonschema

BANXIN, SOURCE, WORK = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
SCHEMA = json.loads((SOURCE / 'layouts/map.schema.json').read_text(encoding='utf8'))
jsonschema.Draft202012Validator.check_schema(SCHEMA)
VOID = {'meta', 'link', 'img', 'br', 'hr', 'path'}


def export(issue, folder, *words, code=0, env=None):
    done = subprocess.run([BANXIN, 'export', str(issue), '--html', str(folder), *map(str, words)],
                          capture_output=True, env={**os.environ, **(env or {})})
    assert done.returncode == code, (issue, done.returncode, done.stderr.decode())
    return done.stdout.decode() + done.stderr.decode()


class Page(html.parser.HTMLParser):
    """Elements that close in order, their links, and the text of the article."""

    def __init__(self, path):
        super().__init__()
        self.open, self.links, self.ids, self.text, self.elements = [], [], [], [], []
        self.feed(path.read_text(encoding='utf8'))
        assert not self.open, (path, self.open)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.elements.append((tag, attributes))
        self.links += [attributes[k] for k in ('href', 'src') if k in attributes]
        self.ids += [attributes['id']] if 'id' in attributes else []
        assert not any(k.startswith('on') or k == 'style' for k in attributes), attributes
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        assert tag == 'path'
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, tag

    def handle_data(self, data):
        if 'article' in self.open and not {'rp', 'rt'} & set(self.open):
            self.text.append(data)


def solid(text):
    return re.sub(r'\s', '', text)


def read_map(folder):
    made = json.loads((folder / 'map.json').read_text(encoding='utf8'))
    faults = ['%s: %s' % (list(e.path), e.message) for e in jsonschema.Draft202012Validator(SCHEMA).iter_errors(made)]
    assert not faults, faults[:5]
    return made


def check_html(folder):
    """What tidy says, but for links in SVG, which it does not know; links that lead somewhere, and nowhere else."""
    names = {p.name for p in folder.iterdir()}
    for path in sorted(folder.glob('*.html')):
        said = subprocess.run(['tidy', '-errors', '-quiet', '-utf8', str(path)], capture_output=True).stderr.decode()
        faults = [l for l in said.splitlines() if not re.search(r'<a> proprietary attribute "(href|aria-label)"', l)]
        assert not faults, (path, faults[:5])
        page = Page(path)
        assert len(page.ids) == len(set(page.ids))
        assert set(page.links) <= names, (path, set(page.links) - names)
        tags = [t for t, _ in page.elements]
        assert tags.count('h1') <= 1 and tags.count('main') == 1 and ('html', {'lang': 'zh-CN'}) in page.elements
        assert all('alt' in a and int(a['width']) > 0 and int(a['height']) > 0 for t, a in page.elements if t == 'img')
        for _, attributes in [e for e in page.elements if e[0] == 'a']:
            assert attributes['href']
    assert not re.search(r'url\(|@import|//', (folder / 'style.css').read_text())
    assert 'prefers-color-scheme: dark' in (folder / 'style.css').read_text()


def words_of(story):
    """All of a story in the map, in the order of its page."""
    out = [story.get(k, '') for k in ('standing', 'kicker', 'headline', 'deck', 'byline')]
    for block in story['blocks']:
        table = [block.get('caption', ''), block.get('credit', '')]
        if block['kind'] == 'figure' and 'rows' in block:
            out += table + [c for row in block['rows'] for c in row]
        elif block['kind'] == 'figure':
            out += [block.get('text', '')]
            out += [p.get(k, '') for p in block['pictures'] for k in ('caption', 'credit')] + table
        else:
            out.append(block.get('text', ''))
    return solid(''.join(out) + story.get('credit', '') + story.get('origin', ''))


def check_stories(folder, made):
    for story in made['stories']:
        page = Page(folder / story['html'])
        assert solid(''.join(page.text)) in (words_of(story), '广告' + words_of(story)), story['id']
        head = re.search(r'<script type="application/ld\+json">(.*?)</script>',
                         (folder / story['html']).read_text(encoding='utf8'), re.S)[1]
        data = json.loads(head)
        assert data['headline'] == story['title'] and data['inLanguage'] == 'zh-CN'
        assert data['printPage'] == str(story['pages'][0])
        assert all((folder / name).exists() for name in data.get('image', []))


def is_inside(area, x, y):
    odd = False
    for polygon in area['polygons']:
        for a, b in zip(polygon, polygon[1:] + polygon[:1]):
            if (a['y'] > y) != (b['y'] > y) and a['x'] > x:
                odd = not odd
    return odd


def check_areas(made, report):
    """Where every box of text begins lies in its story's area, and of all areas that hold it in the smallest."""
    n = 0
    by_page = {p['number']: p for p in made['pages']}
    for story in report['stories']:
        for text in story['texts']:
            for box in text['boxes']:
                is_vertical = [p for p in story['parts'] if p['page'] == box['page']][0]['vertical']
                x = box['x'] + (box['width'] - 2 if is_vertical else 2)
                areas = [a for a in by_page[box['page']]['areas'] if is_inside(a, x, box['y'] + 2)]
                areas.sort(key=lambda a: a['frame']['width'] * a['frame']['height'])
                assert areas and areas[0]['story'] == story['id'], (story['id'], box, [a['story'] for a in areas])
                n += 1
    for page in made['pages']:
        for area in page['areas']:
            for polygon in area['polygons']:
                assert all(a['x'] == b['x'] or a['y'] == b['y'] for a, b in zip(polygon, polygon[1:] + polygon[:1]))
                assert all(-1 <= c['x'] <= page['width'] + 1 and -1 <= c['y'] <= page['height'] + 1 for c in polygon)
    return n


def check_svg(folder, made):
    """The areas of the page are those of the map."""
    for page in made['pages']:
        parsed = Page(folder / page['html'])
        paths = sorted(a['d'] for t, a in parsed.elements if t == 'path')
        wanted = sorted(''.join('M' + 'L'.join('%.1f %.1f' % (p['x'], p['y']) for p in polygon) + 'Z'
                                for polygon in area['polygons']) for area in page['areas'])
        number = re.compile(r'[\d.]+')
        assert len(paths) == len(wanted)
        for a, b in zip(paths, wanted):
            assert all(abs(float(x) - float(y)) < 0.11 for x, y in zip(number.findall(a), number.findall(b))), (a, b)
        [image] = [a for t, a in parsed.elements if t == 'img']
        assert image['src'] == page['picture']['file']
        assert (int(image['width']), int(image['height'])) == (page['picture']['width'], page['picture']['height'])
        shape = page['width'] / page['height']
        assert abs(page['picture']['width'] / page['picture']['height'] / shape - 1) < 0.01


def size_of_jpeg(path):
    data, at = path.read_bytes(), 2
    assert data[:2] == b'\xff\xd8'
    while True:
        kind, length = data[at + 1], int.from_bytes(data[at + 2:at + 4], 'big')
        assert kind not in (0xe1, 0xe2, 0xed, 0xfe), 'metadata in %s' % path
        if kind in (0xc0, 0xc2):
            return int.from_bytes(data[at + 7:at + 9], 'big'), int.from_bytes(data[at + 5:at + 7], 'big')
        at += 2 + length


def check_files(folder, made):
    wanted = {'index.html', 'style.css', 'map.json'}
    for page in made['pages']:
        wanted |= {page['html'], page['picture']['file'], page['small']['file']}
        for image in (page['picture'], page['small']):
            assert size_of_jpeg(folder / image['file']) == (image['width'], image['height'])
    for story in made['stories']:
        wanted.add(story['html'])
        for block in story['blocks']:
            for picture in block.get('pictures', []):
                wanted.add(picture['file'])
                assert size_of_jpeg(folder / picture['file']) == (picture['width'], picture['height'])
    assert {p.name for p in folder.iterdir()} == wanted


def with_pictures(name):
    """A page of tests/pages with the pictures of the sample that it names."""
    issue = WORK / ('issue-' + name)
    shutil.copytree(SOURCE / 'tests/pages' / name, issue)
    for sample in ('sikai-4p', 'kaifaqu-2024-12'):
        for picture in (SOURCE / 'samples' / sample / 'pictures').glob('*'):
            (issue / 'pictures').mkdir(exist_ok=True)
            if not (issue / 'pictures' / picture.name).exists():
                shutil.copy(picture, issue / 'pictures')
    return issue


def test_whole(issue, name):
    folder, report = WORK / name, WORK / (name + '.json')
    export(issue, folder, '--ppi', 60)
    subprocess.run([BANXIN, 'check', str(issue), '--report', str(report)], capture_output=True)
    made = read_map(folder)
    check_html(folder)
    check_stories(folder, made)
    check_svg(folder, made)
    check_files(folder, made)
    n = check_areas(made, json.loads(report.read_text(encoding='utf8')))
    again = WORK / (name + '-again')
    export(issue, again, '--ppi', 60, env={'TZ': 'Asia/Shanghai', 'LC_ALL': 'C'})
    for file in folder.iterdir():
        assert file.read_bytes() == (again / file.name).read_bytes(), file
    return n


# ---- what must not happen ----

LAYOUT = 'layout: 1\nbase: sikai-4x17\nbody: {pitch: 1.6em}\nlines: 60\nslots: {a: {cols: [1, 2], rows: [1, 50], head: news, balance: true}}\n'
HOSTILE = '<script>alert(1)</script>&amp;"\'</title>'
ARTICLE = '''---
headline: '%s'
byline: '</script><img src=x onerror=alert(1)>'
---

甲<em class="dot">乙丙</em>丁**戊己**庚，<u>孔子</u>作<u class="title">春秋</u>，H<sub>2</sub>O 与 *楷体*。<ruby>溪<rt>xī</rt></ruby>水 5 < 6 & 7。

1. 第一项
2. 第二项

- 一点
- 又一点

> 引文“引号”在此。

%s
'''


def small_issue(name, headline, body=''):
    issue = WORK / name
    (issue / 'layouts').mkdir(parents=True)
    (issue / 'issue.yaml').write_text('issue: 1\ntitle: \'<b>&报"\'\nnumber: "<i>1</i>"\ndate: 2026-03-27\npages:\n'
                                      '  - layout: p\n    label: "<u>版</u>"\n    slots: {a: "a&b.md"}\n')
    (issue / 'layouts/p.yaml').write_text(LAYOUT)
    (issue / 'a&b.md').write_text(ARTICLE % (headline.replace("'", "''"), body))
    return issue


def test_hostile():
    folder = WORK / 'hostile'
    issue = small_issue('hostile-issue', HOSTILE)
    said = export(issue, folder, '--ppi', 50)
    for path in folder.glob('*.html'):
        text = path.read_text(encoding='utf8')
        assert not re.search(r'<(script>|img src=x|b>|i>1)', text), path
        assert text.count('<script') == text.count('</script') == (path.name.startswith('story')), path
    check_html(folder)
    made = read_map(folder)
    check_stories(folder, made)
    assert made['stories'][0]['id'] == 'a&b' and '<script>' in made['stories'][0]['headline'], said
    text = (folder / 'story-1.html').read_text(encoding='utf8')
    for wanted in ['甲<em class="dots">乙丙</em>丁<strong>戊己</strong>庚', '<u>孔子</u>作<u class="title">春秋</u>',
                   'H<sub>2</sub>O', '<em>楷体</em>', '<ruby>溪<rp>（</rp><rt>xī</rt><rp>）</rp></ruby>水', '&lt;', '&amp;',
                   '<ol start="1">\n<li>第一项</li>\n<li>第二项</li>\n</ol>', '<ul>\n<li>一点</li>\n<li>又一点</li>\n</ul>',
                   '<blockquote>\n<p>引文“引号”在此。</p>\n</blockquote>']:
        assert wanted in text, wanted


def test_folder():
    """An edition takes the place of an earlier one; nobody else's folder is touched; faults leave what was there."""
    folder, issue = WORK / 'kept', WORK / 'hostile-issue'
    export(SOURCE / 'samples/sikai-4p', folder, '--ppi', 50)
    assert (folder / 'page-4.html').exists()
    export(issue, folder, '--ppi', 50)
    assert (folder / 'page-1.html').exists() and not (folder / 'page-4.html').exists()
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    broken = small_issue('broken-issue', '题', '正文\ue000。')
    out = export(broken, folder, '--ppi', 50, code=1)
    assert 'BX2104' in out and {p.name: p.read_bytes() for p in folder.iterdir()} == before
    (folder / 'mine.txt').write_text('keep')
    out = export(issue, folder, '--ppi', 50, code=1)
    assert 'mine.txt' in out and (folder / 'mine.txt').read_text() == 'keep'
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.name != 'mine.txt'} == before
    (WORK / 'file').write_text('x')
    assert 'no folder' in export(issue, WORK / 'file', code=1)
    (WORK / 'link').symlink_to(folder)
    export(issue, WORK / 'link', code=1)
    assert not [p for p in WORK.iterdir() if p.name.startswith('.')], 'something was left'
    empty = WORK / 'empty/below'
    empty.mkdir(parents=True)
    export(issue, empty, '--ppi', 50)
    assert (empty / 'index.html').exists()


def test_usage():
    issue = WORK / 'hostile-issue'
    for words in [(), ('--html', WORK / 'no', '--ppi', '10'), ('--html', WORK / 'no', '--what')]:
        done = subprocess.run([BANXIN, 'export', str(issue), *map(str, words)], capture_output=True)
        assert done.returncode == 2 and done.stderr and not (WORK / 'no').exists()


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    n = sum(test_whole(SOURCE / 'samples' / name, name) for name in ('kaifaqu-2024-12', 'sikai-4p'))
    n += sum(test_whole(with_pictures(name), name) for name in ('areas', 'vertical', 'figures', 'jump', 'ads'))
    shapes = {a['story']: len(a['polygons'][0]) for p in read_map(WORK / 'areas')['pages'] for a in p['areas']}
    assert shapes['step'] >= 6 and shapes['ear'] == 4, shapes  # joined areas have corners of their own
    test_hostile()
    test_folder()
    test_usage()
    print('export: %d boxes of text in their hot areas' % n)


main()
