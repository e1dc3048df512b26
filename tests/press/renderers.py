#!/usr/bin/env python3
"""Ghostscript, Poppler and MuPDF draw each page alike.

usage: renderers.py BANXIN ISSUE WORK [OPTION...]      options go to `banxin build`

Each makes of CMYK what it likes, so lightness is compared in squares of 6 mm: a missing picture, a face
that one of them does not find, or white that prints, is far outside what conversions differ by.
"""
import pathlib
import re
import subprocess
import sys

DPI, SQUARE = 72, 16
MEAN_MOST, SQUARE_MOST = 3, 32  # % of lightness

RENDERERS = {
    'ghostscript': ['gs', '-q', '-dSAFER', '-dBATCH', '-dNOPAUSE', '-sDEVICE=ppmraw', '-r{dpi}', '-dTextAlphaBits=4',
                    '-dGraphicsAlphaBits=4', '-dOverprint=/simulate', '-sOutputFile={out}-%d.ppm', '{pdf}'],
    'poppler': ['pdftoppm', '-r', '{dpi}', '{pdf}', '{out}'],
    'mupdf': ['mutool', 'draw', '-q', '-r', '{dpi}', '-o', '{out}-%d.ppm', '{pdf}'],
}


def read_ppm(path):
    """Width, height and lightness, one byte a pixel."""
    data = path.read_bytes()
    head = re.match(rb'P6\s(?:#.*\n)*(\d+)\s+(\d+)\s+255\s', data)
    width, height = int(head[1]), int(head[2])
    r, g, b = (data[head.end() + i::3] for i in range(3))
    return width, height, bytes((x * 299 + y * 587 + z * 114) // 1000 for x, y, z in zip(r, g, b))


def squares(width, height, grey):
    means = []
    for y in range(0, height - SQUARE + 1, SQUARE):
        rows = [grey[(y + i) * width:(y + i + 1) * width] for i in range(SQUARE)]
        means.append([sum(sum(row[x:x + SQUARE]) for row in rows) / SQUARE ** 2 for x in range(0, width - SQUARE + 1, SQUARE)])
    return means


def draw(name, pdf, work):
    out = work / name
    for old in work.glob(name + '-*.ppm'):
        old.unlink()
    words = [w.format(dpi=DPI, out=out, pdf=pdf) for w in RENDERERS[name]]
    subprocess.run(words, check=True, stderr=subprocess.DEVNULL)
    pages = sorted(work.glob(name + '-*.ppm'), key=lambda p: int(p.stem.rsplit('-', 1)[1]))
    return [squares(*read_ppm(p)) for p in pages]


def main():
    banxin, issue, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    work.mkdir(parents=True, exist_ok=True)
    pdf = work / 'drawn.pdf'
    made = subprocess.run([banxin, 'build', issue, '-o', pdf, '--cache', work / 'cache', *sys.argv[4:]], capture_output=True, text=True)
    if made.returncode:
        sys.exit(made.stderr)
    drawn = {name: draw(name, pdf, work) for name in RENDERERS}
    n_pages = {len(pages) for pages in drawn.values()}
    assert len(n_pages) == 1, drawn.keys()
    faults, worst = 0, (0, 0)
    names = list(RENDERERS)
    for a, b in ((a, b) for i, a in enumerate(names) for b in names[i + 1:]):
        for page, (one, other) in enumerate(zip(drawn[a], drawn[b]), 1):
            apart = [abs(x - y) / 2.55 for row, line in zip(one, other) for x, y in zip(row, line)]
            mean, most = sum(apart) / len(apart), max(apart)
            worst = max(worst[0], mean), max(worst[1], most)
            if mean > MEAN_MOST or most > SQUARE_MOST:
                faults += 1
                print(f'page {page}: {a} and {b} differ by {mean:.1f} % in the mean, {most:.0f} % at most')
    print(f'{n_pages.pop()} pages, {len(names)} renderers: {worst[0]:.2f} % apart in the mean, {worst[1]:.1f} % in one square')
    sys.exit(1 if faults else 0)


main()
