#!/usr/bin/env python3
"""Counts of a sample's articles against the articles themselves. usage: count.py BANXIN SAMPLE"""
import json
import pathlib
import re
import subprocess
import sys

articles = sorted(str(p) for p in pathlib.Path(sys.argv[2]).glob('articles/*.md'))
counts = json.loads(subprocess.run([sys.argv[1], 'count', '--json', '--layout', 'duikai-5x20', *articles], check=True,
                                   capture_output=True).stdout)
assert [c['file'] for c in counts] == articles
for count in counts:
    body = pathlib.Path(count['file']).read_text(encoding='utf8').split('\n---\n', 1)[1]
    pictures = len(re.findall(r'^!\[', body, re.M))
    body = re.sub(r'^!\[.*$|^#+ |\*|\s', '', body, flags=re.M)
    assert count['characters'] == len(body), (count, len(body))
    assert count['pictures'] == pictures
    assert len(body) / 20 < count['lines'] < len(body) / 20 * 1.25, count
    assert abs(count['column_cm'] - count['lines'] * 12.5 * 2.54 / 72) < 0.01
