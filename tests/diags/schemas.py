#!/usr/bin/env python3
"""The JSON Schemas take every shipped layout and every sample. usage: schemas.py PROJECT"""
import json
import pathlib
import sys

import jsonschema
import yaml

from run import Loader

project = pathlib.Path(sys.argv[1])
files = [('layout', p) for p in sorted(project.glob('layouts/*.yaml'))]
files += [('layout', p) for p in sorted(project.glob('samples/*/layouts/*.yaml'))]
files += [('issue', p) for p in sorted(project.glob('samples/*/issue.yaml'))]
files += [('layout', p) for p in sorted(project.glob('tests/pages/*/layouts/*.yaml'))]
files += [('issue', p) for p in sorted(project.glob('tests/pages/*/issue.yaml'))]
assert len({p.parent for _, p in files}) >= 5, 'samples or layouts are missing'
failed = 0
for kind, path in files:
    schema = json.loads((project / 'layouts' / (kind + '.schema.json')).read_text(encoding='utf8'))
    for error in jsonschema.Draft202012Validator(schema).iter_errors(yaml.load(path.read_text(encoding='utf8'), Loader)):
        failed += 1
        print('%s: %s: %s' % (path.relative_to(project), '/'.join(map(str, error.path)), error.message))
print('%d files, %d faults' % (len(files), failed))
sys.exit(failed > 0)
