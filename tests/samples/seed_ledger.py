#!/usr/bin/env python3
"""Holds a sample issue to the captured page it was made from.

The sample's NOTES.md carries one YAML block: the list of every repair. This program applies
exactly that list to the capture and compares the result with articles/*.md and issue.yaml:
part by part and character by character (blanks ignored). A change that is not listed fails.

usage: seed_ledger.py SEED.txt [--sample DIR] [--pdf FILE.pdf] [--expected OUT.txt]

  --sample DIR       default: samples/kaifaqu-2024-12 of this project
  --pdf FILE.pdf     compare the characters of a finished PDF too (needs mutool)
  --expected OUT     write the text the finished page must show, one part a line

Prints one line a check and `N passed, N failed` at last; exit status 1 if any failed.
"""
import argparse
import collections
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import yaml

HERE = pathlib.Path(__file__).resolve().parent
PARTS = ('kicker', 'headline', 'deck', 'byline', 'credit')
NOT_SHOWN = {'jump', 'source'}
PICTURE = re.compile(r'!\[([^\]]*)\]\(([^)\s]+)\)(?:\{([^}]*)\})?')
passed = failed = 0


def check(ok, name, detail=''):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    print(('ok   ' if ok else 'FAIL ') + name + (': ' + detail if detail and not ok else ''))
    return ok


def solid(text):
    """The text without any blank."""
    return ''.join(text.split())


def differ(want, got):
    """Where two strings part, in words."""
    n = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
    return 'at %d: want …%s…, got …%s…' % (n, want[max(0, n - 8):n + 12], got[max(0, n - 8):n + 12])


def bag(a, b):
    """The difference of two multisets, in words."""
    lost, extra = a - b, b - a
    return 'lost %s, extra %s' % (dict(lost) or 'none', dict(extra) or 'none')


def only(lines, test, what):
    """The index of the one line that passes the test."""
    hits = [i for i, line in enumerate(lines) if test(line)]
    if len(hits) != 1:
        raise SystemExit('seed_ledger: %s fits %d lines of the capture, not 1' % (what, len(hits)))
    return hits[0]


def ledger(notes):
    blocks = re.findall(r'^```yaml\n(.*?)^```', notes.read_text(encoding='utf8'), re.M | re.S)
    if len(blocks) != 1:
        raise SystemExit('seed_ledger: %s has %d yaml blocks, not 1' % (notes.name, len(blocks)))
    book = yaml.safe_load(blocks[0])
    unknown = set(book) - {'stories', 'repairs', 'conversions', 'additions'}
    if unknown:
        raise SystemExit('seed_ledger: unknown keys in the list: %s' % ', '.join(sorted(unknown)))
    return book


def cut(lines, book):
    """The capture's lines by story, and the lines of the page's furniture."""
    stories, used = {}, set()
    for s in book['stories']:
        a = only(lines, lambda l: l.startswith(s['first']), 'first line of ' + s['id'])
        b = only(lines, lambda l: l.startswith(s['last']), 'last line of ' + s['id'])
        stories[s['id']] = [['para', line] for line in lines[a:b + 1]]
        if used & set(range(a, b + 1)):
            raise SystemExit('seed_ledger: stories overlap at ' + s['id'])
        used |= set(range(a, b + 1))
    return stories, [line for i, line in enumerate(lines) if i not in used]


def repair(stories, furniture, repairs):
    """Applies the list. Parts are [role, text]; a caption carries its picture as a third item."""
    issue = collections.defaultdict(list)
    rest = ''.join(furniture)
    for r in repairs:
        do, parts = r['do'], stories.get(r.get('story'))
        if do == 'issue':
            if r['words'] not in rest:
                raise SystemExit('seed_ledger: %s: not in the furniture' % r['id'])
            rest = rest.replace(r['words'], '', 1)
            issue[r['key']].append(r['words'])
            continue
        texts = [p[1] for p in parts]
        if do == 'join':
            i = only(texts, lambda t: t.endswith(r['left']), r['id'] + ' left')
            k = only(texts, lambda t: t.startswith(r['right']), r['id'] + ' right')
            between = parts[i + 1:k]
            if k < i or len(between) > 1:
                raise SystemExit('seed_ledger: %s: the halves are not neighbours' % r['id'])
            parts[i:k + 1] = [['para', texts[i] + texts[k]]] + between
        elif do == 'caption':
            i = only(texts, lambda t: t == r['line'], r['id'])
            parts[i] = ['caption', texts[i], r['picture']]
        elif do == 'head-first':
            i = only(texts, lambda t: t == r['line'], r['id'])
            parts[:] = parts[i:] + parts[:i]
        elif do == 'role':
            i = only(texts, lambda t: t == r['line'], r['id'])
            parts[i][0] = r['role']
        elif do == 'opener':
            i = only(texts, lambda t: t.startswith(r['words'] + ' '), r['id'])
            parts[i:i + 1] = [['opener', r['words']], ['para', texts[i][len(r['words']):].strip()]]
        else:
            raise SystemExit('seed_ledger: %s: unknown kind %s' % (r['id'], do))
    return issue, solid(rest)


def article(path):
    """An article's parts in the order of the page: head, body, credit. Also its unknown keys."""
    head, body = re.fullmatch(r'---\n(.*?)\n---\n(.*)', path.read_text(encoding='utf8'), re.S).groups()
    front = yaml.safe_load(head)
    parts = [[k, str(front[k])] for k in PARTS[:-1] if k in front]
    for block in re.split(r'\n\s*\n', body.strip()):
        block = block.strip()
        opener = re.match(r'\*\*([^*]+)\*\* (.*)', block, re.S)
        picture = PICTURE.fullmatch(block)
        if picture:
            parts.append(['caption', picture[1], picture[2]])
            credit = re.search(r'credit="([^"]*)"', picture[3] or '')
            if credit:
                parts.append(['picture credit', credit[1]])
        elif block.startswith('## '):
            parts.append(['crosshead', block[3:]])
        elif opener:
            parts += [['opener', opener[1]], ['para', opener[2]]]
        else:
            parts.append(['para', block])
    if 'credit' in front:
        parts.append(['credit', str(front['credit'])])
    return parts, set(front) - set(PARTS) - NOT_SHOWN


def furniture_of(issue_file):
    if not issue_file.exists():
        return None
    data = yaml.safe_load(issue_file.read_text(encoding='utf8'))
    out = {}
    for key in ('title', 'label', 'slogan', 'number', 'contact'):
        value = data.get(key, [])
        out[key] = [str(v) for v in value] if isinstance(value, list) else [str(value)]
    return out


def convert(text, where, book):
    """The engine's listed conversions on the text of one story or of the furniture."""
    for c in book['conversions']:
        if c['where'] == where:
            if text.count(c['from']) != 1:
                raise SystemExit('seed_ledger: %s: %s stands %d times in %s, not once'
                                 % (c['id'], c['from'], text.count(c['from']), where))
            text = text.replace(c['from'], c['to'])
    return text


def expected(stories, issue, book):
    """What the page must show, one part a line."""
    head = '\n'.join(w for key in issue for w in issue[key])
    blocks = [convert(head, 'issue', book)]
    blocks += [convert('\n'.join(p[1] for p in parts), sid, book) for sid, parts in stories.items()]
    return '\n\n'.join(blocks + [''.join(book['additions'] or [])]).strip() + '\n'


def glyphs(pdf):
    """Every character of a PDF as mutool reads it."""
    xml = subprocess.run(['mutool', 'trace', pdf], capture_output=True, check=True).stdout
    xml = ''.join(c for c in xml.decode('utf8', 'replace') if c in '\n\t' or ord(c) >= 32)
    found = (g.get('unicode') or '' for g in ET.fromstring(xml).iter('g'))
    return collections.Counter(u[0] for u in found if u and not u.isspace())


def compare(sample, stories, issue, rest, book):
    check(not rest, 'every word of the furniture is accounted for', rest)
    have, folder = {}, sample / 'articles'
    names = {p.stem for p in folder.glob('*.md')}
    check(names == set(stories), 'one article a story', ' '.join(sorted(names ^ set(stories))))
    for sid, want in stories.items():
        path = folder / (sid + '.md')
        if not check(path.exists(), sid + ': article is there'):
            continue
        got, unknown = article(path)
        have[sid] = got
        check(not unknown, sid + ': known keys only', ' '.join(sorted(unknown)))
        check([p[0] for p in want] == [p[0] for p in got], sid + ': order of the parts',
              '%d parts wanted, %d found' % (len(want), len(got)))
        a, b = (solid(''.join(p[1] for p in parts)) for parts in (want, got))
        check(a == b, sid + ': sequence of %d characters' % len(a), differ(a, b))
        bad = ['%s: %s' % (w[0], differ(solid(w[1]), solid(g[1]))) for w, g in zip(want, got)
               if [solid(x) for x in w] != [solid(x) for x in g]]
        check(not bad, sid + ': each of %d parts' % len(want), '; '.join(bad[:2]))
    front = furniture_of(sample / 'issue.yaml')
    if check(front is not None, 'issue.yaml is there'):
        for key, words in issue.items():
            check(list(map(solid, front[key])) == list(map(solid, words)), 'issue.yaml: ' + key,
                  'want %s, got %s' % (words, front[key]))
    return have, front or {}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('seed', type=pathlib.Path)
    ap.add_argument('--sample', type=pathlib.Path, default=HERE.parent.parent / 'samples' / 'kaifaqu-2024-12')
    ap.add_argument('--pdf')
    ap.add_argument('--expected', type=pathlib.Path)
    a = ap.parse_args()

    capture = a.seed.read_text(encoding='utf8')
    lines = [line.strip() for line in capture.split('\n') if line.strip()]
    book = ledger(a.sample / 'NOTES.md')
    stories, furniture = cut(lines, book)
    issue, rest = repair(stories, furniture, book['repairs'])
    have, front = compare(a.sample, stories, issue, rest, book)

    want = collections.Counter(solid(capture))
    got = collections.Counter(solid(''.join(p[1] for parts in have.values() for p in parts)
                                    + ''.join(w for words in front.values() for w in words)))
    check(want == got, 'multiset of all %d characters' % sum(want.values()), bag(want, got))

    text = expected(stories, issue, book)
    if a.expected:
        a.expected.write_text(text, encoding='utf8')
    if a.pdf:
        want, got = collections.Counter(solid(text)), glyphs(a.pdf)
        check(want == got, 'PDF: multiset of all %d characters' % sum(want.values()), bag(want, got))
    print('%d passed, %d failed' % (passed, failed))
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
