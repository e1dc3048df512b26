#!/usr/bin/python3
"""`banxin watch` needs no more memory after many builds than after a few.

usage: memory.py BANXIN SAMPLE WORK [N]

Saves a story N times (default 60), each time another text, and asks for the picture as a browser does. The memory after
all of them is held to that after the first N / 10, at least 20: by then everything has been seen once.
"""
import os
import pathlib
import shutil
import sys

from watching import Watch, wait

banxin, sample, work = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]).absolute()
n = int(sys.argv[4]) if len(sys.argv) > 4 else 60
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
watch = Watch(banxin, sample, work)
article = sorted(watch.folder.glob('articles/*.md'))[0].relative_to(watch.folder)
text = watch.read(article)
first = max(20, n // 10)
number = watch.state()['number']
for i in range(n):
    body = text.index('。')
    watch.save(article, text[:body] + '第%d次' % i + text[body:])
    number = wait('build %d' % i, lambda: (lambda now: now > number and now)(watch.state()['number']))
    wait('its picture', lambda: watch.ask_again('/picture?page=0&view=page&ppi=60&sum=' + watch.state()['preview']['pages'][0]['sum'])[0] == 200)
    if i + 1 == first:
        before = watch.rss_kb()
after = watch.rss_kb()
assert watch.end() == 0
print('%d kB after %d builds, %d kB after %d' % (before, first, after, n))
# what malloc keeps in pieces: a few per cent, and no more with more builds
sys.exit(0 if after < before * 1.05 + 2048 else 1)
