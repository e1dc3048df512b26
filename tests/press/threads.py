#!/usr/bin/env python3
"""Article threads lead through a story as it is read.

usage: threads.py BANXIN ISSUE WORK [OPTION...]      options go to `banxin build`

Reads the threads of the finished file with qpdf and what stands in each bead with pdftotext: the beads are a
ring, every bead hangs on its page, and a story's paragraphs begin in the order of its source.
"""
import json
import pathlib
import re
import subprocess
import sys

import yaml

OPENING = 6  # Han characters by which a paragraph is known


def han(text):
    return ''.join(re.findall(r'[\u4e00-\u9fff]', text))


def articles(issue):
    """{standing head and headline: [opening of each paragraph]}"""
    found = {}
    for path in sorted((issue / 'articles').glob('*.md')):
        _, front, body = path.read_text(encoding='utf8').split('---\n', 2)
        keys = yaml.safe_load(front)
        title = keys.get('standing', '') + keys['headline']
        blocks = [b.strip() for b in body.split('\n\n')]
        openings = [han(re.sub(r'<rt>.*?</rt>', '', b))[:OPENING] for b in blocks if b and b[0] not in '!#>-0123456789<']
        found[han(title)] = [o for o in openings if len(o) == OPENING]
    return found


class Pdf:
    def __init__(self, path):
        self.path = path
        made = json.loads(subprocess.run(['qpdf', '--json=2', '--json-key=qpdf', '--json-key=pages', path], capture_output=True,
                                         check=True).stdout)
        self.objects = made['qpdf'][1]
        self.pages = [page['object'] for page in made['pages']]
        self.root = self.get(self.objects['trailer']['value']['/Root'])

    def get(self, value):
        return self.objects['obj:' + value]['value'] if isinstance(value, str) and value.endswith(' R') else value

    def text(self, page, rect):
        height = self.get(self.pages[page])['/MediaBox'][3]
        left, bottom, right, top = rect
        area = ['-x', left, '-y', height - top, '-W', right - left, '-H', top - bottom]
        return subprocess.run(['pdftotext', '-f', str(page + 1), '-l', str(page + 1), '-r', '72',
                               *(str(round(a)) if i % 2 else a for i, a in enumerate(area)), self.path, '-'],
                              capture_output=True, check=True).stdout.decode('utf8')


def beads_of(pdf, thread):
    first = pdf.get(thread)['/F']
    at, beads = first, []
    while True:
        bead = pdf.get(at)
        assert bead['/T'] == thread and pdf.get(bead['/N'])['/V'] == at, 'a bead is not in its ring'
        assert at in pdf.get(pdf.get(bead['/P'])['/B']), 'a bead does not hang on its page'
        beads.append(bead)
        at = bead['/N']
        if at == first:
            return beads
        assert len(beads) < 1000


def main():
    banxin, issue, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    work.mkdir(parents=True, exist_ok=True)
    path = work / 'threads.pdf'
    made = subprocess.run([banxin, 'build', issue, '-o', path, '--cache', work / 'cache', *sys.argv[4:]], capture_output=True, text=True)
    if made.returncode:
        sys.exit(made.stderr)
    pdf, wanted = Pdf(path), articles(issue)
    n_beads = n_openings = 0
    for thread in pdf.get(pdf.root['/Threads']):
        title = pdf.get(thread)['/I']['/Title'].removeprefix('u:')
        openings = wanted.pop(han(title))
        beads = beads_of(pdf, thread)
        text = han(''.join(pdf.text(pdf.pages.index(bead['/P']), bead['/R']) for bead in beads))
        missing, at = [], 0
        for opening in openings:
            place = text.find(opening, at)
            missing += [opening] if place < 0 else []
            at = max(at, place + OPENING)
        is_vertical = len(missing) > len(openings) / 2  # pdftotext takes vertical columns apart
        if not is_vertical:
            assert not missing, f'{title}: {missing} do not stand in their order in its beads'
            n_openings += len(openings)
        n_beads += len(beads)
    assert not wanted, f'no thread for {list(wanted)}'
    assert n_openings > 10
    print(f'{n_beads} beads, {n_openings} paragraphs in order')


main()
