#!/usr/bin/env python3
"""The messages in Chinese: the catalogue is whole and true, and nothing but words depends on the language.

usage: i18n.py BANXIN PROJECT WORK
"""
import importlib.util
import json
import os
import pathlib
import re
import subprocess
import sys
import unicodedata

ENGLISH = re.compile(r'\b(?:the|is|are|of|has|have|not|with|and|or|to|it|be|no|for|at|by|on)\b')
FAULT = re.compile(r'^(?:(\S+?):(\d+):(\d+): )?(错误|警告|提示)\[(BX\d{4})\]: (.*)$')
LEVELS = {'error': '错误', 'warning': '警告', 'note': '提示'}
# What libraries and the formats say, in their own words: it is not the catalogue's.
FOREIGN = re.compile(r'YAML 不合格：.*|“[^”]*”|‘[^’]*’|`[^`]*`|\{[^}]*\}|\[[^\]]*\]|<[^>]*>|qpdf: .*')
TESTS = pathlib.Path(__file__).resolve().parent.parent
failed = 0


def check(holds, *what):
    global failed
    if not holds:
        failed += 1
        print(*what)


def environment(**more):
    plain = {k: v for k, v in os.environ.items() if not k.startswith('LC_') and k not in ('LANG', 'LANGUAGE', 'BANXIN_LANG')}
    return {**plain, 'XDG_DATA_DIRS': '/nonexistent', **more}


CHINESE, PLAIN = {'LC_ALL': 'C.UTF-8', 'BANXIN_LANG': 'zh'}, {'LC_ALL': 'C.UTF-8'}


def run(banxin, *words, env=CHINESE, cwd=None, stdin=None):
    done = subprocess.run([banxin, *map(str, words)], capture_output=True, env=environment(**env), cwd=cwd, timeout=300,
                          input=stdin)
    return done.returncode, done.stdout.decode('utf8'), done.stderr.decode('utf8')


# ---- the catalogue ----

def check_catalogue(po):
    template = subprocess.run(['sh', po / 'extract.sh', po.parent], capture_output=True, check=True).stdout
    check(template == (po / 'banxin.pot').read_bytes(),
          'banxin.pot is not what the sources say: sh src/po/extract.sh src >src/po/banxin.pot')
    for language in po.glob('*.po'):
        for command in (['msgfmt', '--check', '-o', '/dev/null', language], ['msgcmp', language, po / 'banxin.pot']):
            done = subprocess.run(command, capture_output=True)
            check(done.returncode == 0, *command, done.stderr.decode('utf8'))
        for kind in ('--untranslated', '--only-fuzzy', '--only-obsolete'):
            left = subprocess.run(['msgattrib', kind, language], capture_output=True, check=True).stdout.decode('utf8')
            check('msgid' not in left.replace('msgid ""\nmsgstr ""\n"Project', ''), language.name, kind, left)


# ---- the cases of tests/diags ----

def load_cases(folder):
    spec = importlib.util.spec_from_file_location('diags', folder / 'run.py')
    diags = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(diags)
    return diags


def faults(text):
    return [m for m in map(FAULT.match, text.split('\n')) if m]


def expected(line, pattern):
    m = pattern.match(line)
    return (m[1], m[2], m[3], LEVELS[m[4]], m[5])


def check_case(banxin, diags, command, case, work, with_review):
    diags.lay_out(case, work / case['name'])
    code, _, said = run(banxin, *command, case['name'], cwd=work)
    every = faults(said)
    found = [m for m in every if with_review or not diags.REVIEW.match(m[5])]
    # in another language the faults of one place may have another order
    got = sorted((m[1] or '', m[2] or '', m[3] or '', m[4], m[5]) for m in found)
    want = sorted(tuple(x or '' for x in expected(line, diags.FAULT)) for line in case['expect'])
    check(code == case['code'] and got == want, case['name'], 'exit', code, got, 'and not', want)
    for m in every:
        check(not ENGLISH.search(FOREIGN.sub('', m[6])), case['name'], 'English is left:', m[6])
    check(not re.search(r'[\x00-\x08\x0e-\x1f]', said), case['name'], 'a control character is shown')
    return len(every)


def check_diags(banxin, work):
    diags, n = load_cases(TESTS / 'diags'), 0
    for file in sorted((TESTS / 'diags').glob('*.cases')):
        for case in diags.read_cases(file):
            n += check_case(banxin, diags, diags.COMMANDS.get(file.stem, ['check']), case, work, file.name == 'review.cases')
    check(n > 500, 'only', n, 'faults were looked at')


# ---- what must not depend on the language ----

def shape(diagnostics):
    return sorted(json.dumps({k: v for k, v in json.loads(line).items() if k != 'message'}, sort_keys=True)
                  for line in diagnostics.split('\n') if line.startswith('{'))


def check_files(banxin, diags, work):
    """An issue with faults, and one of 4 pages: PDFs, reports, dumps, JSON."""
    case = {'files': [[['articles/a.md'], ['---', 'headline: 溪水。', '---', '', '溪水从山上下来，' * 300 + '入江（.'] + ['']]]}
    diags.lay_out(case, work / 'faulty')
    made = {}
    for name, env in (('en', PLAIN), ('zh', CHINESE)):
        made[name] = [run(banxin, 'build', 'faulty', '--profile', 'proof', '-o', name + '.pdf', '--report', name + '.json',
                          '--dump', stage, '--diagnostics', 'json', env=env, cwd=work) for stage in ('plan', 'text', 'page')]
        made[name].append(run(banxin, 'lines', '--measure', '10', '--json', env=env, stdin='溪水从山上下来，入江。'.encode('utf8')))
        made[name].append(run(banxin, 'lint', '--notes', '--diagnostics', 'json', 'faulty', env=env, cwd=work))
    for ending in ('.pdf', '.json'):
        check((work / ('en' + ending)).read_bytes() == (work / ('zh' + ending)).read_bytes(), 'the language is in the', ending)
    report = json.loads((work / 'zh.json').read_text(encoding='utf8'))
    check(any('overflows' in d['message'] for d in report['diagnostics']), 'the report is not in English')
    for a, b in zip(made['en'], made['zh']):
        check(a[0] == b[0], 'exit', a[0], b[0])
        check(a[1].replace('en.pdf', 'zh.pdf') == b[1], 'standard output differs:', a[1][:300], b[1][:300])
        check(shape(a[2]) == shape(b[2]) and (a[2] == '' or a[2] != b[2]), 'JSON diagnostics differ in more than words')


# ---- which language ----

def check_choice(banxin):
    rows = [
        ('zh', {'LC_ALL': 'C.UTF-8', 'BANXIN_LANG': 'zh'}), ('zh', {'BANXIN_LANG': 'zh_CN.UTF-8'}), ('zh', {'BANXIN_LANG': 'zh-Hans'}),
        ('zh', {'LC_ALL': 'C', 'BANXIN_LANG': 'zh'}), ('zh', {'LANG': 'zh_CN.UTF-8'}), ('zh', {'LC_ALL': 'zh_CN.UTF-8'}),
        ('zh', {'LC_MESSAGES': 'zh_CN.UTF-8', 'LANG': 'C.UTF-8'}), ('zh', {'LANG': 'C.UTF-8', 'LANGUAGE': 'zh_CN'}),
        ('en', {}), ('en', {'LC_ALL': 'C.UTF-8'}), ('en', {'LC_ALL': 'C', 'LANGUAGE': 'zh_CN'}), ('en', {'LANG': 'de_DE.UTF-8'}),
        ('en', {'LANG': 'zh_CN.UTF-8', 'BANXIN_LANG': 'en'}), ('en', {'BANXIN_LANG': '../../etc'}),
        ('zh', {'LANG': 'zh_CN.UTF-8', 'LANGUAGE': 'zh_CN:en'})]
    for language, env in rows:
        said = run(banxin, 'explain', 'BX3001', env=env)[1]
        check(('处理' in said) == (language == 'zh') and 'BX3001' in said, env, said)


# ---- what it looks like ----

def cells(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in 'WF' or c in '—…‘’“”' else 1
               for c in text)


SNAPSHOTS = [
    (['explain', 'BX3001'], 0, 'BX3001（错误）\n  稿件在版块里放不下。\n  处理：按所说的行数删稿，或给版块更多的行。\n', ''),
    (['explain', 'BX0'], 2, '', 'banxin explain：“BX0”不是代码；banxin explain 列出全部\n'),
    (['build', 'a', '--profile', 'paper'], 2, '', 'banxin：--profile 可取 press 或 proof，不能是“paper”\n'),
    (['check'], 2, '', 'banxin check：缺少参数；见 banxin check --help\n'),
    (['check', 'nowhere'], 1, '', '错误[BX1003]: “nowhere”不存在；一期是含有 issue.yaml 的文件夹\n1 个错误，0 个警告\n'),
]


def check_look(banxin, work):
    for words, code, out, err in SNAPSHOTS:
        got = run(banxin, *words, cwd=work)
        check(got == (code, out, err), words, got)
    for name in ('build', 'check', 'count', 'diff', 'explain', 'fonts', 'lines', 'lint', 'plan', 'cache', 'export', 'batch', 'watch'):
        code, out, _ = run(banxin, name, '--help')
        check(code == 0 and re.search('[一-鿿]', out), name, '--help', out)
        for line in out.split('\n'):
            check(not line.startswith('  -') or re.search('[一-鿿]', line) or '--help' in line, name, 'not in Chinese:', line)
    load_cases(TESTS / 'diags').lay_out({'files': []}, work / 'clean')
    said = run(banxin, 'check', 'clean', '--timings', '--preflight', cwd=work)[2].split('\n')
    table = [line for line in said if re.match(r'(步骤|读入|版式|组版|固定元素)\s', line)]
    check(len(table) >= 5 and len({cells(line) for line in table}) == 1, 'columns of --timings:', table)
    rules = [line for line in said if re.match(r'PP-\d', line)]
    check(len(rules) == 18, 'verdicts:', said)
    for line in rules:
        at = max(line.find('合格'), line.find('不合'))
        check(at > 0 and cells(line[:line.index(line[at])]) == 26, 'columns of --preflight:', line)


def main():
    banxin, project, work = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3])
    work.mkdir(parents=True, exist_ok=True)
    work = work.resolve()
    check_catalogue(project / 'src/po')
    check_choice(banxin)
    check_files(banxin, load_cases(TESTS / 'diags'), work)
    check_look(banxin, work)
    check_diags(banxin, work)
    print('%d failed' % failed)
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
