#!/usr/bin/env python3
"""版面字数 in the report against the pictures' frames. usage: page_characters.py BANXIN SAMPLE WORK"""
import json
import pathlib
import shutil
import subprocess
import sys

banxin, sample, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
EM, PITCH = 9, 12.5


def report(issue):
    subprocess.run([banxin, 'check', issue, '--report', work / 'report.json'], check=True, capture_output=True)
    return json.loads((work / 'report.json').read_text(encoding='utf8'))


for kind, weight in (('work', 0.8), ('decoration', 0.3)):
    issue = work / kind
    shutil.copytree(sample, issue)
    lead = issue / 'articles/lead.md'
    lead.write_text(lead.read_text(encoding='utf8').replace('{slot=photo', '{kind=%s slot=photo' % kind), encoding='utf8')
    read = report(issue)
    [page], [picture] = read['page_characters'], read['pictures']
    assert (page['page'], page['characters_a_line'], page['lines']) == (1, 5 * 20 + 4 * 2, 110), page
    covered = picture['frame']['width'] / EM * picture['frame']['height'] / PITCH
    assert page['under_pictures'] == round(covered) > 1000, (page, covered)
    assert page['characters'] == round(108 * 110 - covered * (1 - weight)), (page, covered)
assert 'form' not in read
layout = issue / 'layouts/page-1.yaml'
layout.write_text(layout.read_text(encoding='utf8') + 'required: {nameplate: 4, cn: 2.5, date: 1}\n', encoding='utf8')
form = report(issue)['form']
assert (form['points'], form['most']) == (3.5, 3), form
assert [(f['requirement'], f['points'], 'page' in f) for f in form['faults']] == [('date', 1, False), ('cn', 2.5, False)], form
