#!/usr/bin/env python3
"""banxin diff: changes by story and page, exit codes, reports, foreign and hostile files.

usage: diff.py BANXIN PROJECT WORK
"""
import base64
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import zlib

import jsonschema

banxin, project, work = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]) / 'diff'
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
schema = json.loads((project / 'layouts/diff.schema.json').read_text(encoding='utf8'))
jsonschema.Draft202012Validator.check_schema(schema)


def diff(code, old, new, *options, env=None):
    done = subprocess.run([banxin, 'diff', old, new, *options], cwd=work, capture_output=True, timeout=300,
                          env=dict(os.environ, **(env or {})))
    assert done.returncode == code, (done.returncode, done.stdout.decode(), done.stderr.decode())
    return done.stdout.decode('utf8'), done.stderr.decode('utf8')


def report(old, new):
    diff(1, old, new, '-o', 'out')
    read = json.loads((work / 'out/diff.json').read_text(encoding='utf8'))
    jsonschema.Draft202012Validator(schema).validate(read)
    return read


def changes(read):
    return [(p['label'], c['story'], c['gone'], c['added']) for p in read['pages'] for c in p['changes']]


def build(issue, name, *options):
    subprocess.run([banxin, 'build', issue, '-o', name, *options], cwd=work, capture_output=True, check=True, timeout=300)


def edit(issue, path, *pairs):
    file = work / issue / path
    text = file.read_text(encoding='utf8')
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, encoding='utf8')


# our own files: by story, even where it goes on on another page
shutil.copytree(project / 'samples/sikai-4p', work / 'a')
shutil.copytree(work / 'a', work / 'b')
build('a', 'a.pdf')
edit('b', 'articles/01-yunxi.md', ('今年58岁', '今年59岁'), ('镇干部上门7次，', ''))
edit('b', 'articles/04-rain.md', ('清明前后多雨 春灌用水有保障', '清明前后多雨水 春灌用水有保障'), ('15.5℃', '15.6℃'))
edit('b', 'articles/03-ten.md', ('公布', '发布'))
edit('b', 'issue.yaml', ('编 余未晚', '编 余早'))
build('b', 'b.pdf')
read = report('a.pdf', 'b.pdf')
wanted = [
    ('要闻 1', '一条溪的回头水', '58', '59'),
    ('要闻 1', '六千份问卷 定下十件事', '公', '发'),
    ('要闻 1', '清明前后多雨水 春灌用水有保障', '', '水'),
    ('要闻 1', '清明前后多雨水 春灌用水有保障', '15.5', '15.6'),
    ('民生 3', '一条溪的回头水', '镇干部上门7次，', ''),
    ('民生 3', None, '未晚', '早'),
]
assert sorted(map(str, changes(read))) == sorted(map(str, wanted)), changes(read)
assert [p['same'] for p in read['pages']] == [False, True, False, True]
assert not read['same'] and (read['old']['pages'], read['new']['pages']) == (4, 4)
for page in read['pages']:
    assert page['same'] == (page['picture_share'] == 0), page['label']
    for change in page['changes']:
        for place in (change.get('old_place'), change.get('new_place')):
            for rect in place['rects'] if place else []:
                assert 0 <= rect['x'] <= page['width'] and 0 <= rect['y'] <= page['height'] and rect['width'] > 0, rect
[age] = [c for c in read['pages'][0]['changes'] if c['added'] == '59']
[rect] = age['new_place']['rects']
text = subprocess.run(['pdftotext', '-f', '1', '-l', '1', '-x', str(int(rect['x'])), '-y', str(int(rect['y'])), '-W',
                       str(int(rect['width']) + 2), '-H', str(int(rect['height'])), 'b.pdf', '-'], cwd=work, capture_output=True)
assert '59' in text.stdout.decode(), text.stdout  # the box is where another program finds the words

# the HTML needs nothing else, and its pictures show red and cyan
page = (work / 'out/diff.html').read_text(encoding='utf8')
ids, links, depth = [], [], []


class Reader(html.parser.HTMLParser):
    VOID = {'meta', 'img', 'br'}

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if 'id' in attributes:
            ids.append(attributes['id'])
        for name in ('href', 'src'):
            if name in attributes:
                links.append(attributes[name])
        if tag not in self.VOID:
            depth.append(tag)

    def handle_endtag(self, tag):
        assert depth.pop() == tag, tag


Reader().feed(page)
assert not depth and len(ids) == len(set(ids)) and '<script' not in page
assert all(l.startswith('data:image/png;base64,') or (l[0] == '#' and l[1:] in ids) for l in links), links
pictures = [base64.b64decode(l.split(',')[1]) for l in links if l.startswith('data:')]
assert len(pictures) == 2
data, at = b'', 8
while at < len(pictures[0]):
    size = int.from_bytes(pictures[0][at:at + 4], 'big')
    data += pictures[0][at + 8:at + 8 + size] if pictures[0][at + 4:at + 8] == b'IDAT' else b''
    at += 12 + size
assert len(zlib.decompress(data)) > 1e6
first = (work / 'out/diff.html').read_bytes()
diff(1, 'a.pdf', 'b.pdf', '-o', 'out')
assert (work / 'out/diff.html').read_bytes() == first, 'another run, other bytes'

# the same; other bytes of the same pages; a page alone; a story that moved; X-1a without threads
assert diff(0, 'a.pdf', 'a.pdf')[0] == 'the same\n'
build('a', 'two.pdf', '--page', '2')
subprocess.run(['qpdf', '--qdf', 'a.pdf', 'other.pdf'], cwd=work, check=True)
assert diff(0, 'a.pdf', 'other.pdf')[0] == 'the same\n'
read = report('a.pdf', 'two.pdf')
assert [(p['label'], p['old_index'], p['new_index'], p['same']) for p in read['pages']] == [
    ('产业 2', 1, 0, True), ('要闻 1', 0, None, False), ('民生 3', 2, None, False), ('副刊 4', 3, None, False)], read['pages']
for name, first, second in (('e', 'a', 'b'), ('f', 'b', 'a')):
    (work / name / 'layouts').mkdir(parents=True)
    (work / name / 'articles').mkdir()
    (work / name / 'issue.yaml').write_text(
        'issue: 1\ntitle: 试报\npages:\n  - layout: p\n    slots: {l: articles/%s.md, r: articles/%s.md}\n' % (first, second))
    (work / name / 'layouts/p.yaml').write_text(
        'layout: 1\nbase: sikai-4x17\nslots:\n  l: {cols: [1, 2], rows: [1, 12], head: brief}\n'
        '  r: {cols: [3, 2], rows: [20, 12], head: brief}\n')
    (work / name / 'articles/a.md').write_text('---\nheadline: 溪水\n---\n\n' + '溪水从山上下来，' * 20 + '入江。\n')
    (work / name / 'articles/b.md').write_text(
        '---\nheadline: 竹\n---\n\n' + ('竹有节。' if name == 'f' else '') + '竹子长在山上，' * 20 + '成林。\n')
    build(name, name + '.pdf')
assert changes(report('e.pdf', 'f.pdf')) == [('1', '竹', '', '竹有节。')]

build('a', 'a1.pdf', '--standard', 'x1a', '--page', '1')
build('b', 'b1.pdf', '--standard', 'x1a', '--page', '1')
read = report('a1.pdf', 'b1.pdf')
assert ('要闻 1', None, '58', '59') in changes(read) and all(c[1] is None for c in changes(read))

# a headline that changed altogether is the same story still
shutil.copytree(work / 'a', work / 'd')
edit('d', 'articles/03-ten.md', ('headline: 六千份问卷 定下十件事', 'headline: 民生实事由民定'))
build('a', 'one.pdf', '--page', '1')
build('d', 'd.pdf', '--page', '1')
read = changes(report('one.pdf', 'd.pdf'))
assert read and all(c[:2] == ('要闻 1', '民生实事由民定') and len(c[2] + c[3]) < 25 for c in read), read

# a foreign file, and what is none
subprocess.run(['gs', '-q', '-o', 'foreign.pdf', '-sDEVICE=pdfwrite', '-c',
                '/Helvetica 20 selectfont 72 700 moveto (Old words stay 12.5) show 72 600 moveto (<b>&) show showpage'],
               cwd=work, check=True)
subprocess.run(['gs', '-q', '-o', 'foreign2.pdf', '-sDEVICE=pdfwrite', '-c',
                '/Helvetica 20 selectfont 72 700 moveto (New words stay 12.6) show 72 600 moveto (<b>&) show showpage '
                '72 72 moveto (second) show showpage'], cwd=work, check=True)
read = report('foreign.pdf', 'foreign2.pdf')
assert changes(read) == [('1', None, 'Old', 'New'), ('1', None, '12.5', '12.6'), ('2', None, '', 'second')] or \
    ''.join(c[2] for c in changes(read)) == 'Oldwordsstay12.5', changes(read)
assert '<b>&<' not in (work / 'out/diff.html').read_text(encoding='utf8')
(work / 'no.pdf').write_text('not a PDF')
(work / 'cut.pdf').write_bytes((work / 'a.pdf').read_bytes()[:30000])
for bad in ('no.pdf', 'cut.pdf', 'none.pdf', '.'):
    out, err = diff(2, 'a.pdf', bad)
    assert not out and err.startswith('banxin diff: ') and bad in err, err
    diff(2, bad, 'a.pdf')
diff(2, 'a.pdf', 'b.pdf', '--ppi', '1000')
diff(2, 'a.pdf', 'b.pdf', 'c.pdf')
assert 'mupdf-tools' in diff(2, 'a.pdf', 'b.pdf', env={'PATH': '/nonexistent'})[1]
(work / 'taken').write_text('')
assert 'taken' in diff(2, 'a.pdf', 'b.pdf', '-o', 'taken')[1]

# threads that never end, labels and beads of nonsense, a page as large as a file can say
subprocess.run(['qpdf', '--qdf', '--object-streams=disable', 'one.pdf', 'qdf.pdf'], cwd=work, check=True)
raw = (work / 'qdf.pdf').read_bytes()
for name, pattern, new in (('loop', rb'/N (\d+) 0 R', b'/N 1 0 R'), ('box', rb'/MediaBox \[[^]]*\]', b'/MediaBox [0 0 14400 14400]'),
                           ('beads', rb'/R \[[^]]*\]', b'/R [1e9 -1e9 (x) 5]'), ('label', rb'/St \d+', b'/St 99999999999'),
                           ('nums', rb'/Nums \[', b'/Nums [ 7 [ ] (x) '), ('crop', rb'/CropBox \[[^]]*\]', b'/CropBox [5 5 5 5]')):
    (work / 'raw.pdf').write_bytes(re.sub(pattern, new, raw))
    subprocess.run('fix-qdf raw.pdf > hostile.pdf', shell=True, cwd=work, check=True)
    done = subprocess.run([banxin, 'diff', 'one.pdf', 'hostile.pdf', '-o', 'out', '--ppi', '30'], cwd=work, capture_output=True, timeout=300)
    assert done.returncode in (0, 1, 2), (name, done.stderr.decode())
    assert done.returncode != 2 or done.stderr, name
print('diff: all as it should be')
