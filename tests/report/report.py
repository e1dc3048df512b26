#!/usr/bin/env python3
"""The report against its schema, against the files it speaks of, and against the finished PDF's own geometry.

usage: report.py BANXIN SOURCE WORK
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as xml

import jsonschema

BANXIN, SOURCE, WORK = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
SCHEMA = json.loads((SOURCE / 'layouts/report.schema.json').read_text(encoding='utf8'))
jsonschema.Draft202012Validator.check_schema(SCHEMA)
NEAR = 0.6  # points


def report_of(issue, *words, command='build', code=0, codes=None):
    report, pdf = WORK / 'report.json', WORK / 'made.pdf'
    out = ['-o', str(pdf)] if command == 'build' else []
    done = subprocess.run([BANXIN, command, str(issue), '--report', str(report), *out, *words], capture_output=True)
    assert done.returncode in (codes or (code,)), (issue, done.returncode, done.stderr.decode())
    read = json.loads(report.read_text(encoding='utf8'))
    faults = ['%s: %s' % (list(e.path), e.message) for e in jsonschema.Draft202012Validator(SCHEMA).iter_errors(read)]
    assert not faults, (issue, faults[:5])
    return read, pdf


# ---- against the PDF ----

def pages_of(pdf):
    """For each page its characters: c, origin x and y, size."""
    out = subprocess.run(['mutool', 'draw', '-q', '-F', 'stext', '-o', '-', pdf], capture_output=True, check=True).stdout
    return [[(c.get('c'), float(c.get('x')), float(c.get('y')), float(font.get('size')))
             for line in page.iter('line') for font in line.iter('font') for c in font.iter('char')]
            for page in xml.fromstring(out).iter('page')]


def images_of(pdf):
    """Frames of pictures on each page, from its drawing operators."""
    out = subprocess.run(['mutool', 'trace', pdf], capture_output=True, check=True).stdout.decode()
    pages = []
    for line in out.splitlines():
        if '<page ' in line:
            pages.append([])
        m = re.search(r'<fill_image .*transform="([^"]+)"', line)
        if m:
            a, b, c, d, e, f = map(float, m[1].split())
            pages[-1].append((e, min(f, f + d), abs(a), abs(d)))
    return pages


def same(a, b):
    """Width and direction of marks are the engine's to choose (TX)."""
    plain = lambda c: unicodedata.normalize('NFKC', c)
    return plain(a) == plain(b) or not a.isalnum()


def first_character(issue, text):
    """Of the source, where the text begins."""
    lines = (issue / text['file']).read_text(encoding='utf8').split('\n')
    rest = lines[text['line'] - 1][text['column'] - 1:]
    return rest[0] if rest else None


def check_texts(issue, read, pages):
    """The first character of every text stands at the top left of its first box, on the page it names; where lines run
    down, at the top right."""
    n = 0
    for story in read['stories']:
        for text in story['texts']:
            if not text['boxes'] or 'file' not in text or text['role'] in ('cell', 'pull', 'standing'):
                continue
            box = text['boxes'][0]
            wanted = first_character(issue, text)
            if wanted is None or not wanted.isalnum():
                continue
            near = [c for c, x, y, size in pages[box['page'] - 1] if abs(size - text['size']) < 0.2 * text['size']
                    and (box['x'] - NEAR <= x <= box['x'] + 2.2 * size and box['y'] < y <= box['y'] + 1.1 * size
                         or abs(x - box['x'] - box['width'] + size) < 0.3 * size
                         and box['y'] < y <= box['y'] + 3.2 * size)]
            n += 1
            assert any(same(wanted, c) for c in near), (text, wanted, near)
    assert n >= 20, n
    return n


def check_lines(read, pages):
    """No character of a story's body lies outside its boxes: as many lines as it says stand in them."""
    for story in read['stories']:
        for text in story['texts']:
            if text['role'] != 'body' or not text['boxes'] or story['parts'][0]['vertical']:
                continue
            baselines = set()
            for box in text['boxes']:
                baselines |= {(box['page'], round(box['x']), round(y)) for c, x, y, size in pages[box['page'] - 1]
                              if abs(size - text['size']) < 0.01 and box['x'] - NEAR <= x < box['x'] + box['width']
                              and box['y'] < y < box['y'] + box['height']}
            assert len(baselines) == text['lines'], (text, len(baselines))


def check_pictures(read, images):
    for picture in read['pictures']:
        frame = picture['frame']
        wanted = (frame['x'], frame['y'], frame['width'], frame['height'])
        assert any(all(abs(a - b) < 0.1 for a, b in zip(wanted, image)) for image in images[picture['page'] - 1]), (
            wanted, images[picture['page'] - 1])
        crop = picture['crop']
        shape = (crop['width'] * picture['source_width']) / (crop['height'] * picture['source_height'])
        assert abs(shape / (frame['width'] / frame['height']) - 1) < 0.01, picture


def check_sums(read):
    for story in read['stories']:
        ledger = story['ledger']
        assert ledger['source'] == ledger['printed'] + ledger['overset'] + ledger['unplaced'] - ledger['twice']
        assert story['characters'] == ledger['source']
        assert story['pages'] == sorted({p['page'] for p in story['parts']}), story['id']
        assert ('overset_from' in story) == (story['overset_lines'] > 0)
        assert story['lines'] + story['underset_lines'] == story['lines_available']


def test_sample(name):
    issue = SOURCE / 'samples' / name
    read, pdf = report_of(issue, '--profile', 'proof', '--overlay', 'none')
    pages = pages_of(pdf)
    n = check_texts(issue, read, pages)
    check_lines(read, pages)
    check_pictures(read, images_of(pdf))
    check_sums(read)
    press, _ = report_of(issue)
    assert press['preflight']['rules'] and press['stories'] == read['stories']
    return n


# ---- what is wrong ----

def changed(name, path, change):
    issue = WORK / name
    shutil.copytree(SOURCE / 'samples/kaifaqu-2024-12', issue)
    file = issue / path
    file.write_text(change(file.read_text(encoding='utf8')), encoding='utf8')
    return issue


def finding(read, code, **wanted):
    found = [d for d in read['diagnostics'] if d['code'] == code]
    assert found, (code, [d['code'] for d in read['diagnostics']])
    for key, value in wanted.items():
        assert found[0].get(key) == value, (found[0], key, value)
    return found[0]


def test_wrong():
    article = 'articles/changzhi.md'
    issue = changed('long', article, lambda t: t + '\n' + t.split('---\n')[2][:500])
    read, _ = report_of(issue, code=1, command='check')
    [story] = [s for s in read['stories'] if s['overset_lines']]
    wrong = finding(read, 'BX3001', file=article, page=1)
    assert wrong['box'] == story['parts'][-1]['frame']
    assert {k: wrong[k] for k in ('file', 'line', 'column')} == story['overset_from']
    assert story['ledger']['overset'] == story['overset_characters'] > 200
    hidden = [t for t in story['texts'] if not t['boxes']]
    assert hidden and all(t['role'] in ('body', 'crosshead', 'marker', 'credit') for t in hidden)

    issue = changed('gone', 'articles/lead.md', lambda t: t.replace('workshop.jpg', 'gone.jpg'))
    read, _ = report_of(issue, code=1, command='check')
    [picture] = read['pictures']
    wrong = finding(read, 'BX1003', page=1, **picture['asked_for'])
    assert wrong['box'] == picture['frame'] and 'width' not in picture and 'crop' not in picture

    issue = changed('glyph', article, lambda t: t.replace('。', '\ue000。', 1))
    read, _ = report_of(issue, code=1, command='check')
    wrong = finding(read, 'BX2104', file=article, page=1)
    source = (issue / article).read_text(encoding='utf8').split('\n')
    assert source[wrong['line'] - 1][wrong['column'] - 1] == '\ue000'
    boxes = [b for s in read['stories'] for t in s['texts'] for b in t['boxes']]
    inside = [b for b in boxes if b['x'] - 1 <= wrong['box']['x'] and b['y'] - 1 <= wrong['box']['y']
              and wrong['box']['x'] + wrong['box']['width'] <= b['x'] + b['width'] + 1
              and wrong['box']['y'] + wrong['box']['height'] <= b['y'] + b['height'] + 1]
    assert inside

    issue = changed('unused', 'issue.yaml', lambda t: t.replace('      jiaocheng: articles/jiaocheng.md\n', ''))
    read, _ = report_of(issue, command='check')
    assert finding(read, 'BX1202')['level'] == 'warning' and 'page' not in finding(read, 'BX1202')
    for folder in sorted((SOURCE / 'tests/pages').glob('*/issue.yaml')):  # some want pictures of the samples
        report_of(folder.parent, command='check', codes=(0, 1))


def test_schema_refuses():
    """It is no schema that takes everything."""
    read, _ = report_of(SOURCE / 'samples/sikai-4p', command='check')
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for change in [lambda r: r.pop('stories'), lambda r: r.update(report=2), lambda r: r['stories'][0].pop('fit'),
                   lambda r: r['stories'][0]['texts'][0].update(role='other'), lambda r: r.update(more=1),
                   lambda r: r['pictures'][0]['frame'].update(width=-1)]:
        broken = json.loads(json.dumps(read))
        change(broken)
        assert not validator.is_valid(broken)


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    n = sum(test_sample(name) for name in ('kaifaqu-2024-12', 'sikai-4p'))
    test_wrong()
    test_schema_refuses()
    print('report: %d texts stand where it says' % n)


main()
