#!/usr/bin/env python3
"""Proofs by the command line: what stands on them and where, as PDF and as pictures; never with the press.

usage: proof.py BANXIN SOURCE WORK
"""
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import zlib

BANXIN, SOURCE, WORK = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
SAMPLE = SOURCE / 'samples/kaifaqu-2024-12'


def run(*words, code=0, env=None):
    done = subprocess.run([str(w) for w in words], capture_output=True, env={**os.environ, **(env or {})})
    assert done.returncode == code, (words, done.returncode, done.stderr.decode())
    return done.stdout.decode() + done.stderr.decode()


def build(issue, *words, code=0, env=None):
    return run(BANXIN, 'build', issue, *words, code=code, env=env)


def wrong_issue():
    """The sample with too much text, too little, a character of no face, and a picture of few pixels."""
    issue = WORK / 'wrong'
    shutil.copytree(SAMPLE, issue)
    articles = issue / 'articles'
    long = (articles / 'changzhi.md').read_text()
    (articles / 'changzhi.md').write_text(long + '\n' + long.split('---\n')[2][:600])
    head, body = re.match(r'(---\n.*?---\n)(.*)', (articles / 'xingxian.md').read_text(), re.S).groups()
    (articles / 'xingxian.md').write_text(head + body[:len(body) // 2] + '。\n')
    text = (articles / 'jiaocheng.md').read_text()
    (articles / 'jiaocheng.md').write_text(text[:-40] + '\ue000' + text[-40:])
    picture = issue / 'pictures/workshop.jpg'
    small = run('djpeg', '-scale', '1/4', '-outfile', WORK / 'small.ppm', picture)
    assert not small
    run('cjpeg', '-outfile', picture, WORK / 'small.ppm')
    return issue


def words_of(pdf):
    """(text, x0, y0, x1, y1) in points, from the top left of the sheet."""
    out = run('pdftotext', '-bbox', pdf, '-')
    return [(m[5], *map(float, m.groups()[:4])) for m in
            re.finditer(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', out)]


def text_of(pdf):
    return re.sub(r'\s+', '', run('pdftotext', '-raw', pdf, '-'))


def size_of(pdf):
    return tuple(map(float, re.search(r'Page size: +([\d.]+) x ([\d.]+)', run('pdfinfo', pdf)).groups()))


def read_ppm(data):
    m = re.match(rb'P6\s+(\d+)\s+(\d+)\s+255\s', data)
    return int(m[1]), int(m[2]), data[m.end():]


def pixels_of(png):
    """Of the PNGs that Banxin writes: RGB without filters."""
    data, at, packed = png.read_bytes(), 8, b''
    assert data[:8] == b'\x89PNG\r\n\x1a\n'
    while at < len(data):
        length, kind = struct.unpack('>I4s', data[at:at + 8])
        if kind == b'IHDR':
            width, height, depth, colours = struct.unpack('>IIBB', data[at + 8:at + 18])
            assert (depth, colours) == (8, 2)
        elif kind == b'IDAT':
            packed += data[at + 8:at + 8 + length]
        at += length + 12
    rows, step = zlib.decompress(packed), 3 * width + 1
    assert len(rows) == step * height and not any(rows[::step])
    return width, height, b''.join(rows[y * step + 1:(y + 1) * step] for y in range(height))


def squares(width, height, rgb, side=10):
    """Mean green of each square: glyphs stand on whole pixels in one picture, between them in the other."""
    green = rgb[1::3]
    return [[sum(sum(green[(y + i) * width + x:(y + i) * width + x + side]) for i in range(side)) / side ** 2
             for x in range(0, width - side, side)] for y in range(0, height - side, side)]


def test_overlays(issue):
    pdf, report = WORK / 'all.pdf', WORK / 'all.json'
    build(issue, '--profile', 'proof', '--overlay', 'all', '-o', pdf, '--report', report, code=1)
    made, text = json.loads(report.read_text()), text_of(pdf)
    for story in made['stories']:
        assert story['file'] in text, story['file']
        for part in story['parts']:
            assert re.search(r'%s[\d+/]+行%s' % (part['slot'], re.escape(story['file'])), text), part
        if story['overset_lines']:
            assert '%s溢出%d行%d字' % (part['slot'], story['overset_lines'], story['overset_characters']) in text
    assert sum(s['overset_lines'] > 0 for s in made['stories']) == 1
    assert len(re.findall('75ppi', text)) == 2  # on the picture, and in the list
    width, height = size_of(pdf)
    assert width > 1106 + 200 and abs(height - 1530.7) < 1, (width, height)
    return made, pdf


def test_places_of_findings(made, pdf):
    """A number on the page at the height of its finding, or on its corner; the list names code and place."""
    words = words_of(pdf)
    findings = sorted((d for d in made['diagnostics'] if d['level'] != 'note' and 'box' in d),
                      key=lambda d: (d['box']['y'], d['box']['x']))
    assert len(findings) >= 4
    text = text_of(pdf)
    for number, finding in enumerate(findings, 1):
        box, is_on = finding['box'], False
        for word, x0, y0, x1, y1 in words:
            is_on |= word == str(number) and x0 < 1105 and (
                abs((y0 + y1) / 2 - box['y'] - box['height'] / 2) < 12
                or (abs(y1 - box['y']) < 12 and abs(x1 - box['x'] - box['width']) < 12))
        assert is_on, (number, finding)
        assert '%d%s' % (number, finding['code']) in text, finding
        assert '%s:%d:%d' % (finding['file'], finding['line'], finding['column']) in text, finding


def test_defaults(issue):
    pdf = WORK / 'default.pdf'
    build(issue, '--profile', 'proof', '-o', pdf, code=1)
    text = text_of(pdf)
    assert '溢出' in text and 'BX2104' in text and 'articles/changzhi.md:' in text and '/156行' not in text
    build(issue, '--profile', 'proof', '-o', pdf, '--overlay', 'none', code=1)
    assert '溢出' not in text_of(pdf) and abs(size_of(pdf)[0] - 1105.5) < 1
    build(SOURCE / 'samples/sikai-4p', '--profile', 'proof', '-o', pdf)  # nothing is wrong: pages and nothing else
    assert [round(v) for v in size_of(pdf)] == [780, 1106] and 'BX' not in text_of(pdf)


def test_stamp(issue):
    pdf, again = WORK / 'stamp.pdf', WORK / 'again.pdf'
    wish = ('--profile', 'proof', '--stamp', '二校', '--paper', 'a3')
    build(issue, *wish, '--date', '2026-11-25 09:30', '-o', pdf, code=1)
    build(issue, *wish, '--date', '2026-11-25 09:30', '-o', again, code=1)
    assert pdf.read_bytes() == again.read_bytes()
    text = text_of(pdf)
    for word in ['二校', '出样2026-11-2509:30', '初审', '复审', '终审', '一校', '三校', '姓名', '日期', 'A3', '第1版']:
        assert word in text, word
    version = re.search(r'版本([0-9a-f]{8})', text)[1]
    build(issue, *wish, '-o', again, code=1, env={'SOURCE_DATE_EPOCH': '86400'})
    assert '出样1970-01-0200:00' in text_of(again)
    build(issue, *wish, '-o', again, code=1)
    assert re.search(r'出样20\d\d-\d\d-\d\d\d\d:\d\d', text_of(again))
    with open(issue / 'articles/lead.md', 'a') as file:
        file.write('\n')
    build(issue, *wish, '-o', again, code=1)
    assert re.search(r'版本([0-9a-f]{8})', text_of(again))[1] != version
    assert [round(v) for v in size_of(pdf)] == [842, 1191]


def test_pictures(issue):
    """PNGs of the size asked for, and the picture that poppler makes of the PDF."""
    folder, pdf = WORK / 'png', WORK / 'png.pdf'
    for wish in [('none',), ('all', '--simulate')]:
        out = build(issue, '--profile', 'proof', '--png', folder, '--ppi', '50', '-o', pdf, '--overlay', *wish, code=1)
        assert str(pdf) in out
        width, height, rgb = pixels_of(folder / 'page-1.png')
        points = size_of(pdf)
        assert (width, height) == tuple(-int(-(p * 50 / 72 - 0.01) // 1) for p in points), (width, height, points)
        other = subprocess.run(['pdftoppm', '-r', '50', str(pdf)], capture_output=True, check=True).stdout
        w, h, theirs = read_ppm(other)
        assert abs(w - width) <= 1 and abs(h - height) <= 1
        mine, other = squares(width, height, rgb), squares(w, h, theirs)
        apart = [abs(a - b) for row, his in zip(mine, other) for a, b in zip(row, his)]
        assert sum(apart) / len(apart) < 4 and max(apart) < 70, (wish, sum(apart) / len(apart), max(apart))
    os.remove(pdf)
    out = build(SAMPLE, '--profile', 'proof', '--png', folder, '--ppi', '30')
    assert str(folder) in out and not pdf.exists()


def test_ads():
    """A PDF advertisement is in the picture; without mutool a frame with its name stands for it."""
    issue, folder = SOURCE / 'tests/pages/ads', WORK / 'ads'
    build(issue, '--profile', 'proof', '--png', folder, '--ppi', '60', '--overlay', 'none')
    width, height, rgb = pixels_of(folder / 'page-1.png')
    with_ads = sum(v < 250 for v in rgb)
    tools = WORK / 'tools'
    tools.mkdir()
    build(issue, '--profile', 'proof', '--png', folder, '--ppi', '60', '--overlay', 'none', env={'PATH': str(tools)})
    _, _, rgb = pixels_of(folder / 'page-1.png')
    assert sum(v < 250 for v in rgb) < 0.8 * with_ads


def test_refusals():
    """Nothing that is made for proofs is for the press; wrong words are named with the right ones."""
    pdf = WORK / 'refused.pdf'
    for wish in [('--overlay', 'grid'), ('--paper', 'a4'), ('--stamp', '一校'), ('--date', '2026-01-01'),
                 ('--simulate',), ('--png', WORK / 'no'), ('--ppi', '90')]:
        out = build(SAMPLE, '-o', pdf, *wish, code=2)
        assert wish[0] in out and '--profile proof' in out, out
        assert not pdf.exists() and not (WORK / 'no').exists()
    for wish, word in [(('--overlay', 'gird'), 'overset'), (('--paper', 'b5'), 'a4'), (('--stamp', '四校'), '清样'),
                       (('--date', '25.11.2026'), '2026-11-25'), (('--date', '2026-13-01'), '2026-11-25'),
                       (('--ppi', '9'), '600')]:
        out = build(SAMPLE, '--profile', 'proof', '-o', pdf, *wish, code=2)
        assert word in out and not pdf.exists(), out
    out = build(SAMPLE, '--profile', 'proof', '--png', '/dev/null/x', code=1)
    assert '/dev/null/x' in out


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    issue = wrong_issue()
    made, pdf = test_overlays(issue)
    test_places_of_findings(made, pdf)
    test_defaults(issue)
    test_stamp(issue)
    test_pictures(issue)
    test_ads()
    test_refusals()
    print('proofs: %d findings in their places' % len(made['diagnostics']))


main()
