#!/usr/bin/env python3
"""Small pages, each for one ability: they build without a warning, a print shop takes them, and they look
as they did.

usage: pages.py BANXIN PAGES SHARED WORK [--update] [NAME...]

A page is a folder with issue.yaml; page-N.png beside it is the picture of its page N. One with a file `faults` is
built as a proof, and must have just the faults (codes) that stand there: proofs show what is wrong. Looks are compared in
degrees: antialiasing may differ between versions of the renderer, a line in another place may not. A look
that is wanted is kept with --update, after the picture has been seen.
"""
import pathlib
import re
import struct
import subprocess
import sys
import zlib

DPI = 72
SEEN = 64  # levels of grey by which a pixel must differ to count …
SAME, GOOD = 0.0001, 0.002  # … and shares of the page that may


def read_pgm(path):
    data = path.read_bytes()
    head = re.match(rb'P5\s+(\d+)\s+(\d+)\s+255\s', data)
    return int(head[1]), int(head[2]), data[head.end():]


def write_png(path, width, height, grey):
    def chunk(name, data):
        return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))
    rows = b''.join(b'\0' + grey[y * width:(y + 1) * width] for y in range(height))
    path.write_bytes(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 0, 0, 0, 0))
                     + chunk(b'IDAT', zlib.compress(rows, 9)) + chunk(b'IEND', b''))


def read_png(path):
    """Of the kind that write_png writes."""
    data = path.read_bytes()
    width, height = struct.unpack('>II', data[16:24])
    length, = struct.unpack('>I', data[33:37])
    rows = zlib.decompress(data[41:41 + length])
    return width, height, b''.join(rows[y * (width + 1) + 1:(y + 1) * (width + 1)] for y in range(height))


def difference(a, b):
    if a[:2] != b[:2]:
        return 1
    return sum(abs(x - y) > SEEN for x, y in zip(a[2], b[2])) / len(a[2])


def run(*words, code=0):
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True)
    if done.returncode != code:
        raise AssertionError('exit %d\n' % done.returncode + done.stdout + done.stderr)
    return done.stderr


def make(banxin, folder, pdf, cache, judge):
    words, faults = (banxin, 'build', folder, '-o', pdf, '--cache', cache), folder / 'faults'
    if faults.exists():
        said = sorted(re.findall(r'(?:error|warning)\[(BX\d+)\]: ', run(*words, '--profile', 'proof', code=1)))
        assert said == sorted(faults.read_text().split()), 'faults: %s' % said
        return
    run(*words, '--deny-warnings')
    if judge.exists():
        run(sys.executable, judge, '--as', 'x4', pdf)


def look(folder, pdf, work, update):
    for old in work.glob(folder.name + '-[0-9]*.pgm'):
        old.unlink()
    run('pdftoppm', '-r', DPI, '-gray', pdf, work / folder.name)
    worst = 0
    pictures = sorted(work.glob(folder.name + '-[0-9]*.pgm'))
    for number, pgm in enumerate(pictures, 1):
        now, file = read_pgm(pgm), folder / ('page-%d.png' % number)
        if update:
            write_png(file, *now)
        worst = max(worst, difference(now, read_png(file)))
    assert len(pictures) == len(list(folder.glob('page-*.png'))), '%d pages' % len(pictures)
    assert worst <= GOOD, 'looks different: %.2f %% of the page; see %s' % (worst * 100, pictures[0])
    return 'same' if worst <= SAME else 'good (%.3f %%)' % (worst * 100)


def main():
    words = [w for w in sys.argv[1:] if w != '--update']
    banxin, pages, shared, work = words[0], *map(pathlib.Path, words[1:4])
    work.mkdir(parents=True, exist_ok=True)
    judge, n, failed = shared / 'judge' / 'printjudge.py', 0, 0
    for folder in sorted(p.parent for p in pages.glob('*/issue.yaml')):
        if words[4:] and folder.name not in words[4:]:
            continue
        n += 1
        pdf = work / (folder.name + '.pdf')
        try:
            make(banxin, folder, pdf, work / 'cache', judge)
            print('%s: %s' % (folder.name, look(folder, pdf, work, '--update' in sys.argv)))
        except AssertionError as error:
            failed += 1
            print('%s: %s' % (folder.name, error))
    print('%d pages, %d failed' % (n, failed))
    return failed > 0 or n == 0


if __name__ == '__main__':
    sys.exit(main())
