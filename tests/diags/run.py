#!/usr/bin/env python3
"""Wrong issues and what must be said of them.

usage: run.py BANXIN LAYOUTS WORK FILE.cases... [--update]

A .cases file is a list of cases:

    ### name                      one issue; files that are not given are those of DEFAULTS
    >>> path                      a file of the issue, up to the next mark
    >>> path absent               … which is not there
    >>> path bytes                … of the bytes that a Python literal spells, or the UTF-8 of a word
    >>> path link target          … which is a symbolic link
    >>> path png WIDTH HEIGHT     … which is a grey picture
    <<< exit code                 what `banxin check` must say: every line of a fault, in order;
                                  lint.cases: what `banxin lint --notes` must say; plan.cases: `banxin plan`.
                                  What review says of a page's make-up stands in review.cases alone

Each fault must name its place (or have none at all) and show its source line with a caret. The JSON
form must list the same faults. A fault of a key, type or value in issue.yaml or a layout must be one
for the JSON Schema too; where none is, the schema must hold (LAYOUTS/*.schema.json).
"""
import ast
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import zlib

import jsonschema
import yaml

DEFAULTS = {
    'issue.yaml': 'issue: 1\ntitle: 试报\ndate: 2026-03-27\npages:\n  - layout: p\n    slots: {a: articles/a.md}\n',
    'layouts/p.yaml': 'layout: 1\nbase: sikai-4x17\nslots:\n  a: {cols: [1, 1], rows: [1, 10], head: brief}\n',
    'articles/a.md': '---\nheadline: 溪水\n---\n\n' + '溪水从山上下来，' * 14 + '入江。\n',
}
SCHEMA_CODES = {'BX1101', 'BX1103', 'BX1104', 'BX1105', 'BX1106', 'BX1107'}
COMMANDS = {'lint': ['lint', '--notes'], 'plan': ['plan', '--output', '/dev/null']}  # by the name of the .cases file
REVIEW = re.compile(r'BX3[45]')
EITHER = {'BX1005', 'BX1102', 'BX1203'}  # the schema sees some of these
FAULT = re.compile(r'^(?:(\S+?):(\d+):(\d+): )?(error|warning|note)\[(BX\d{4})\]: ')


class Loader(yaml.SafeLoader):
    """YAML as the format has it: dates are words."""


Loader.yaml_implicit_resolvers = {
    k: [(tag, regexp) for tag, regexp in v if tag != 'tag:yaml.org,2002:timestamp']
    for k, v in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def read_cases(path):
    cases, case, part = [], None, None
    for line in path.read_text(encoding='utf8').split('\n'):
        if line.startswith('### '):
            case = {'name': line[4:], 'files': [], 'expect': []}
            cases.append(case)
            part = None
        elif line.startswith('>>> '):
            part = [line[4:].split(), []]
            case['files'].append(part)
        elif line.startswith('<<< '):
            case['code'] = int(line[4:])
            part = [None, case['expect']]
        elif part:
            part[1].append(line)
    for case in cases:
        while case['expect'] and not case['expect'][-1]:
            case['expect'].pop()
    return cases


def png(width, height):
    def chunk(name, data):
        return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))
    head = struct.pack('>IIBBBBB', width, height, 8, 0, 0, 0, 0)
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', head)
            + chunk(b'IDAT', zlib.compress((b'\0' + b'\x80' * width) * height)) + chunk(b'IEND', b''))


def lay_out(case, folder):
    shutil.rmtree(folder, ignore_errors=True)
    files = {path: [[path], text.split('\n')] for path, text in DEFAULTS.items()}
    files.update({words[0]: [words, lines] for words, lines in case['files']})
    for words, lines in files.values():
        path = folder / words[0]
        path.parent.mkdir(parents=True, exist_ok=True)
        kind = words[1] if len(words) > 1 else ''
        text = '\n'.join(lines).rstrip('\n') + '\n'
        if kind == 'bytes':
            value = ast.literal_eval(text.strip())
            path.write_bytes(value.encode('utf8') if isinstance(value, str) else value)
        elif kind == 'png':
            path.write_bytes(png(int(words[2]), int(words[3])))
        elif kind == 'link':
            os.symlink(words[2], path)
        elif kind != 'absent':
            path.write_text(text, encoding='utf8')


def faults(text):
    """The lines of faults; each with a place must be followed by its source line and a caret."""
    lines = text.split('\n')
    found = []
    for i, line in enumerate(lines):
        match = FAULT.match(line)
        if not match:
            continue
        found.append(line)
        if match[1]:
            assert re.match(r'\s*\d+ \| ', lines[i + 1]) and re.match(r'\s+\| *\^$', lines[i + 2]), \
                'no excerpt under: ' + line
    return found


def check_schemas(folder, found, schemas):
    for path in [folder / 'issue.yaml', folder / 'lexicon.yaml', *sorted((folder / 'layouts').glob('*.yaml'))]:
        name = str(path.relative_to(folder))
        hits = [FAULT.match(l) for l in found]
        faulty = any(m[1] == name and m[5] in SCHEMA_CODES for m in hits)
        unread = any(m[1] == name and m[5] < 'BX1100' for m in hits)
        either = any(m[1] == name and m[5] in EITHER for m in hits)
        if unread or (either and not faulty) or not path.is_file() or path.is_symlink():
            continue
        schema = schemas[name[:-5] if name in ('issue.yaml', 'lexicon.yaml') else 'layout']
        try:
            errors = list(schema.iter_errors(yaml.load(path.read_text(encoding='utf8'), Loader)))
        except yaml.YAMLError:
            continue
        assert bool(errors) == faulty, '%s: the schema %s it: %s' % (
            name, 'refuses' if errors else 'takes', errors and errors[0].message)


def run(banxin, command, case, folder, schemas, with_review):
    lay_out(case, folder)
    env = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='en', XDG_DATA_DIRS='/nonexistent')
    done = subprocess.run([banxin, *command, folder.name], cwd=folder.parent, capture_output=True, env=env,
                          timeout=120)
    found = faults(done.stderr.decode('utf8'))
    as_json = subprocess.run([banxin, *command, '--diagnostics', 'json', folder.name], cwd=folder.parent,
                             capture_output=True, env=env, timeout=120)
    codes = [json.loads(l)['code'] for l in as_json.stderr.decode('utf8').split('\n') if l.startswith('{')]
    assert codes == [FAULT.match(l)[5] for l in found], 'the JSON form differs: %s' % codes
    if not with_review:
        found = [l for l in found if not REVIEW.match(FAULT.match(l)[5])]
    check_schemas(folder, found, schemas)
    return done.returncode, found


def rewrite(path, results):
    """The file with the expectations replaced by what was said; to be read before it is kept."""
    out, name, skip = [], None, False
    for line in path.read_text(encoding='utf8').split('\n'):
        if line.startswith('### '):
            name, skip = line[4:], False
            while out and not out[-1]:
                out.pop()
            out += [''] if out else []
        if line.startswith('<<<'):
            code, found = results[name]
            out += ['<<< %d' % code, *found, '']
            skip = True
        elif not skip:
            out.append(line)
    path.write_text('\n'.join(out).rstrip('\n') + '\n', encoding='utf8')


def main():
    words = [w for w in sys.argv[1:] if w != '--update']
    banxin, layouts, work = os.path.abspath(words[0]), pathlib.Path(words[1]), pathlib.Path(words[2])
    schemas = {}
    for name in ('issue', 'layout', 'lexicon'):
        schema = json.loads((layouts / (name + '.schema.json')).read_text(encoding='utf8'))
        jsonschema.Draft202012Validator.check_schema(schema)
        schemas[name] = jsonschema.Draft202012Validator(schema)
    n = failed = 0
    for file in map(pathlib.Path, words[3:]):
        results = {}
        for case in read_cases(file):
            n += 1
            try:
                command = COMMANDS.get(file.stem, ['check'])
                results[case['name']] = got = run(banxin, command, case, work / case['name'], schemas,
                                                  with_review=file.name == 'review.cases')
                wrong = got != (case.get('code'), case['expect'])
                shown = '\n  '.join(['exit %d' % got[0], *got[1]])
            except AssertionError as error:
                wrong, shown = True, str(error)
            if wrong:
                failed += 1
                print('%s: %s:\n  %s' % (file.name, case['name'], shown))
        if '--update' in sys.argv:
            rewrite(file, results)
    print('%d cases, %d failed' % (n, failed))
    return failed > 0 or n == 0


if __name__ == '__main__':
    sys.exit(main())
