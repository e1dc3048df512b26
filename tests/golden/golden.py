#!/usr/bin/env python3
"""The plan and the lines of the samples are what they were.

usage: golden.py BANXIN SAMPLES [--update]

Compares `check --dump plan` and `--dump text` with NAME.plan and NAME.text beside this file. A change
that is wanted is kept with --update, after the difference has been read.
"""
import difflib
import pathlib
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent
failed = False
for sample in sorted(p.parent for p in pathlib.Path(sys.argv[2]).glob('*/issue.yaml')):
    for stage in ('plan', 'text'):
        run = subprocess.run([sys.argv[1], 'check', '--dump', stage, str(sample)], capture_output=True, check=True)
        got, file = run.stdout.decode('utf8'), here / ('%s.%s' % (sample.name, stage))
        if '--update' in sys.argv:
            file.write_text(got, encoding='utf8')
        want = file.read_text(encoding='utf8')
        diff = list(difflib.unified_diff(want.splitlines(), got.splitlines(), file.name, 'now', lineterm='', n=0))
        failed |= bool(diff)
        print('%s: %s' % (file.name, 'the same' if not diff else '\n'.join(diff[:40])))
sys.exit(failed)
