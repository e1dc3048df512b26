#!/usr/bin/env python3
"""Small pages, each for one ability: they build without a warning, a print shop takes them, their text is set
as it should be, and they look as they did.

usage: pages.py BANXIN PAGES SHARED WORK [--update] [NAME...]

A page is a folder with issue.yaml; page-N.png beside it is the picture of its page N. Pictures that it names and does not
have are those of samples/sikai-4p. One with a file `faults` is built as a proof, and must have just the faults (codes) that stand
there: proofs show what is wrong. `excused` holds what the judge of text may find at most, with the reason (`orphan 1: the jump
line looks like one`); `excused` alone in it: it cannot read the page. Looks are compared in degrees: antialiasing may
differ between versions of the renderer, a line in another place may not. A look that is wanted is kept with --update,
after the picture has been seen.
"""
import concurrent.futures
import json
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import zlib

DPI, HIGH = 66, 480  # of a picture; pixels that it is high at most, which makes a broadsheet one of 22 dpi
SEEN = 64  # levels of grey by which a pixel must differ to count …
SAME, GOOD = 0.0001, 0.002  # … and shares of the page that may
TEXT = {'on_grid': 1.0, 'widow': 0, 'orphan': 0, 'runt': 0, 'start_forbidden': 0, 'end_forbidden': 0, 'split_unit': 0}


def read_pgm(path):
    data = path.read_bytes()
    head = re.match(rb'P5\s+(\d+)\s+(\d+)\s+255\s', data)
    return int(head[1]), int(head[2]), data[head.end():]


def write_png(path, width, height, grey):
    """In 16 levels: half the size, and nobody compares finer."""
    def chunk(name, data):
        return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))

    def pack(row):
        row = [(v + 8) // 17 for v in row] + [0] * (width % 2)
        return b'\0' + bytes(row[i] << 4 | row[i + 1] for i in range(0, len(row), 2))
    rows = b''.join(pack(grey[y * width:(y + 1) * width]) for y in range(height))
    path.write_bytes(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 4, 0, 0, 0, 0))
                     + chunk(b'IDAT', zlib.compress(rows, 9)) + chunk(b'IEND', b''))


def read_png(path):
    """Of the kind that write_png writes."""
    data = path.read_bytes()
    width, height = struct.unpack('>II', data[16:24])
    length, = struct.unpack('>I', data[33:37])
    rows, step = zlib.decompress(data[41:41 + length]), (width + 1) // 2 + 1
    pairs = (rows[y * step + 1:(y + 1) * step] for y in range(height))
    return width, height, b''.join(bytes(17 * v for b in row for v in (b >> 4, b & 15))[:width] for row in pairs)


def difference(a, b):
    if a[:2] != b[:2]:
        return 1
    return sum(abs(x - y) > SEEN for x, y in zip(a[2], b[2])) / len(a[2])


def run(*words, code=0, out=False):
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True)
    if done.returncode != code:
        raise AssertionError('exit %d\n' % done.returncode + done.stdout + done.stderr)
    return done.stdout if out else done.stderr


def issue_of(folder, work):
    """The issue with the pictures that it names, in a folder of its own."""
    issue, samples = work / 'issues' / folder.name, folder.parents[2] / 'samples' / 'sikai-4p'
    shutil.rmtree(issue, ignore_errors=True)
    shutil.copytree(folder, issue, ignore=shutil.ignore_patterns('page-*.png'))
    for article in issue.glob('articles/*.md'):
        for name in re.findall(r'\((pictures/[a-z]+\.jpg)\)', article.read_text(encoding='utf8')):
            if (samples / name).exists() and not (issue / name).exists():
                (issue / name).parent.mkdir(exist_ok=True)
                shutil.copy(samples / name, issue / name)
    return issue


def judge_text(folder, judge, pdf):
    excused = (folder / 'excused').read_text(encoding='utf8') if (folder / 'excused').exists() else ''
    wanted = dict(TEXT, **{k: int(v) for k, v in re.findall(r'^(\w+) (\d+):', excused, re.M)})
    if excused and wanted == TEXT:
        return
    found = json.loads(run(sys.executable, judge, '--json', pdf, out=True))[0]
    wrong = {k: v for k, v in found.items() if k in wanted and v is not None
             and (v < wanted[k] if k == 'on_grid' else v > wanted[k])}
    assert not wrong, 'text: %s %s' % (wrong, found.get('examples'))


def make(banxin, folder, pdf, work, shared):
    words = (banxin, 'build', issue_of(folder, work), '-o', pdf, '--cache', work / 'cache')
    if (folder / 'faults').exists():
        said = sorted(re.findall(r'(?:error|warning)\[(BX\d+)\]: ', run(*words, '--profile', 'proof', code=1)))
        assert said == sorted((folder / 'faults').read_text().split()), 'faults: %s' % said
        return
    run(*words, '--deny-warnings')
    if shared.exists():
        run(sys.executable, shared / 'judge' / 'printjudge.py', '--as', 'x4', pdf)
        judge_text(folder, shared / 'judge' / 'typejudge.py', pdf)


def dpi_of(pdf):
    height, = re.search(r'^Page size:\s+\S+ x (\S+)', run('pdfinfo', pdf, out=True), re.M).groups()
    return min(DPI, int(HIGH * 72 / float(height)))


def look(folder, pdf, work, update):
    for old in work.glob(folder.name + '-[0-9]*.pgm'):
        old.unlink()
    run('pdftoppm', '-r', dpi_of(pdf), '-gray', pdf, work / folder.name)
    worst = 0
    pictures = sorted(work.glob(folder.name + '-[0-9]*.pgm'))
    for number, pgm in enumerate(pictures, 1):
        now, file = read_pgm(pgm), folder / ('page-%d.png' % number)
        if update:
            write_png(file, *now)
        worst = max(worst, difference(now, read_png(file)))
    assert len(pictures) == len(list(folder.glob('page-*.png'))), '%d pages' % len(pictures)
    assert worst <= GOOD, 'BAD: %.2f %% of the page look different; see %s' % (worst * 100, pictures[0])
    return 'SAME' if worst <= SAME else 'GOOD: %.3f %% of a page look different' % (worst * 100)


def main():
    words = [w for w in sys.argv[1:] if w != '--update']
    banxin, pages, shared, work = words[0], *(pathlib.Path(w).resolve() for w in words[1:4])
    folders = [p.parent for p in sorted(pages.glob('*/issue.yaml')) if not words[4:] or p.parent.name in words[4:]]
    work.mkdir(parents=True, exist_ok=True)

    def test(folder):
        pdf = work / (folder.name + '.pdf')
        try:
            make(banxin, folder, pdf, work, shared)
            return True, look(folder, pdf, work, '--update' in sys.argv)
        except AssertionError as error:
            return False, error
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        verdicts = list(pool.map(test, folders))
    for folder, (_, words) in zip(folders, verdicts):
        print('%s: %s' % (folder.name, words))
    failed = sum(not good for good, _ in verdicts)
    print('%d pages, %d failed' % (len(folders), failed))
    return failed > 0 or not folders


if __name__ == '__main__':
    sys.exit(main())
