#!/usr/bin/env python3
"""Texts made to be slow: each must be linted and mended within its time. usage: hostile.py BANXIN WORK"""
import pathlib
import random
import subprocess
import sys
import time

banxin, work = sys.argv[1], pathlib.Path(sys.argv[2]) / 'lint-hostile'
SECONDS, CHARS = 60, 60000
work.mkdir(parents=True, exist_ok=True)
random.seed(1)
rows = ['（', '“', '”', '“”、', '“”、x', 'x”、“y”z', '《〈“‘', '（“', 'a-a', 'a.b', '的的', '，，', '。', '…',
        '3、4个', '3一4', '百分之5', '图为', '下转3版。', '2024年2月30日', '２', '字 ', '　', '"', "'", '(', ')(', '第一、', '\ue000',
        '锟斤拷', '1.2.', '-', '5-', '一二', '县长张三', '进行', '﻿', '1)', '’9']
texts = {'row-%02d' % i: row * (CHARS // len(row)) for i, row in enumerate(rows)}
marks = '，。、；：？！“”‘’（）《》…—-～~·.,:;!?()"\' 　0123456789十百千万年月日第的了是在a'
texts['random'] = ''.join(random.choice(marks) for _ in range(CHARS))
texts['paragraphs'] = '\n\n'.join('“的的,3、4个(x)  ３' + str(i) for i in range(8000))
(work / 'lexicon.yaml').write_text('lexicon: 1\nwords:\n' + ''.join(
    '  - {word: 一二%s, except: [一%s二一二%s三]}\n' % (c, c, c) for c in '一二三四五六七八九十' * 20) +
    'names:\n  - {name: 张三, titles: [县长]}\n', encoding='utf8')
slowest = 0
for name, text in texts.items():
    path = work / (name + '.md')
    path.write_text('---\nheadline: 题\n---\n\n字' + text.replace('<', '').replace('\\', '') + '\n', encoding='utf8')
    start = time.time()
    done = subprocess.run([banxin, 'lint', '--fix', '--lexicon', 'lexicon.yaml', path.name], cwd=work, capture_output=True,
                          timeout=SECONDS)
    slowest = max(slowest, time.time() - start)
    assert done.returncode in (0, 1), (name, done.returncode, done.stderr[-2000:])
    again = subprocess.run([banxin, 'lint', '--fix', '--diagnostics', 'json', path.name], cwd=work, capture_output=True, timeout=SECONDS)
    assert again.returncode in (0, 1) and not again.stdout, (name, again.stdout[:300])
print('%d texts, slowest %.1f s' % (len(texts), slowest))
