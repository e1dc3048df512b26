#!/usr/bin/env python3
"""The issue that the README tells a newcomer to write must build as it stands there.

usage: readme.py README.md BANXIN WORK

Takes the indented blocks under “An issue of one's own”; the words before a block name its file.
"""
import pathlib
import re
import shutil
import subprocess
import sys

readme, banxin, work = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
folder = work / 'my-issue'
shutil.rmtree(folder, ignore_errors=True)
part = re.split(r'^## ', readme.read_text(encoding='utf8'), flags=re.M)
part = next(p for p in part if p.startswith("An issue of one's own"))
n = 0
for before, block in re.findall(r'^(`[^\n]*)\n((?:    [^\n]*\n|\n(?=    ))+)', part, re.M):
    path = folder / re.search(r'`([^`]+)`', before)[1]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(re.sub(r'^    ', '', block, flags=re.M).lstrip('\n'), encoding='utf8')
    n += 1
assert n == 3, 'found %d files in the README' % n
check = subprocess.run([banxin, 'check', str(folder)], capture_output=True, text=True)
print(check.stderr)
assert check.returncode == 0, 'the README\'s issue is at fault'
pdf = folder / 'my-issue.pdf'
subprocess.run([banxin, 'build', str(folder), '-o', str(pdf)], check=True, capture_output=True)
text = subprocess.run(['pdftotext', str(pdf), '-'], capture_output=True, check=True, text=True).stdout
assert '一条溪的回头水' in text and '把弯还给溪' in text, text
print('the issue of the README builds')
