#!/usr/bin/env python3
"""What lint says of each line of rules.txt, and what --fix makes of it, once and twice.

usage: rules.py BANXIN WORK
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys

banxin, work = sys.argv[1], pathlib.Path(sys.argv[2]) / 'lint-rules'
table = pathlib.Path(__file__).with_name('rules.txt')


def article(number, body, is_head):
    return '---\nheadline: 题%d\n---\n\n%s\n' % (number, ('## ' + body + '\n\n文。') if is_head else body.replace('¶', '\n\n'))


def read_case(number, line):
    words, _, mended = line.partition(' => ')
    is_head = words.startswith('head ')
    words = words[5:] if is_head else words
    codes, _, body = words.partition(' ')
    codes = [] if codes == 'ok' else codes.split(',')
    found, plain = [], ''
    for char in body:
        if char == '^':
            before = plain.replace('¶', '\n\n')
            row = 5 + before.count('\n')
            found.append((row, len(before) - (before.rfind('\n') + 1) + 1 + (3 if is_head else 0)))
        else:
            plain += char
    if len(codes) == 1:
        codes *= max(1, len(found))
    assert len(codes) == len(found), 'line %d: codes and marks differ' % number
    return {'number': number, 'line': line, 'article': article(number, plain, is_head),
            'found': sorted((c, *p) for c, p in zip(codes, found)),
            'mended': article(number, mended if mended else plain, is_head)}


def lint(*options):
    done = subprocess.run([banxin, 'lint', '--diagnostics', 'json', *options, *sorted(p.name for p in work.glob('*.md'))],
                          cwd=work, capture_output=True, timeout=300)
    assert done.returncode in (0, 1), done.stderr
    return [[json.loads(l) for l in text.decode('utf8').splitlines()] for text in (done.stdout, done.stderr)]


shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
cases = {}
for number, line in enumerate(table.read_text(encoding='utf8').split('\n'), 1):
    if line and not line.startswith('#'):
        case = read_case(number, line)
        cases['%03d.md' % number] = case
        (work / ('%03d.md' % number)).write_text(case['article'], encoding='utf8')
failed = 0


def complain(case, what):
    global failed
    failed += 1
    print('rules.txt:%d: %s\n  %s' % (case['number'], case['line'], what))


_, diags = lint('--notes')
for name, case in cases.items():
    got = sorted((d['code'], d['line'], d['column']) for d in diags if d['file'] == name)
    if got != case['found']:
        complain(case, 'said %s, wanted %s' % (got, case['found']))
fixes, _ = lint('--fix')
assert len(fixes) > 40 and all(set(f) == {'fixed', 'file', 'line', 'column', 'old', 'new'} for f in fixes)
for name, case in cases.items():
    text = (work / name).read_bytes().decode('utf8')
    if text != case['mended']:
        complain(case, 'mended to %r, wanted %r' % (text, case['mended']))
before = {p: p.read_bytes() for p in work.glob('*.md')}
again, _ = lint('--fix')
assert again == [], 'a second --fix changes %s' % again
assert before == {p: p.read_bytes() for p in work.glob('*.md')}
codes = {c for case in cases.values() for c, *_ in case['found']}
every = set(re.findall(r'BX7[0-24]\d\d', subprocess.run([banxin, 'explain'], capture_output=True).stdout.decode()))
across = {'BX7401', 'BX7402', 'BX7403', 'BX7404', 'BX7405', 'BX7408'}  # tests/diags/lint.cases
assert every - across <= codes, 'no case for %s' % sorted(every - across - codes)
print('%d cases, %d failed' % (len(cases), failed))
sys.exit(failed > 0)
