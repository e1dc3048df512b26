#!/usr/bin/env python3
"""Holds the text of the finished tabloid to its articles and to its jump lines.

usage: sikai_text.py SAMPLE FILE.pdf

Each article's characters stand on its pages, none lost and none doubled; beyond them a page holds
only its furniture and the jump lines. Needs pdftotext.
"""
import collections
import pathlib
import re
import subprocess
import sys

import yaml

MARKUP = re.compile(r'!\[([^\]]*)\]\([^)\s]+\)(?:\{[^}]*credit="([^"]*)"[^}]*\})?')
# What the engine itself sets in another form (TX rules): not compared.
PREPARED = set('“”‘’"\'—–-.,:;?!()（），。：；？！·…')


def solid(text):
    return collections.Counter(c for c in text if not c.isspace() and c not in PREPARED)


def page_text(pdf, number):
    run = subprocess.run(['pdftotext', '-raw', '-f', str(number), '-l', str(number), pdf, '-'],
                         capture_output=True, check=True)
    return run.stdout.decode('utf8')


def article(path):
    head, body = re.fullmatch(r'---\n(.*?)\n---\n(.*)', path.read_text(encoding='utf8'), re.S).groups()
    front = yaml.safe_load(head)
    shown = ''.join(str(v) for k, v in front.items() if k not in ('jump', 'source'))
    body = MARKUP.sub(lambda m: (m[1] or '') + (m[2] or ''), body)
    body = re.sub(r'^#+ ', '', body, flags=re.M)
    return shown + re.sub(r'[*<>]', '', body)


def main():
    sample, pdf = pathlib.Path(sys.argv[1]), sys.argv[2]
    issue = yaml.safe_load((sample / 'issue.yaml').read_text(encoding='utf8'))
    want, got = collections.Counter(), collections.Counter()
    for path in sorted((sample / 'articles').glob('*.md')):
        want += solid(article(path))
    pages = [page_text(pdf, n + 1) for n in range(len(issue['pages']))]
    for text in pages:
        got += solid(text)
    lost = want - got
    assert not lost, 'lost: %s' % dict(lost)
    # Left over: furniture of four pages, two jump lines and the head over the continuation.
    date = '2026年3月27日'
    extra = issue['title'] * 4 + issue['label'] + ''.join(issue['slogan']) + date * 4 + issue['number']
    extra += '今日4版' + issue['contact'] * 4 + '下转第3版' + '上接第1版' + '一条溪的回头水'
    for n, page in enumerate(issue['pages'], 1):
        if n > 1:
            extra += '%d%s%s星期五' % (n, page['label'], page['editor'])
    left = got - want
    assert left == solid(extra), 'left over: %s, wanted: %s' % (dict(left - solid(extra)), dict(solid(extra) - left))
    for n, words in ((1, '下转第3版'), (3, '上接第1版')):
        assert words in re.sub(r'\s', '', pages[n - 1]), 'page %d lacks %s' % (n, words)
    print('%d characters on %d pages: nothing lost, nothing doubled' % (sum(got.values()), len(pages)))


if __name__ == '__main__':
    main()
